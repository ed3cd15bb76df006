package io.callyard.memory;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignChange;
import io.callyard.machine.Transition;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignStatus;
import io.callyard.model.LaneId;
import io.callyard.model.NewCall;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.CampaignAnswer;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Intake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mistakes made inside, under the lock: wrong counts, wrong order, wrong times. */
class WrongLedger extends Ledger {
    WrongLedger(InstantSource clock) {
        super(clock, Retention.DEFAULT);
    }

    private static Call edited(Call call, long position, int attempts, Attempt attempt, Instant notBefore) {
        return new Call(
                call.tenant(),
                call.subject(),
                call.data(),
                call.priority(),
                call.key(),
                call.state(),
                position,
                attempts,
                call.dialled(),
                notBefore,
                call.expiresAt(),
                call.reason(),
                attempt,
                call.ending(),
                call.attentionAt(),
                call.verdicts(),
                call.createdAt(),
                call.updatedAt());
    }

    private static boolean isReturned(Call before, Call after) {
        return before != null && before.state().holdsSlot() && after.state() == CallState.QUEUED;
    }

    /** One slot too many. */
    static final class LetsOneMoreGo extends WrongLedger {
        LetsOneMoreGo(InstantSource clock) {
            super(clock);
        }

        @Override
        void setTenantLimits(TenantId tenant, TenantLimits limits) {
            super.setTenantLimits(tenant, limits.withMaxLive(limits.maxLive() + 1));
        }
    }

    /** No floor. */
    static final class IgnoresTheFloor extends WrongLedger {
        IgnoresTheFloor(InstantSource clock) {
            super(clock);
        }

        @Override
        void setTenantLimits(TenantId tenant, TenantLimits limits) {
            super.setTenantLimits(tenant, limits.withDirectFloor(0));
        }
    }

    /** Forgets one of the four places where a slot is counted, on one of the ways out. */
    static final class LeaksTheAccountsSlotOnARefusal extends WrongLedger {
        LeaksTheAccountsSlotOnARefusal(InstantSource clock) {
            super(clock);
        }

        @Override
        Changed keep(Tenant tenant, Call before, Transition<Call> transition, Instant now) {
            Changed changed = super.keep(tenant, before, transition, now);
            if (changed.after().outcome() == Outcome.FAILED && changed.before().state() == CallState.RESERVED) {
                account(changed.after().attempt().account()).take();
            }
            return changed;
        }
    }

    /** Gives a lost reservation to the next who asks: the number is dialled again on a guess. */
    static final class QueuesACallAgainWhenItsLeaseEnds extends WrongLedger {
        QueuesACallAgainWhenItsLeaseEnds(InstantSource clock) {
            super(clock);
        }

        @Override
        List<Claimed> claim(ClaimOrder order) {
            for (Call lost : overdue(100, Duration.ZERO)) {
                CallChange giveBack = order.machine().giveBack(lost.attempts(), "the lease is over", Duration.ZERO);
                update(lost.tenant(), lost.id(), null, giveBack);
            }
            return super.claim(order);
        }
    }

    /** Back to the end of the line. */
    static final class QueuesAReturnedCallLast extends WrongLedger {
        QueuesAReturnedCallLast(InstantSource clock) {
            super(clock);
        }

        @Override
        Changed keep(Tenant tenant, Call before, Transition<Call> transition, Instant now) {
            Call after = transition.state();
            return isReturned(before, after)
                    ? super.keep(
                            tenant,
                            before,
                            new Transition<>(
                                    edited(
                                            after,
                                            tenant.nextPosition,
                                            after.attempts(),
                                            after.attempt(),
                                            after.notBefore()),
                                    transition.events()),
                            now)
                    : super.keep(tenant, before, transition, now);
        }
    }

    /** Dials a call that was to be left alone for a while. */
    static final class IgnoresHolds extends WrongLedger {
        IgnoresHolds(InstantSource clock) {
            super(clock);
        }

        @Override
        Changed keep(Tenant tenant, Call before, Transition<Call> transition, Instant now) {
            Call after = transition.state();
            return isReturned(before, after)
                    ? super.keep(
                            tenant,
                            before,
                            new Transition<>(
                                    edited(after, after.position(), after.attempts(), after.attempt(), null),
                                    transition.events()),
                            now)
                    : super.keep(tenant, before, transition, now);
        }
    }

    /** First come, first served, whatever the priority; and nothing ever expires. */
    static final class IgnoresPriorityAndExpiry extends WrongLedger {
        IgnoresPriorityAndExpiry(InstantSource clock) {
            super(clock);
        }

        @Override
        List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
            return super.place(
                    tenant,
                    calls.stream()
                            .map(call -> new NewCall(call.id(), plain(call.request()), call.verdicts()))
                            .toList(),
                    machine);
        }

        private static CallRequest plain(CallRequest request) {
            return new CallRequest(
                    request.tenant(),
                    request.type(),
                    request.phoneNumber(),
                    request.campaign(),
                    request.user(),
                    request.agent(),
                    request.contact(),
                    request.contactName(),
                    request.data(),
                    null,
                    request.scheduledFor(),
                    null,
                    request.key());
        }
    }

    /** Lists before people. */
    static final class ServesCampaignsFirst extends WrongLedger {
        ServesCampaignsFirst(InstantSource clock) {
            super(clock);
        }

        @Override
        List<Claimed> claim(ClaimOrder order) {
            tenants.values().forEach(tenant -> tenant.liningUp.removeIf(lane -> lane.id.type() == CallType.DIRECT));
            List<Claimed> claimed = new ArrayList<>(super.claim(order));
            tenants.values().forEach(tenant -> {
                tenant.relist(tenant.lanes.get(LaneId.DIRECT));
                waiting.ready(tenant);
            });
            int left = order.max() - claimed.size();
            if (left > 0) {
                claimed.addAll(super.claim(new ClaimOrder(order.node(), left, order.quotas(), order.machine())));
            }
            return claimed;
        }
    }

    /** Always the same tenant first. */
    static final class ServesTheOldestTenantFirst extends WrongLedger {
        ServesTheOldestTenantFirst(InstantSource clock) {
            super(clock);
        }

        @Override
        void served(Tenant tenant) {
            tenant.lastServed = 0;
        }
    }

    /** Writes some events twice. */
    static final class LogsReservationsTwice extends WrongLedger {
        LogsReservationsTwice(InstantSource clock) {
            super(clock);
        }

        @Override
        List<LoggedEvent> log(Tenant tenant, List<Event> events, Instant now) {
            boolean twice = events.stream().anyMatch(CallReserved.class::isInstance);
            if (twice) {
                super.log(tenant, events, now);
            }
            return super.log(tenant, events, now);
        }
    }

    /** Takes the word of whoever speaks, about whatever attempt. */
    static final class ObeysStaleAttempts extends WrongLedger {
        ObeysStaleAttempts(InstantSource clock) {
            super(clock);
        }

        @Override
        Optional<Changed> update(TenantId tenant, CallId id, String onceKey, CallChange change) {
            return super.update(tenant, id, onceKey, (call, step) -> {
                Transition<Call> transition = change.apply(call, step);
                for (int old = call.attempts() - 1; old > 0 && transition.state() == call; old--) {
                    Call stale = edited(call, call.position(), old, call.attempt(), call.notBefore());
                    Transition<Call> obeyed = change.apply(stale, step);
                    transition = obeyed.state() == stale ? transition : obeyed;
                }
                return transition;
            });
        }
    }

    /** Moves the beginning of a lane's delay. */
    abstract static class WrongDelay extends WrongLedger {
        WrongDelay(InstantSource clock) {
            super(clock);
        }

        abstract void correct(Lane lane, Call before, Call after, Instant now);

        @Override
        Changed keep(Tenant tenant, Call before, Transition<Call> transition, Instant now) {
            Changed changed = super.keep(tenant, before, transition, now);
            if (before != null
                    && before.state().holdsSlot()
                    && !changed.after().state().holdsSlot()) {
                correct(lane(tenant, changed.after()), before, changed.after(), now);
            }
            return changed;
        }
    }

    /** From the start of the former call. */
    static final class CountsTheDelayFromTheStart extends WrongDelay {
        CountsTheDelayFromTheStart(InstantSource clock) {
            super(clock);
        }

        @Override
        void correct(Lane lane, Call before, Call after, Instant now) {
            lane.beginDelay(before.attempt().reservedAt());
        }
    }

    /** A microsecond too short. */
    static final class EndsTheDelayTooSoon extends WrongDelay {
        EndsTheDelayTooSoon(InstantSource clock) {
            super(clock);
        }

        @Override
        void correct(Lane lane, Call before, Call after, Instant now) {
            lane.beginDelay(now.minusNanos(1_000));
        }
    }

    /** After an attempt that reached nobody, too. */
    static final class DelaysAfterAReturn extends WrongDelay {
        DelaysAfterAReturn(InstantSource clock) {
            super(clock);
        }

        @Override
        void correct(Lane lane, Call before, Call after, Instant now) {
            lane.beginDelay(now);
        }
    }

    /** A pause that hangs up. */
    static final class EndsLiveCallsOnAPause extends WrongLedger {
        EndsLiveCallsOnAPause(InstantSource clock) {
            super(clock);
        }

        @Override
        Optional<CampaignAnswer> updateCampaign(TenantId tenant, CampaignId id, CampaignChange change) {
            Optional<CampaignAnswer> answer = super.updateCampaign(tenant, id, change);
            if (answer.isPresent() && answer.get().campaign().status() == CampaignStatus.PAUSED) {
                List.copyOf(tenant(tenant).liveCalls.values())
                        .forEach(call -> update(
                                tenant,
                                call.id(),
                                null,
                                (any, step) -> new CallMachine(CallTimeouts.DEFAULT)
                                        .reclaim(call.attempts(), Outcome.CANCELED, "paused")
                                        .apply(any, step)));
            }
            return answer;
        }
    }

    /** Done once, done for ever. */
    static final class LeavesACompletedCampaignCompleted extends WrongLedger {
        LeavesACompletedCampaignCompleted(InstantSource clock) {
            super(clock);
        }

        @Override
        void settle(Tenant tenant, Lane lane, Instant now) {
            if (lane.status() != CampaignStatus.COMPLETED) {
                super.settle(tenant, lane, now);
            }
        }
    }

    /** A bad one in a batch leaves the good ones before it behind. */
    static final class TakesABatchInOneByOne extends WrongLedger {
        TakesABatchInOneByOne(InstantSource clock) {
            super(clock);
        }

        @Override
        List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
            List<Intake> answers = new ArrayList<>();
            calls.forEach(call -> answers.addAll(super.place(tenant, List.of(call), machine)));
            return answers;
        }
    }
}

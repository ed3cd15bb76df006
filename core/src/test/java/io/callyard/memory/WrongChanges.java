package io.callyard.memory;

import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignChange;
import io.callyard.machine.Transition;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.spi.store.AccountUsage;
import io.callyard.spi.store.CampaignAnswer;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Mistakes in what becomes of a call or a campaign. */
final class WrongChanges {
    private static final CallMachine MACHINE = new CallMachine(CallTimeouts.DEFAULT);

    private WrongChanges() {}

    private static Call edited(Call call, long position, int attempts, Instant notBefore) {
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
                call.attempt(),
                call.ending(),
                call.attentionAt(),
                call.verdicts(),
                call.createdAt(),
                call.updatedAt());
    }

    /** Makes something else of each change of a call. */
    abstract static class WrongUpdate extends ForwardingStore {
        WrongUpdate(Store inner) {
            super(inner);
        }

        abstract CallChange spoil(CallChange change);

        @Override
        public Optional<Changed> update(TenantId tenant, CallId call, String onceKey, CallChange change) {
            return super.update(tenant, call, onceKey, spoil(change));
        }

        static boolean isReturned(Call before, Call after) {
            return before.state().holdsSlot() && after.state() == CallState.QUEUED;
        }
    }

    /** Back to the end of the line. */
    static final class QueuesAReturnedCallLast extends WrongUpdate {
        QueuesAReturnedCallLast(Store inner) {
            super(inner);
        }

        @Override
        CallChange spoil(CallChange change) {
            return (call, step) -> {
                Transition<Call> right = change.apply(call, step);
                Call after = right.state();
                return isReturned(call, after)
                        ? new Transition<>(
                                edited(after, step.nextPosition(), after.attempts(), after.notBefore()), right.events())
                        : right;
            };
        }
    }

    /** Dials a call that was to be left alone for a while. */
    static final class IgnoresHolds extends WrongUpdate {
        IgnoresHolds(Store inner) {
            super(inner);
        }

        @Override
        CallChange spoil(CallChange change) {
            return (call, step) -> {
                Transition<Call> right = change.apply(call, step);
                Call after = right.state();
                return isReturned(call, after)
                        ? new Transition<>(edited(after, after.position(), after.attempts(), null), right.events())
                        : right;
            };
        }
    }

    /** Takes the word of whoever speaks, about whatever attempt. */
    static final class ObeysStaleAttempts extends WrongUpdate {
        ObeysStaleAttempts(Store inner) {
            super(inner);
        }

        @Override
        CallChange spoil(CallChange change) {
            return (call, step) -> {
                Transition<Call> transition = change.apply(call, step);
                for (int old = call.attempts() - 1; old > 0 && transition.state() == call; old--) {
                    Call stale = edited(call, call.position(), old, call.notBefore());
                    Transition<Call> obeyed = change.apply(stale, step);
                    transition = obeyed.state() == stale ? transition : obeyed;
                }
                return transition;
            };
        }
    }

    /** Forgets one of the places where a slot is counted, on one of the ways out. */
    static final class LeaksTheAccountsSlotOnARefusal extends ForwardingStore {
        private final Map<CarrierAccountId, Integer> leaked = new ConcurrentHashMap<>();

        LeaksTheAccountsSlotOnARefusal(Store inner) {
            super(inner);
        }

        @Override
        public Optional<Changed> update(TenantId tenant, CallId call, String onceKey, CallChange change) {
            Optional<Changed> changed = super.update(tenant, call, onceKey, change);
            changed.filter(made -> made.before().state() == CallState.RESERVED
                            && made.after().outcome() == Outcome.FAILED)
                    .ifPresent(made -> leaked.merge(made.after().attempt().account(), 1, Integer::sum));
            return changed;
        }

        @Override
        public AccountUsage accountUsage(CarrierAccountId account) {
            AccountUsage right = super.accountUsage(account);
            return new AccountUsage(
                    right.limits(), right.live() + leaked.getOrDefault(account, 0), right.nextStartAt());
        }
    }

    /** Gives a lost reservation to the next who asks: the number is dialled again on a guess. */
    static final class QueuesACallAgainWhenItsLeaseEnds extends ForwardingStore {
        QueuesACallAgainWhenItsLeaseEnds(Store inner) {
            super(inner);
        }

        @Override
        public List<Claimed> claim(ClaimOrder order) {
            for (Call lost : overdue(100, Duration.ZERO)) {
                update(lost.tenant(), lost.id(), null, MACHINE.giveBack(lost.attempts(), "lost", Duration.ZERO));
            }
            return super.claim(order);
        }
    }

    /** A pause that hangs up. */
    static final class EndsLiveCallsOnAPause extends ForwardingStore {
        EndsLiveCallsOnAPause(Store inner) {
            super(inner);
        }

        @Override
        public Optional<CampaignAnswer> updateCampaign(TenantId tenant, CampaignId id, CampaignChange change) {
            Optional<CampaignAnswer> answer = super.updateCampaign(tenant, id, change);
            if (answer.isPresent() && answer.get().campaign().status() == CampaignStatus.PAUSED) {
                for (Call live : liveCalls(tenant)) {
                    update(tenant, live.id(), null, MACHINE.reclaim(live.attempts(), Outcome.CANCELED, "paused"));
                }
            }
            return answer;
        }
    }
}

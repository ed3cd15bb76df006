package io.callyard.memory;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.Transition;
import io.callyard.model.Call;
import io.callyard.model.CampaignStatus;
import io.callyard.spi.store.Changed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Mistakes made inside the store, where one cannot get at them from around it. */
class WrongLedger extends Ledger {
    WrongLedger(InstantSource clock) {
        super(clock, Retention.DEFAULT);
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
            if (events.stream().anyMatch(CallReserved.class::isInstance)) {
                super.log(tenant, events, now);
            }
            return super.log(tenant, events, now);
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

    /** Moves the beginning of a lane's delay. */
    abstract static class WrongDelay extends WrongLedger {
        WrongDelay(InstantSource clock) {
            super(clock);
        }

        abstract Instant begin(Call before, Instant now);

        @Override
        Changed keep(Tenant tenant, Call before, Transition<Call> transition, Instant now) {
            Changed changed = super.keep(tenant, before, transition, now);
            Call after = changed.after();
            if (before != null && before.state().holdsSlot() && !after.state().holdsSlot()) {
                lane(tenant, after).beginDelay(begin(before, now));
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
        Instant begin(Call before, Instant now) {
            return before.attempt().reservedAt();
        }
    }

    /** A microsecond too short. */
    static final class EndsTheDelayTooSoon extends WrongDelay {
        EndsTheDelayTooSoon(InstantSource clock) {
            super(clock);
        }

        @Override
        Instant begin(Call before, Instant now) {
            return now.minusNanos(1_000);
        }
    }

    /** After an attempt that reached nobody, too. */
    static final class DelaysAfterAReturn extends WrongDelay {
        DelaysAfterAReturn(InstantSource clock) {
            super(clock);
        }

        @Override
        Instant begin(Call before, Instant now) {
            return now;
        }
    }
}

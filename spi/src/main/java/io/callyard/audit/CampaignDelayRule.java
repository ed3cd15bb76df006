package io.callyard.audit;

import io.callyard.event.CallEvent.CallReserved;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A reservation comes no sooner after the end of the former call than the shortest delay in force meanwhile. */
final class CampaignDelayRule implements ReservationRule {
    @Override
    public Invariant invariant() {
        return Invariant.CAMPAIGN_DELAY;
    }

    @Override
    public @Nullable String problemWith(CallReserved reserved, Instant at, Fold before) {
        FoldedLane lane = before.lane(reserved.subject().lane());
        Instant until = lane == null ? null : lane.delay().runsUntil();
        // Stores keep instants to the microsecond, settings may be finer.
        return until == null || !at.isBefore(until.truncatedTo(ChronoUnit.MICROS))
                ? null
                : "the delay after the former call ran until " + until;
    }
}

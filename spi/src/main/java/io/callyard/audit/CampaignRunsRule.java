package io.callyard.audit;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.model.CallType;
import io.callyard.model.CampaignStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Only a running campaign gets slots. */
final class CampaignRunsRule implements ReservationRule {
    @Override
    public Invariant invariant() {
        return Invariant.CAMPAIGN_RUNS;
    }

    @Override
    public @Nullable String problemWith(CallReserved reserved, Instant at, Fold before) {
        if (reserved.subject().type() != CallType.CAMPAIGN) {
            return null;
        }
        FoldedLane lane = before.lane(reserved.subject().lane());
        CampaignStatus status = lane == null ? null : lane.status();
        if (status == null) {
            return before.knowsAllOpenCalls() ? "the campaign was never made" : null;
        }
        return status == CampaignStatus.RUNNING ? null : "the campaign was " + status;
    }
}

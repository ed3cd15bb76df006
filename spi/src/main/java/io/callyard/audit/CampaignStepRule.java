package io.callyard.audit;

import io.callyard.event.CampaignEvent;
import io.callyard.event.CampaignEvent.CampaignChanged;
import io.callyard.event.CampaignEvent.CampaignCreated;
import io.callyard.event.CampaignEvent.CampaignStatusChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CampaignStatus;
import org.jspecify.annotations.Nullable;

/** A campaign moves along the edges of the diagram at {@link CampaignStatus} only. */
final class CampaignStepRule implements Rule {
    @Override
    public Invariant invariant() {
        return Invariant.CAMPAIGN_STEP;
    }

    @Override
    public @Nullable String problemWith(LoggedEvent logged, Fold before) {
        if (!(logged.event() instanceof CampaignEvent event)) {
            return null;
        }
        FoldedLane lane = before.lane(event.campaign());
        CampaignStatus status = lane == null ? null : lane.status();
        if (event instanceof CampaignCreated) {
            return status == null ? null : "campaign " + event.campaign() + " was made twice";
        }
        if (lane == null || status == null) {
            return before.knowsAllOpenCalls() ? "campaign " + event.campaign() + " was never made" : null;
        }
        if (event instanceof CampaignChanged) {
            return status == CampaignStatus.STOPPED
                    ? "campaign " + event.campaign() + " was changed after its stop"
                    : null;
        }
        return event instanceof CampaignStatusChanged changed ? problemWith(changed, status, lane) : null;
    }

    private static @Nullable String problemWith(CampaignStatusChanged changed, CampaignStatus status, FoldedLane lane) {
        if (changed.from() != status || !isLegal(changed.from(), changed.to())) {
            return "campaign " + changed.campaign() + " went from " + changed.from() + " to " + changed.to() + " in "
                    + status;
        }
        return changed.to() == CampaignStatus.COMPLETED && !lane.isDone()
                ? "campaign " + changed.campaign() + " was completed with calls that were not over"
                : null;
    }

    private static boolean isLegal(CampaignStatus from, CampaignStatus to) {
        return switch (to) {
            case DRAFT -> false;
            case RUNNING ->
                from == CampaignStatus.DRAFT || from == CampaignStatus.PAUSED || from == CampaignStatus.COMPLETED;
            case PAUSED, COMPLETED -> from == CampaignStatus.RUNNING;
            case STOPPED -> from != CampaignStatus.STOPPED;
        };
    }
}

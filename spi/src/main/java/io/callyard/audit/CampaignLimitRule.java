package io.callyard.audit;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.model.CampaignSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Live calls of a campaign are at most as many as its limit, counted when one is added. */
final class CampaignLimitRule implements ReservationRule {
    @Override
    public Invariant invariant() {
        return Invariant.CAMPAIGN_LIMIT;
    }

    @Override
    public @Nullable String problemWith(CallReserved reserved, Instant at, Fold before) {
        FoldedLane lane = before.lane(reserved.subject().lane());
        CampaignSettings settings = lane == null ? null : lane.settings();
        return lane == null || settings == null || lane.live() < settings.maxLive()
                ? null
                : lane.live() + " calls of the campaign were live, its limit is " + settings.maxLive();
    }
}

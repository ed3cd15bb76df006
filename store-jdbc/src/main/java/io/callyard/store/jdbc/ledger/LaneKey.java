package io.callyard.store.jdbc.ledger;

import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.LaneId;
import org.jspecify.annotations.Nullable;

/** How a lane is named in the tables. */
final class LaneKey {
    static final String DIRECT = "D";
    static final String LEADS = "L";
    private static final String CAMPAIGN = "C:";

    private LaneKey() {}

    static String of(LaneId lane) {
        return of(lane.type(), lane.campaign());
    }

    static String of(CampaignId campaign) {
        return CAMPAIGN + campaign.value();
    }

    static String of(CallType type, @Nullable CampaignId campaign) {
        return switch (type) {
            case DIRECT -> DIRECT;
            case LEAD -> LEADS;
            case CAMPAIGN -> CAMPAIGN + (campaign == null ? "" : campaign.value());
        };
    }

    static CallType type(String key) {
        return switch (key) {
            case DIRECT -> CallType.DIRECT;
            case LEADS -> CallType.LEAD;
            default -> CallType.CAMPAIGN;
        };
    }

    static @Nullable CampaignId campaign(String key) {
        return key.startsWith(CAMPAIGN) ? new CampaignId(key.substring(CAMPAIGN.length())) : null;
    }
}

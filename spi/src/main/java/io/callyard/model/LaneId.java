package io.callyard.model;

import org.jspecify.annotations.Nullable;

/**
 * Names a lane: the calls of one tenant that wait in one line under rules of their own.
 *
 * @param type the only type of call in the lane
 * @param campaign the campaign; present exactly when {@code type} is {@link CallType#CAMPAIGN}
 */
public record LaneId(CallType type, @Nullable CampaignId campaign) {
    /** Every tenant's lane for direct calls. */
    public static final LaneId DIRECT = new LaneId(CallType.DIRECT, null);

    /** Every tenant's lane for leads. */
    public static final LaneId LEADS = new LaneId(CallType.LEAD, null);

    public LaneId {
        if ((type == CallType.CAMPAIGN) != (campaign != null)) {
            throw new IllegalArgumentException(
                    type == CallType.CAMPAIGN
                            ? "a campaign lane needs a campaign id"
                            : "a " + type + " lane has no campaign id");
        }
    }

    /** Returns the lane of a campaign. */
    public static LaneId of(CampaignId campaign) {
        return new LaneId(CallType.CAMPAIGN, campaign);
    }

    @Override
    public String toString() {
        return campaign == null ? type.name() : type + ":" + campaign;
    }
}

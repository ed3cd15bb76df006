package io.callyard.spi.store;

import io.callyard.model.CampaignId;

/** Calls were given to a campaign that does not exist or takes no more. Nothing was kept. */
public final class UnknownCampaignException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final CampaignId campaign;

    /**
     * Names the campaign.
     *
     * @param reason what is wrong with it
     */
    public UnknownCampaignException(CampaignId campaign, String reason) {
        super("campaign " + campaign + " " + reason);
        this.campaign = campaign;
    }

    /** Returns the campaign. */
    public CampaignId campaign() {
        return campaign;
    }
}

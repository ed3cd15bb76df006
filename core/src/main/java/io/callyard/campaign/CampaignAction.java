package io.callyard.campaign;

import io.callyard.model.Campaign;

/** The answer to a wish about one campaign. */
public sealed interface CampaignAction {

    /**
     * It was done.
     *
     * @param campaign the campaign now
     */
    record Done(Campaign campaign) implements CampaignAction {}

    /**
     * The campaign is not in a status for it. Nothing changed.
     *
     * @param campaign the campaign
     * @param reason why not, for people
     */
    record NotPossible(Campaign campaign, String reason) implements CampaignAction {}

    /** The tenant has no such campaign. */
    record NotFound() implements CampaignAction {}
}

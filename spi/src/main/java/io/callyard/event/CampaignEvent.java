package io.callyard.event;

import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;

/** Something that has happened to a campaign as a whole. */
public sealed interface CampaignEvent extends Event {

    /** Returns the campaign. */
    CampaignId campaign();

    /**
     * A campaign was made.
     *
     * @param campaign its id
     * @param settings its rules
     */
    record CampaignCreated(CampaignId campaign, CampaignSettings settings) implements CampaignEvent {}

    /**
     * A campaign's rules were changed.
     *
     * @param campaign its id
     * @param settings those in force from now on
     */
    record CampaignChanged(CampaignId campaign, CampaignSettings settings) implements CampaignEvent {}

    /**
     * A campaign was started, paused, resumed, stopped, completed, or got more contacts after it was
     * completed.
     *
     * @param campaign its id
     * @param from where it stood
     * @param to where it stands
     */
    record CampaignStatusChanged(CampaignId campaign, CampaignStatus from, CampaignStatus to)
            implements CampaignEvent {}
}

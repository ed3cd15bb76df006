package io.callyard.audit;

import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;

/**
 * A campaign, as the events tell it.
 *
 * @param id its id
 * @param settings its rules
 * @param status where it stands
 * @param progress its calls, counted
 */
public record CampaignView(
        CampaignId id, CampaignSettings settings, CampaignStatus status, CampaignProgress progress) {}

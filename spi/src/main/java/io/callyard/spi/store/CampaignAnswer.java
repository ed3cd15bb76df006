package io.callyard.spi.store;

import io.callyard.model.Campaign;

/**
 * What a change did to a campaign.
 *
 * @param campaign the campaign after
 * @param changed whether the change did anything
 */
public record CampaignAnswer(Campaign campaign, boolean changed) {}

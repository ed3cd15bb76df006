package io.callyard.machine;

import io.callyard.model.Campaign;
import java.time.Instant;

/**
 * A change of a campaign: a pure function, as {@link CallChange} is.
 */
@FunctionalInterface
public interface CampaignChange {
    /** Returns the campaign after the change, {@linkplain Transition#unchanged unchanged} if it does not apply. */
    Transition<Campaign> apply(Campaign campaign, Instant now);
}

package io.callyard.model;

import io.callyard.internal.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a campaign's lane.
 *
 * @param name for people, at most {@value #MAX_NAME} characters
 * @param maxLive how many of its calls may be live at once
 * @param delayBetween how long after the end of one call the next may start
 * @param account the carrier account; absent: the tenant's
 * @param agent the agent that speaks, where a contact names none
 * @param retry which outcomes are tried again
 */
public record CampaignSettings(
        String name,
        int maxLive,
        Duration delayBetween,
        @Nullable CarrierAccountId account,
        @Nullable AgentId agent,
        RetryPolicy retry) {
    /** The longest name. */
    public static final int MAX_NAME = 200;

    /** The longest delay between two calls. */
    public static final Duration MAX_DELAY = Duration.ofDays(1);

    public CampaignSettings {
        Checks.text(name, "campaign name", MAX_NAME);
        if (maxLive < 1) {
            throw new IllegalArgumentException("a campaign's limit of live calls must be at least 1, but was " + maxLive
                    + "; pause the campaign to stop its calls");
        }
        Limits.requireLimit(maxLive, "a campaign's limit of live calls");
        if (delayBetween.isNegative() || delayBetween.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "the delay between calls must be 0 to " + MAX_DELAY + ", but was " + delayBetween);
        }
    }

    /** One call at a time, 5 s between calls, the tenant's account, no agent, no retries. */
    public static CampaignSettings named(String name) {
        return new CampaignSettings(name, 1, Duration.ofSeconds(5), null, null, RetryPolicy.NONE);
    }

    /** These settings with another number of live calls. */
    public CampaignSettings withMaxLive(int value) {
        return new CampaignSettings(name, value, delayBetween, account, agent, retry);
    }

    /** These settings with another delay. */
    public CampaignSettings withDelayBetween(Duration value) {
        return new CampaignSettings(name, maxLive, value, account, agent, retry);
    }

    /** These settings on another carrier account. */
    public CampaignSettings withAccount(@Nullable CarrierAccountId value) {
        return new CampaignSettings(name, maxLive, delayBetween, value, agent, retry);
    }

    /** These settings with another agent. */
    public CampaignSettings withAgent(@Nullable AgentId value) {
        return new CampaignSettings(name, maxLive, delayBetween, account, value, retry);
    }

    /** These settings with other retries. */
    public CampaignSettings withRetry(RetryPolicy value) {
        return new CampaignSettings(name, maxLive, delayBetween, account, agent, value);
    }
}

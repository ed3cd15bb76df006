package io.callyard.model;

/**
 * What a carrier account may do, over all tenants that use it.
 *
 * @param maxLive how many calls may be live on it, or {@link Limits#UNLIMITED}
 * @param callsPerSecond how many calls may start per second; more than 0, at most {@value
 *     #MAX_PER_SECOND}, or {@link Double#POSITIVE_INFINITY} for no pacing
 */
public record AccountLimits(int maxLive, double callsPerSecond) {
    /** The largest pace that is a pace. */
    public static final double MAX_PER_SECOND = 10_000;

    /** No limit of live calls, one start per second. */
    public static final AccountLimits DEFAULT = new AccountLimits(Limits.UNLIMITED, 1);

    /** Neither limit nor pacing. */
    public static final AccountLimits NONE = new AccountLimits(Limits.UNLIMITED, Double.POSITIVE_INFINITY);

    public AccountLimits {
        Limits.requireLimit(maxLive, "a carrier account's limit of live calls");
        boolean paced = callsPerSecond > 0 && callsPerSecond <= MAX_PER_SECOND;
        if (!paced && callsPerSecond != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("calls per second must be more than 0 and at most "
                    + (int) MAX_PER_SECOND + ", but was " + callsPerSecond);
        }
    }
}

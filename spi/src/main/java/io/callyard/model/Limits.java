package io.callyard.model;

/** The bounds that every limit of live calls keeps. */
public final class Limits {
    /** The value that means "no limit". */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** The largest limit that is a limit: beyond it a typing error is likelier than a wish. */
    public static final int MAX_LIVE = 100_000;

    private Limits() {}

    /**
     * Checks a limit.
     *
     * @throws IllegalArgumentException if it is negative or absurd
     */
    public static void requireLimit(int maxLive, String what) {
        if (maxLive != UNLIMITED && (maxLive < 0 || maxLive > MAX_LIVE)) {
            throw new IllegalArgumentException(
                    what + " must be 0 to " + MAX_LIVE + " or UNLIMITED, but was " + maxLive);
        }
    }
}

package io.callyard.feature;

/**
 * What has become of callers whose stay is over.
 *
 * @param connected how many talked to an agent, on their line or called back
 * @param abandoned how many hung up before that
 * @param total how many there were, all other ends included
 */
public record Outcomes(long connected, long abandoned, long total) {
    public Outcomes {
        if (connected < 0 || abandoned < 0 || connected > total || abandoned > total - connected) {
            throw new IllegalArgumentException(
                    "not outcomes: " + connected + " connected, " + abandoned + " abandoned of " + total);
        }
    }

    /** Returns how many ended in the way that a measure counts as bad. */
    long bad(RolloutMeasure measure) {
        return switch (measure) {
            case CONNECTION_RATE -> total - connected;
            case ABANDON_RATE -> abandoned;
        };
    }

    /** Returns a measure, 0 to 1; there has to be somebody. */
    double rate(RolloutMeasure measure) {
        long counted = switch (measure) {
            case CONNECTION_RATE -> connected;
            case ABANDON_RATE -> abandoned;
        };
        return (double) counted / total;
    }
}

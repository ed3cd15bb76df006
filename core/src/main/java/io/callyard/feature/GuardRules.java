package io.callyard.feature;

/**
 * When a feature is taken back.
 *
 * @param minSample below this many callers on either side nothing is concluded
 * @param maxConnectionLoss by how much the connection rate may be lower, as a share: 0.03 is three percentage points
 * @param maxAbandonRise by how much the abandon rate may be higher, in the same way
 * @param z how sure one has to be, as a quantile of the standard normal distribution: with 2.326 a feature that is
 *     exactly as bad as allowed is taken back by mistake in 1 % of the looks, by each of the two measures; one that
 *     does no harm much more rarely
 */
public record GuardRules(long minSample, double maxConnectionLoss, double maxAbandonRise, double z) {
    /** 200 callers on each side, three points of either rate, 1 % error. */
    public static final GuardRules STANDARD = new GuardRules(200, 0.03, 0.03, 2.326);

    public GuardRules {
        if (minSample < 1) {
            throw new IllegalArgumentException("the least sample must be 1 or more, but was " + minSample);
        }
        requireRate(maxConnectionLoss, "the allowed loss of the connection rate");
        requireRate(maxAbandonRise, "the allowed rise of the abandon rate");
        if (!(z > 0 && z <= 10)) {
            throw new IllegalArgumentException("z must be above 0 and at most 10, but was " + z);
        }
    }

    /** Returns how much worse a measure may be. */
    double allowed(RolloutMeasure measure) {
        return switch (measure) {
            case CONNECTION_RATE -> maxConnectionLoss;
            case ABANDON_RATE -> maxAbandonRise;
        };
    }

    private static void requireRate(double value, String what) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " must be 0 or more and below 1, but was " + value);
        }
    }
}

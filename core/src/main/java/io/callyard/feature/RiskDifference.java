package io.callyard.feature;

/**
 * Whether one share is larger than another by more than a margin: the score test for the difference of two binomial
 * proportions.
 *
 * <p>The difference less the margin is divided by its standard error under the hypothesis that it is exactly the
 * margin; the proportions for that are the most likely ones among those that differ by the margin. Without a margin
 * this is the usual z test with the pooled proportion. Unlike the test with the observed proportions it keeps its level
 * where a share is near 0 or 1, and where one side is much smaller than the other.
 *
 * <p><b>Source.</b> C. P. Farrington and G. Manning, "Test statistics and sample size formulae for comparative binomial
 * trials with null hypothesis of non-zero risk difference or non-unity relative risk", Statistics in Medicine 9(12),
 * 1990. The margin in such tests: W. C. Blackwelder, "Proving the null hypothesis in clinical trials", Controlled
 * Clinical Trials 3(4), 1982.
 */
final class RiskDifference {
    /** Halvings of an interval until a double is as exact as it can be. */
    private static final int HALVINGS = 60;

    private RiskDifference() {}

    /**
     * Returns by how many standard errors {@code one / ofOne − other / ofOther} is above the margin; negative if it is
     * below.
     *
     * @param margin 0 or more, below 1
     */
    static double z(long one, long ofOne, long other, long ofOther, double margin) {
        double difference = (double) one / ofOne - (double) other / ofOther - margin;
        double p = mostLikely(one, ofOne, other, ofOther, margin);
        double q = p - margin;
        double variance = p * (1 - p) / ofOne + q * (1 - q) / ofOther;
        return variance > 0 ? difference / Math.sqrt(variance) : 0;
    }

    /** The most likely first proportion if the second is less by the margin. */
    static double mostLikely(long one, long ofOne, long other, long ofOther, double margin) {
        double low = margin;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double p = (low + high) / 2;
            // The slope of the log-likelihood, which falls all the way.
            double slope = slope(one, ofOne, p) + slope(other, ofOther, p - margin);
            if (slope > 0) {
                low = p;
            } else {
                high = p;
            }
        }
        return (low + high) / 2;
    }

    private static double slope(long hits, long of, double p) {
        double rising = hits == 0 ? 0 : hits / p;
        double falling = hits == of ? 0 : (of - hits) / (1 - p);
        return rising - falling;
    }
}

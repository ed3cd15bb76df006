package io.callyard.estimate;

/**
 * How long it takes until those ahead are gone and one more is taken, if nobody joins them: the sum of independent
 * exponential times with the rates {@code served + i · abandonRate}, where {@code i} falls from the number of those
 * ahead to 0.
 *
 * <p><b>Source.</b> W. Whitt, "Predicting queueing delays", Management Science 45(6), 1999.
 */
final class InboundDrain {
    /** So many are added up one by one; for those beyond, the integral is the same to seven digits. */
    private static final int ADDED = 1_000;

    private InboundDrain() {}

    /**
     * Returns the mean and the variance.
     *
     * @param stages how many times are added, at least 1
     * @param served how many callers are taken in a second
     * @param abandonRate how many hang up, per caller ahead and second
     */
    static InboundMoments of(long stages, double served, double abandonRate) {
        if (abandonRate == 0) {
            return new InboundMoments(stages / served, stages / (served * served));
        }
        double mean = 0;
        double variance = 0;
        long added = Math.min(stages, ADDED);
        for (int others = 0; others < added; others++) {
            double stage = 1 / (served + others * abandonRate);
            mean += stage;
            variance += stage * stage;
        }
        // From the middle between the last one added and the next to the middle behind the last of all.
        double from = served + (added - 0.5) * abandonRate;
        double rise = (stages - added) * abandonRate;
        return new InboundMoments(
                mean + Math.log1p(rise / from) / abandonRate, variance + (stages - added) / (from * (from + rise)));
    }
}

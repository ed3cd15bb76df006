package io.callyard.estimate;

/**
 * How long it takes until those ahead are gone and one more is taken, while others still come and go before him: the
 * first passage of a birth-and-death process whose births end with a window.
 *
 * <p>With {@code i} ahead, somebody moves up at the rate {@code served + i · abandonRate}, and back at {@code
 * overtakeRate}. If that went on for ever, the means from all {@code i} would solve one tridiagonal system, and the
 * second moments another. The window, which closes at a certain time, is taken as {@value #PHASES} exponential phases
 * of the same length in all: in each of them such systems hold, with one more way out, into the next phase. Against
 * the exact solution the mean is up to 1 % too small where overtakers take a third of the agents, and 2 % where they
 * take all or more; the standard deviation is within 4 %, and 13 %.
 *
 * <p><b>Source.</b> Phases for a fixed time: A. K. Erlang; see M. F. Neuts, "Matrix-Geometric Solutions in Stochastic
 * Models", 1981, chapter 2. The systems are solved by Thomas's elimination.
 */
final class InboundOvertaking {
    private static final int PHASES = 16;

    /** Longer lines are looked at in groups, as if each were one caller. */
    private static final int MOST_GROUPS = 256;

    /** So many who have come before somebody are followed at most. */
    private static final int MOST_OVERTAKERS = 256;

    /** How unlikely it is that there are more at one time. */
    private static final double NEGLIGIBLE = 1e-4;

    /** The rate of moving up, by how many are ahead. */
    private final double[] up;

    private final double back;
    private final double closing;

    private InboundOvertaking(int levels, double served, double abandonRate, double overtakeRate, double window) {
        up = new double[levels];
        for (int others = 0; others < levels; others++) {
            up[others] = served + others * abandonRate;
        }
        back = overtakeRate;
        closing = PHASES / window;
    }

    /**
     * Returns the mean and the variance.
     *
     * @param stages how many have to go, the caller himself among them; at least 1
     * @param served how many callers are taken in a second
     * @param abandonRate how many hang up, per caller ahead and second
     * @param overtakeRate how many come in a second who go before him; above 0
     * @param window how many seconds that lasts; above 0
     */
    static InboundMoments of(long stages, double served, double abandonRate, double overtakeRate, double window) {
        double size = Math.max(1, (double) stages / MOST_GROUPS);
        int groups = (int) Math.round(stages / size);
        double groupsServed = served / size;
        double groupsComing = overtakeRate / size;
        int levels = groups + overtakers(groupsServed, groupsComing, window);
        InboundMoments overtaken =
                new InboundOvertaking(levels, groupsServed, abandonRate, groupsComing, window).passage(groups);
        if (size == 1) {
            return overtaken;
        }
        // Groups are coarser than callers in the same way with overtakers as without: the ratio is that of callers.
        InboundMoments coarse = InboundDrain.of(groups, groupsServed, abandonRate);
        InboundMoments fine = InboundDrain.of(stages, served, abandonRate);
        return new InboundMoments(
                fine.mean() * overtaken.mean() / coarse.mean(),
                fine.variance() * overtaken.variance() / coarse.variance());
    }

    /** Returns how many more than now may be ahead at one time. */
    private static int overtakers(double served, double coming, double window) {
        double expected = coming * window;
        double most = expected + 4 * Math.sqrt(expected) + 4;
        if (coming < served) {
            // The chance that a random walk ever gets so far back.
            most = Math.min(most, Math.log(NEGLIGIBLE) / Math.log(coming / served) + 2);
        }
        return (int) Math.min(most, MOST_OVERTAKERS);
    }

    private InboundMoments passage(int stages) {
        int levels = up.length;
        double[] mean = new double[levels];
        double[] square = new double[levels];
        double sum = 0;
        double variance = 0;
        for (int others = 0; others < levels; others++) {
            sum += 1 / up[others];
            variance += 1 / (up[others] * up[others]);
            mean[others] = sum;
            square[others] = variance + sum * sum;
        }
        double before = 0;
        for (int phase = 0; phase < PHASES; phase++) {
            before = mean[stages - 1];
            for (int others = 0; others < levels; others++) {
                mean[others] = 1 + closing * mean[others];
            }
            solve(mean);
            for (int others = 0; others < levels; others++) {
                square[others] = 2 * mean[others] + closing * square[others];
            }
            solve(square);
        }
        double result = mean[stages - 1];
        // Phases vary and the window does not. By how much the last phase lengthens the wait, so does the variation of
        // each of them.
        double ofPhases = PHASES * (result - before) * (result - before);
        return new InboundMoments(result, square[stages - 1] - result * result - ofPhases);
    }

    /**
     * Finds x with (up(i) + back + closing) · x(i) = values(i) + up(i) · x(i − 1) + back · x(i + 1), where x(−1) is 0 and
     * nobody comes at the last i. The values give way to the solution.
     */
    private void solve(double[] values) {
        int last = values.length - 1;
        double[] fromNext = new double[values.length];
        double previous = 0;
        double ratio = 0;
        for (int others = 0; others <= last; others++) {
            double coming = others == last ? 0 : back;
            double pivot = up[others] * (1 - ratio) + coming + closing;
            previous = (values[others] + up[others] * previous) / pivot;
            ratio = coming / pivot;
            values[others] = previous;
            fromNext[others] = ratio;
        }
        for (int others = last - 1; others >= 0; others--) {
            values[others] += fromNext[others] * values[others + 1];
        }
    }
}

package io.callyard.telephony.simulated;

/** The rules for numbers that are shares of something. */
final class Rates {
    /** Ten tenths add up to a little more than 1 in binary. */
    private static final double ROUNDING = 1e-9;

    private Rates() {}

    static void require(double rate, String what) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("the rate of " + what + " must be 0 to 1, but was " + rate);
        }
    }

    static void requireShares(double sum, String what) {
        if (sum > 1 + ROUNDING) {
            throw new IllegalArgumentException(what + " must add up to 1 at most, but add up to " + sum);
        }
    }
}

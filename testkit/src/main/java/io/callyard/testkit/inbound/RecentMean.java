package io.callyard.testkit.inbound;

/** The mean of the last so many values. */
final class RecentMean {
    private final double[] values;
    private long count;
    private double sum;

    RecentMean(int most) {
        values = new double[most];
    }

    void add(double value) {
        int slot = (int) (count++ % values.length);
        sum += value - values[slot];
        values[slot] = value;
    }

    double mean() {
        return count == 0 ? 0 : sum / Math.min(count, values.length);
    }
}

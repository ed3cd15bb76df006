package io.callyard.benchmarks.database;

import java.util.Arrays;
import java.util.Locale;

/** Figures of one kind, in the order in which they came. One thread at a time. */
public final class Samples {
    private double[] values = new double[64];
    private int size;

    public void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    public int size() {
        return size;
    }

    /** Nearest rank; not a number if there are no samples. */
    public double quantile(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[(int) (share * (size - 1))];
    }

    public double median() {
        return quantile(0.5);
    }

    /** Divides sample by sample: what was measured in the same round met the same noise. */
    public Samples dividedBy(Samples other) {
        Samples ratios = new Samples();
        for (int i = 0; i < Math.min(size, other.size); i++) {
            ratios.add(values[i] / other.values[i]);
        }
        return ratios;
    }

    /** The median and what it lies between, such as {@code 2,100 [1,900-2,300]}. */
    public String spread(String format) {
        return size == 0
                ? "-"
                : String.format(
                        Locale.ROOT, format + " [" + format + "-" + format + "]", median(), quantile(0), quantile(1));
    }
}

package io.callyard.testkit.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IdealQueueTest {
    private static final double FOR_EVER = Double.POSITIVE_INFINITY;

    @Test
    void theNextGoesToWhoIsFreeFirst() {
        double[] waits = IdealQueue.waits(2, new double[] {0, 1, 2, 3}, new double[] {10, 3, 1, 1}, forEver(4));

        // At 4 the second agent is free, at 5 again.
        assertThat(waits).containsExactly(0, 0, 2, 2);
    }

    @Test
    void whoLosesPatienceTakesNobodysTime() {
        double[] waits = IdealQueue.waits(
                1, new double[] {0, 1, 2}, new double[] {10, 100, 1}, new double[] {FOR_EVER, 5, FOR_EVER});

        assertThat(waits).containsExactly(0, IdealQueue.ABANDONED, 8);
    }

    private static double[] forEver(int count) {
        double[] patience = new double[count];
        Arrays.fill(patience, FOR_EVER);
        return patience;
    }
}

package io.callyard.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a line takes to go that nobody joins. */
@Tag("R4.5")
class InboundDrainTest {
    @Test
    void oneIsTakenAfterAnother() {
        InboundMoments drain = InboundDrain.of(10, 0.5, 0);

        assertThat(drain.mean()).isEqualTo(20);
        assertThat(drain.variance()).isEqualTo(40);
    }

    @Test
    void thoseAheadAlsoGoByThemselves() {
        InboundMoments drain = InboundDrain.of(3, 0.5, 0.25);

        assertThat(drain.mean()).isCloseTo(1 / 0.5 + 1 / 0.75 + 1 / 1.0, withinPercentage(1e-9));
        assertThat(drain.variance()).isCloseTo(1 / 0.25 + 1 / (0.75 * 0.75) + 1 / 1.0, withinPercentage(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1000, 0.05, 0.005", "1001, 0.05, 0.005", "50000, 0.05, 0.005", "50000, 1, 1e-9", "50000, 1e-4, 10"})
    void aLongLineIsAddedUpAsExactlyAsAShortOne(int stages, double served, double abandonRate) {
        double mean = 0;
        double variance = 0;
        for (int others = stages - 1; others >= 0; others--) {
            double stage = 1 / (served + others * abandonRate);
            mean += stage;
            variance += stage * stage;
        }

        InboundMoments drain = InboundDrain.of(stages, served, abandonRate);

        assertThat(drain.mean()).isCloseTo(mean, withinPercentage(1e-5));
        assertThat(drain.variance()).isCloseTo(variance, withinPercentage(1e-5));
    }
}

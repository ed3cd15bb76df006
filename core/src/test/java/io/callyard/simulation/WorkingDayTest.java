package io.callyard.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.feature.Features;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingDayTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R4.14")
    void nineteenOfTwentyCallersAreServedOnADayThatGoesWrong(long seed) {
        WorkingDay.Report day = WorkingDay.run(seed, Features.allOn());
        WorkingDay.Report bare = WorkingDay.run(seed, Features.allOff());
        System.out.printf(
                "a day that goes wrong: %d callers, %.1f %% served %s; with all features off %.1f %% %s%n",
                day.callers(), 100 * day.served(), day.left(), 100 * bare.served(), bare.left());

        assertThat(day.violations()).isEmpty();
        assertThat(bare.violations()).isEmpty();
        assertThat(day.callers()).isGreaterThan(500);
        assertThat(day.served()).isGreaterThanOrEqualTo(0.95);
        assertThat(bare.served()).as("what the features are good for").isLessThan(day.served());
    }

    @Test
    void oneSeedIsOneDay() {
        assertThat(WorkingDay.run(7, Features.allOn())).isEqualTo(WorkingDay.run(7, Features.allOn()));
    }
}

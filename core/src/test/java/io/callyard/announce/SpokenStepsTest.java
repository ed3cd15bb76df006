package io.callyard.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The times that people say. */
@Tag("R4.5")
class SpokenStepsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0S",
        "PT59.999S, PT0S",
        "PT1M, PT1M",
        "PT1M29S, PT1M",
        "PT1M30S, PT2M",
        "PT4M40S, PT5M",
        "PT4M50S, PT5M",
        "PT10M, PT10M",
        "PT12M29S, PT10M",
        "PT12M30S, PT15M",
        "PT87M29S, PT85M",
        "PT90M, PT90M",
        "PT104M59S, PT90M",
        "PT105M, PT2H",
        "PT2H29M, PT2H",
        "PT2H30M, PT3H",
        "PT12H, PT12H",
        "PT12H0.001S, PT13H",
        "PT24H, PT13H",
        "PT87600H, PT13H"
    })
    void aTimeIsSaidAsTheNearestStep(Duration time, Duration step) {
        assertThat(SpokenSteps.nearest(time)).isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1M",
        "PT1S, PT1M",
        "PT1M, PT1M",
        "PT1M0.001S, PT2M",
        "PT10M1S, PT15M",
        "PT30M, PT30M",
        "PT90M, PT90M",
        "PT90M1S, PT2H",
        "PT2H1S, PT3H"
    })
    void aPromiseIsNeverRoundedDown(Duration time, Duration step) {
        assertThat(SpokenSteps.atLeast(time)).isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({
        "PT4M29S, PT4M31S, true, false",
        "PT4M50S, PT4M40S, false, false",
        "PT4M, PT5M, true, false",
        "PT4M, PT5M1S, true, true",
        "PT10M, PT15M, true, false",
        "PT10M, PT15M1S, true, true",
        "PT0S, PT59S, false, false",
        "PT20S, PT80S, true, false",
        "PT20S, PT80.001S, true, true",
        "PT90M, PT2H, true, false",
        "PT90M, PT2H1S, true, true",
        "PT14H, PT30H, false, false",
        "PT5M, PT4M, false, false"
    })
    void aRiseIsOneThatCanBeHeard(Duration before, Duration now, boolean rose, boolean much) {
        assertThat(SpokenSteps.rose(before, now)).isEqualTo(rose);
        assertThat(SpokenSteps.roseMuch(before, now)).isEqualTo(much);
    }

    @Test
    void aLongerTimeIsNeverSaidAsAShorterOne() {
        Duration last = Duration.ZERO;
        for (Duration time = Duration.ZERO; time.toHours() < 20; time = time.plusSeconds(7)) {
            Duration step = SpokenSteps.nearest(time);
            assertThat(step).as("%s", time).isGreaterThanOrEqualTo(last);
            last = step;
        }
    }
}

package io.callyard.store.jdbc.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000001Z, 1",
        "1969-12-31T23:59:59.999999Z, -1",
        "1969-12-31T23:59:59Z, -1000000",
        "1969-12-31T23:59:58.999999Z, -1000001",
        "2030-01-01T12:00:00.123456Z, 1893499200123456"
    })
    void countsFromTheEpochBothWays(Instant instant, long micros) {
        assertThat(Micros.of(instant)).isEqualTo(micros);
        assertThat(Micros.toInstant(micros)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00.000000999Z, 0",
        "1970-01-01T00:00:00.000001999Z, 1",
        "1969-12-31T23:59:59.999999999Z, -1",
        "1969-12-31T23:59:59.999998999Z, -2"
    })
    void cutsNanosecondsOffTowardsThePast(Instant instant, long micros) {
        assertThat(Micros.of(instant)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1_000_001, -1_000_000, -1, 0, 1, Long.MAX_VALUE})
    void keepsEveryLong(long micros) {
        assertThat(Micros.of(Micros.toInstant(micros))).isEqualTo(micros);
        assertThat(Micros.of(Micros.toDuration(micros))).isEqualTo(micros);
    }

    @Test
    void keepsLongsByChance() {
        new Random(7).longs(10_000).forEach(this::keepsEveryLong);
    }

    @Test
    void takesTheEarliestAndTheLatestInstantAndNoneBeyond() {
        assertThat(Micros.of(Micros.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Micros.of(Micros.MAX.plusNanos(999))).isEqualTo(Long.MAX_VALUE);

        assertThatThrownBy(() -> Micros.of(Micros.MIN.minusNanos(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Micros.of(Micros.MAX.plusNanos(1_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheRangeOfInstants() {
        assertThatThrownBy(() -> Micros.of(Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-290308-12-21T19:59:05.224192Z to +294247-01-10T04:00:54.775807Z");
        assertThatThrownBy(() -> Micros.of(Instant.MIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT0.000001999S, 1", "PT-0.000001S, -1", "PT-0.000000001S, -1", "PT2H, 7200000000"})
    void countsLengthsOfTime(Duration duration, long micros) {
        assertThat(Micros.of(duration)).isEqualTo(micros);
    }

    @Test
    void namesTheRangeOfLengths() {
        assertThatThrownBy(() -> Micros.of(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a duration must be PT-2562047788H");
        assertThatThrownBy(() -> Micros.of(Duration.ofSeconds(Long.MIN_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package io.callyard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R1.9")
class CallIdTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00.123Z");

    @Test
    void isAUuidOfVersionSevenWithItsTime() {
        CallId id = CallId.next(NOW, new Random(1));

        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void sortsByTimeAsText() {
        String earlier = CallId.next(NOW, new Random(1)).toString();
        String later = CallId.next(NOW.plusMillis(1), new Random(2)).toString();

        assertThat(earlier).isLessThan(later);
    }

    @Test
    void differsWithinAMillisecond() {
        Random random = new Random(1);
        Set<CallId> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(CallId.next(NOW, random));
        }

        assertThat(ids).hasSize(10_000);
    }

    @Test
    void readsItsOwnTextInEitherCase() {
        CallId id = CallId.next(NOW, new Random(1));

        assertThat(CallId.parse(id.toString())).isEqualTo(id);
        assertThat(CallId.parse(id.toString().toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(id);
        assertThat(CallId.parse("00000000-0000-0000-0000-000000000001")).isEqualTo(new CallId(new UUID(0, 1)));
    }

    /** All but the first few are spellings that the JDK takes for {@code 00000000-…-000000000001} or the like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not an id",
                "00000000-0000-0000-0000-00000000000",
                "00000000-0000-0000-0000-0000000000001",
                "00000000-0000-0000-0000-00000000000g",
                "00000000-0000-0000-0000-000000000001\n",
                "0-0-0-0-1",
                "000000001-0000-0000-0000-00000000000",
                "+0000001-0000-0000-0000-000000000000",
                "٠٠٠٠٠٠٠١-0000-0000-0000-000000000000"
            })
    void takesOneSpellingOnly(String text) {
        assertThatThrownBy(() -> CallId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

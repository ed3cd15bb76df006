package io.callyard.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Retention DEFAULT = Retention.DEFAULT;

    @Test
    void keepsAtLeastOneEvent() {
        assertThat(DEFAULT.withEvents(Duration.ZERO, 1).minEvents()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withEvents(Duration.ZERO, 0))
                .withMessageContaining("minEvents");
    }

    @Test
    void refusesAgesThatAreNone() {
        Duration negative = Duration.ofNanos(-1);
        Duration absurd = Duration.ofDays(365_001);
        for (Duration age : new Duration[] {negative, absurd}) {
            assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withEvents(age, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withAtHandAge(age));
            assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withPastAge(age));
            assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withCarrierIdAge(age));
            assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withGoneAge(age));
        }
    }

    @Test
    void keepsNoCallLongerAtHandThanAtAll() {
        assertThat(DEFAULT.withPastAge(Duration.ofMinutes(1)).pastAge()).isEqualTo(DEFAULT.atHandAge());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withPastAge(Duration.ofSeconds(59)))
                .withMessageContaining("at least atHandAge");
    }

    @Test
    void keepsWhoHasLeftAsLongAsSomebodyLooksBack() {
        assertThat(DEFAULT.goneAge()).isEqualTo(Duration.ofDays(30));
        assertThat(DEFAULT.withGoneAge(Duration.ofHours(1)).goneAge()).isEqualTo(Retention.LEAST_GONE_AGE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withGoneAge(Duration.ofMinutes(59)))
                .withMessageContaining("goneAge must be at least PT1H");
    }
}

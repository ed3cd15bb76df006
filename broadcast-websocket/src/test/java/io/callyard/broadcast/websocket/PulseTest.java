package io.callyard.broadcast.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a client is pinged, given up and asked for its token again; by default, in seconds. */
class PulseTest {
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Pulse pulse = new Pulse(SocketSettings.DEFAULT, ROUND, at(0));

    @Test
    @Tag("R3.7")
    void aClientIsPingedEveryTwentySecondsAndGivenUpWithinFortyFive() {
        assertThat(pulse.takePing(at(19.999))).isFalse();
        assertThat(pulse.takePing(at(20))).isTrue();
        assertThat(pulse.takePing(at(39.999))).isFalse();
        assertThat(pulse.takePing(at(40))).isTrue();
        assertThat(pulse.isSilent(at(39.999))).isFalse();
        assertThat(pulse.isSilent(at(40))).isTrue();

        pulse.heard(at(30));

        assertThat(pulse.isSilent(at(69.999))).isFalse();
        assertThat(SocketSettings.DEFAULT.silence().plus(ROUND)).isLessThan(Duration.ofSeconds(45));
    }

    @Test
    @Tag("R3.1")
    void aTokenIsCheckedSoonAfterTheSocketOpensAndThenWithinFiveSecondsForEver() {
        assertThat(pulse.takeCheck(at(0.999))).isFalse();
        assertThat(pulse.takeCheck(at(1))).isTrue();
        assertThat(pulse.takeCheck(at(1))).as("one is under way").isFalse();
        pulse.checked(at(1.2), null);

        double next = 1.2;
        while (!pulse.takeCheck(at(next))) {
            next += 0.1;
        }
        // Somebody looks once in a round, so it may be one round later.
        assertThat(at(next).plus(ROUND).minus(at(1.2))).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    @Tag("R3.1")
    void aTokenIsCheckedAsItExpires() {
        assertThat(pulse.takeCheck(at(1))).isTrue();
        pulse.checked(at(1), Duration.ofSeconds(2));
        assertThat(pulse.takeCheck(at(2.999))).isFalse();
        assertThat(pulse.takeCheck(at(3))).isTrue();
        pulse.checked(at(3), Duration.ofDays(-1));
        assertThat(pulse.takeCheck(at(3.999))).as("not again and again").isFalse();
        assertThat(pulse.takeCheck(at(4))).isTrue();
    }

    @Test
    void aCheckThatDoesNotComeToAnEndIsNoticed() {
        assertThat(pulse.isCheckHanging(at(100))).isFalse();
        pulse.takeCheck(at(1));
        assertThat(pulse.isCheckHanging(at(5.999))).isFalse();
        assertThat(pulse.isCheckHanging(at(6))).isTrue();
        pulse.checked(at(6), null);
        assertThat(pulse.isCheckHanging(at(7))).isFalse();
    }

    @Test
    @Tag("R3.1")
    void aMinuteHoldsAHundredMessagesWhereverItBegins() {
        MessageRate rate = new MessageRate(100);
        for (int i = 0; i < 100; i++) {
            assertThat(rate.allows(at(i * 0.5))).isTrue();
        }
        assertThat(rate.allows(at(59.999))).isFalse();
        assertThat(rate.allows(at(60))).isTrue();
        assertThat(rate.allows(at(60))).isFalse();
        assertThat(rate.allows(at(60.5))).isTrue();
    }

    private static Duration at(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }
}

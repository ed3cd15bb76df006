package io.callyard.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.outbound.BreakerSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The breaker as a value: what opens it, what closes it, and what says nothing. */
class BreakerTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final BreakerSettings SETTINGS = BreakerSettings.DEFAULT;

    @ParameterizedTest
    @CsvSource({"0,4,false", "0,5,true", "5,4,false", "5,5,true", "3,2,false", "2,3,true", "50,49,false", "50,50,true"})
    void opensAtHalfOfFiveOrMore(int successes, int failures, boolean opens) {
        Breaker breaker = Breaker.CLOSED;
        for (int i = 0; i < successes; i++) {
            breaker = breaker.succeeded(NOW, SETTINGS);
        }
        for (int i = 0; i < failures; i++) {
            assertThat(breaker.restsUntil()).as("after " + i).isNull();
            breaker = breaker.failed(NOW, SETTINGS);
        }

        assertThat(breaker.restsUntil() != null).isEqualTo(opens);
    }

    @Test
    void restsForItsTimeThenLetsOneTryAtATimeThrough() {
        Breaker open = opened();
        Instant end = NOW.plus(SETTINGS.rest());

        assertThat(open.quotaAt(end.minusNanos(1))).isZero();
        assertThat(open.quotaAt(end)).isEqualTo(1);
        assertThat(open.starting(end.minusNanos(1))).isEqualTo(open);
        Breaker trying = open.starting(end);
        assertThat(trying.quotaAt(end)).isZero();
        assertThat(trying.undecided().quotaAt(end)).as("the try said nothing").isEqualTo(1);
        assertThat(trying.succeeded(end, SETTINGS)).isEqualTo(Breaker.CLOSED);
        assertThat(trying.failed(end, SETTINGS).restsUntil()).isEqualTo(end.plus(SETTINGS.rest()));
    }

    @Test
    void aSuccessFromBeforeTheRestDoesNotEndIt() {
        Breaker open = opened();

        assertThat(open.succeeded(NOW.plusSeconds(1), SETTINGS).restsUntil()).isEqualTo(open.restsUntil());
    }

    @Test
    void theLongerOfTwoRestsCounts() {
        Breaker open = opened();

        assertThat(open.restUntil(NOW.plusSeconds(5)).restsUntil()).isEqualTo(NOW.plus(SETTINGS.rest()));
        assertThat(open.restUntil(NOW.plusSeconds(500)).restsUntil()).isEqualTo(NOW.plusSeconds(500));
    }

    @Test
    void countsFailuresAtTheEdgeOfTheWindowButNotBeyondIt() {
        Breaker breaker = Breaker.CLOSED;
        for (int i = 0; i < 4; i++) {
            breaker = breaker.failed(NOW, SETTINGS);
        }
        Instant edge = NOW.plus(SETTINGS.window());

        assertThat(breaker.failed(edge, SETTINGS).restsUntil()).isNotNull();
        assertThat(breaker.failed(edge.plusNanos(1), SETTINGS).restsUntil()).isNull();
    }

    @Test
    void remembersNoMoreThanAHundredPlacings() {
        Breaker breaker = Breaker.CLOSED;
        for (int i = 0; i < 1_000; i++) {
            breaker = breaker.succeeded(NOW, SETTINGS);
        }

        assertThat(breaker.results()).hasSize(100);
    }

    @Test
    void hasTheSettingsItIsGiven() {
        BreakerSettings strict = new BreakerSettings(Duration.ofMinutes(1), 1, 1, Duration.ofSeconds(1));

        assertThat(Breaker.CLOSED.failed(NOW, strict).restsUntil()).isEqualTo(NOW.plusSeconds(1));
        assertThat(Breaker.CLOSED.succeeded(NOW, strict).failed(NOW, strict).restsUntil())
                .isNull();
    }

    private static Breaker opened() {
        Breaker breaker = Breaker.CLOSED;
        for (int i = 0; i < 5; i++) {
            breaker = breaker.failed(NOW, SETTINGS);
        }
        assertThat(breaker.restsUntil()).isEqualTo(NOW.plus(SETTINGS.rest()));
        return breaker;
    }
}

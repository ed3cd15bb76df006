package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R3.6")
class InTheEndTest {
    private static final Duration LONG = Duration.ofHours(1);
    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final List<Duration> tries = new ArrayList<>();
    private int failures;

    /** Fails as often as {@link #failures} says. */
    private void tried() {
        tries.add(scheduler.uptime());
        if (tries.size() <= failures) {
            throw new StoreUnavailableException("no store");
        }
    }

    private void report() {
        InTheEnd.report(scheduler, this::tried);
    }

    private static List<Duration> seconds(long... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
    }

    @Test
    void whoeverReportsIsNotInTheMiddleOfIt() {
        report();
        assertThat(tries).isEmpty();

        scheduler.runDue();
        assertThat(tries).hasSize(1);
    }

    @Test
    void whatWasKeptIsNotReportedAgain() {
        report();
        scheduler.advance(LONG);

        assertThat(tries).isEqualTo(seconds(0));
    }

    @Test
    void whatCouldNotBeKeptIsReportedAgainAfterEverLongerPausesUntilItIs() {
        failures = 3;
        report();
        scheduler.advance(LONG);

        assertThat(tries).isEqualTo(seconds(0, 1, 3, 7));
        assertThat(scheduler.failures()).isEmpty();
    }

    @Test
    void afterSomeMinutesItIsLeftToTheEngine() {
        failures = Integer.MAX_VALUE;
        report();
        scheduler.advance(LONG);

        assertThat(tries).isEqualTo(seconds(0, 1, 3, 7, 15, 31, 63, 127, 255, 511));
        assertThat(scheduler.pending()).isZero();
        assertThat(scheduler.failures()).isEmpty();
    }

    @Test
    void twoReportsDoNotWaitForOneAnother() {
        failures = 1;
        report();
        report();
        scheduler.advance(LONG);

        assertThat(tries).isEqualTo(seconds(0, 0, 1));
    }
}

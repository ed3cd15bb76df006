package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.TenantId;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecordingSignalsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Duration LONG = Duration.ofSeconds(10);

    private final RecordingSignals signals = new RecordingSignals();

    @Test
    void recordsWhatItHears() throws InterruptedException {
        signals.eventsAppended(ACME);
        signals.workAvailable();
        signals.workAvailable();

        assertThat(signals.grown()).containsExactly(ACME);
        assertThat(signals.work()).isEqualTo(2);
        assertThat(signals.awaitWork(Duration.ZERO)).isTrue();
        assertThat(signals.awaitGrowth(ACME, Duration.ZERO)).isTrue();
        assertThat(signals.awaitGrowth(new TenantId("other"), Duration.ZERO)).isFalse();
    }

    @Test
    void forgetsOnRequest() throws InterruptedException {
        signals.eventsAppended(ACME);
        signals.workAvailable();

        signals.forget();

        assertThat(signals.awaitWork(Duration.ZERO)).isFalse();
        assertThat(signals.awaitGrowth(ACME, Duration.ofNanos(1))).isFalse();
    }

    @Test
    void wakesWhoeverWaits() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> heard = other.submit(() -> signals.awaitWork(LONG) && signals.awaitGrowth(ACME, LONG));
            signals.workAvailable();
            signals.eventsAppended(ACME);

            assertThat(heard.get()).isTrue();
        } finally {
            other.shutdownNow();
        }
    }
}

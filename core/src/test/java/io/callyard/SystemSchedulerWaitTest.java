package io.callyard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting on the production scheduler. */
@Timeout(60)
class SystemSchedulerWaitTest {
    private final SystemScheduler scheduler = new SystemScheduler();

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void waitsForAResult() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        scheduler.schedule(Duration.ofMillis(20), () -> result.complete("done"));

        assertThat(scheduler.await(result, Duration.ofSeconds(30))).isEqualTo("done");
    }

    @Test
    void waitsNoLongerThanItMay() {
        Duration begin = scheduler.uptime();

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> scheduler.await(new CompletableFuture<>(), Duration.ofMillis(30)));
        assertThat(scheduler.uptime().minus(begin)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> scheduler.await(new CompletableFuture<>(), Duration.ofMillis(-1)));
    }

    @Test
    void aStageThatFailedTellsWhy() {
        IllegalStateException why = new IllegalStateException("why");

        assertThatThrownBy(() -> scheduler.await(CompletableFuture.failedStage(why), Duration.ofSeconds(30)))
                .isInstanceOf(CompletionException.class)
                .hasCause(why);
        assertThatThrownBy(() -> scheduler.await(
                        CompletableFuture.failedFuture(why).thenApply(any -> any), Duration.ofSeconds(30)))
                .isInstanceOf(CompletionException.class)
                .hasCause(why);
    }

    @Test
    void aWaitThatIsInterruptedEndsAndStaysInterrupted() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                scheduler.await(new CompletableFuture<>(), Duration.ofSeconds(30));
            } catch (CompletionException | TimeoutException e) {
                thrown.set(e);
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        waiter.start();

        waiter.interrupt();

        waiter.join(30_000);
        assertThat(thrown.get()).isInstanceOf(CompletionException.class).hasCauseInstanceOf(InterruptedException.class);
        assertThat(interrupted.get()).isTrue();
    }
}

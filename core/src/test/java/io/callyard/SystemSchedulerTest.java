package io.callyard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.callyard.logged.RecordedLog;
import io.callyard.spi.scheduling.Scheduler.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The production scheduler, on real threads and real time. */
@Timeout(60)
class SystemSchedulerTest {
    private final SystemScheduler scheduler = new SystemScheduler();

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void aTaskRunsOnAThreadOfTheSchedulersOwn() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);

        scheduler.execute(() -> {
            thread.set(Thread.currentThread());
            ran.countDown();
        });

        awaitAll(ran);
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
        assertThat(thread.get().isDaemon()).as("it keeps no JVM alive").isTrue();
    }

    @Test
    void tasksThatHangDelayNobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(200);
        for (int i = 0; i < 200; i++) {
            scheduler.execute(() -> {
                hanging.countDown();
                awaitAll(release);
            });
        }
        awaitAll(hanging);
        CountDownLatch others = new CountDownLatch(2);

        scheduler.execute(others::countDown);
        scheduler.schedule(Duration.ofMillis(1), others::countDown);

        awaitAll(others);
        release.countDown();
    }

    @Test
    void aTimerRunsAfterItsDelayAndTimersRunInOrder() throws Exception {
        SystemScheduler oneByOne = new SystemScheduler(Executors.newSingleThreadExecutor());
        List<String> ran = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(3);
        Duration begin = oneByOne.uptime();

        oneByOne.schedule(Duration.ofMillis(300), () -> note(ran, "late", all));
        oneByOne.schedule(Duration.ofMillis(200), () -> note(ran, "soon", all));
        oneByOne.schedule(Duration.ofMillis(-5), () -> note(ran, "at once", all));

        awaitAll(all);
        assertThat(oneByOne.uptime().minus(begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(ran).containsExactly("at once", "soon", "late");
        oneByOne.close();
    }

    @Test
    void aTimerThatIsCanceledDoesNotRun() throws Exception {
        List<String> ran = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(1);
        Timer canceled = scheduler.schedule(Duration.ofSeconds(1), () -> ran.add("canceled"));

        canceled.cancel();
        canceled.cancel();
        scheduler.schedule(Duration.ofMillis(1_050), () -> note(ran, "other", all));

        awaitAll(all);
        assertThat(ran).containsExactly("other");
    }

    @Test
    void aDelayOfAgesIsADelay() {
        assertThatCode(() -> scheduler
                        .schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> {})
                        .cancel())
                .doesNotThrowAnyException();
    }

    @Test
    void aTaskThatThrowsEndsAloneAndIsLogged() throws Exception {
        try (RecordedLog log = RecordedLog.open()) {
            CountDownLatch thrown = new CountDownLatch(2);
            scheduler.execute(() -> {
                thrown.countDown();
                throw new IllegalStateException("a bug");
            });
            scheduler.schedule(Duration.ZERO, () -> {
                thrown.countDown();
                throw new NoClassDefFoundError("another");
            });
            awaitAll(thrown);
            CountDownLatch next = new CountDownLatch(1);

            scheduler.schedule(Duration.ZERO, next::countDown);

            awaitAll(next);
            scheduler.close();
            assertThat(log.lines("A task failed"))
                    .extracting(line -> line.error().getMessage())
                    .containsExactlyInAnyOrder("a bug", "another");
        }
    }

    @Test
    void aClosedSchedulerDropsWhatComes() {
        List<String> ran = new CopyOnWriteArrayList<>();
        scheduler.schedule(Duration.ofSeconds(10), () -> ran.add("timer from before"));
        scheduler.close();

        scheduler.execute(() -> ran.add("task"));
        scheduler.schedule(Duration.ZERO, () -> ran.add("timer")).cancel();
        scheduler.close();

        assertThat(ran).isEmpty();
    }

    @Test
    void closingLetsWhatHasBegunEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        List<String> ended = new CopyOnWriteArrayList<>();
        scheduler.execute(() -> {
            begun.countDown();
            awaitAll(closing);
            ended.add("ended");
        });
        awaitAll(begun);
        new Thread(closing::countDown).start();

        scheduler.close();

        assertThat(ended).containsExactly("ended");
    }

    @Test
    void theApplicationsThreadsAreUsedAndClosed() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "the application's"));
        SystemScheduler other = new SystemScheduler(threads);
        AtomicReference<String> name = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);

        other.schedule(Duration.ZERO, () -> {
            name.set(Thread.currentThread().getName());
            ran.countDown();
        });
        awaitAll(ran);
        other.close();

        assertThat(name.get()).isEqualTo("the application's");
        assertThat(threads.isTerminated()).isTrue();
    }

    @Test
    void theClockIsTheSystemsAndTheUptimeOnlyGrows() {
        assertThat(Duration.between(scheduler.instant(), Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));
        Duration before = scheduler.uptime();
        for (int i = 0; i < 1_000; i++) {
            Duration now = scheduler.uptime();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
        assertThat(scheduler.random().longs(100).distinct().count()).isEqualTo(100);
    }

    @Test
    void workersAreVirtualWhereThatPinsNothing() throws Exception {
        assumeTrue(Runtime.version().feature() >= 24, "needs Java 24");
        CompletableFuture<Object> virtual = new CompletableFuture<>();

        scheduler.execute(() -> {
            try {
                virtual.complete(Thread.class.getMethod("isVirtual").invoke(Thread.currentThread()));
            } catch (ReflectiveOperationException e) {
                virtual.completeExceptionally(e);
            }
        });

        assertThat(virtual.get(30, TimeUnit.SECONDS)).isEqualTo(true);
    }

    private static void note(List<String> ran, String what, CountDownLatch latch) {
        ran.add(what);
        latch.countDown();
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).as("in time").isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

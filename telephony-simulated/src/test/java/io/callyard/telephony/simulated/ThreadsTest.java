package io.callyard.telephony.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CallId;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.simulated.ConversationScript.Line;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The carrier on real threads: many place, hang up and look up at once. */
@Timeout(60)
class ThreadsTest {
    private static final int THREADS = 4;
    private static final int CALLS_EACH = 500;

    private final PoolScheduler scheduler = new PoolScheduler();
    private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        callers.shutdownNow();
        scheduler.pool.shutdownNow();
    }

    @Test
    void everyCallEndsOnceAndIsReportedInOrder() throws Exception {
        Map<CallId, List<CarrierReport>> reports = new ConcurrentHashMap<>();
        CountDownLatch ends = new CountDownLatch(THREADS * CALLS_EACH);
        SimulatedCarrier carrier =
                SimulatedCarrier.on(scheduler).seed(1).behaviour(fast()).build();
        carrier.start(report -> {
            reports.computeIfAbsent(report.call(), id -> new CopyOnWriteArrayList<>())
                    .add(report);
            if (report.fact() instanceof Fact.Ended) {
                ends.countDown();
            }
        });

        placeFromManyThreads(carrier);
        ends.await();

        CarrierLog log = carrier.log();
        assertThat(log.records()).hasSize(THREADS * CALLS_EACH);
        assertThat(log.orderedAgain()).isEmpty();
        assertThat(log.reachedAgain()).isEmpty();
        assertThat(log.records()).allSatisfy(call -> assertThat(call.liveTo()).isNotNull());
        assertThat(log.records().stream().map(CarrierCallRecord::outcome).collect(Collectors.toSet()))
                .as("some are hung up before they are answered, some are not")
                .contains(Outcome.CANCELED, Outcome.COMPLETED);
        assertThat(reports).hasSize(THREADS * CALLS_EACH);
        List<String> usual = List.of("started", "ringing", "answered", "turn-1", "turn-2");
        assertThat(reports.values()).allSatisfy(ofOneCall -> {
            List<String> names = ofOneCall.stream().map(ThreadsTest::name).toList();
            assertThat(names).endsWith("ended").doesNotHaveDuplicates();
            assertThat(names.subList(0, names.size() - 1)).isEqualTo(usual.subList(0, names.size() - 1));
        });
    }

    /** Each thread places its calls, hangs up on every third, and looks every fourth up. */
    private void placeFromManyThreads(SimulatedCarrier carrier) throws Exception {
        Bench bench = Bench.steady();
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<PlaceOrder> orders = new ArrayList<>();
            for (int i = 0; i < CALLS_EACH; i++) {
                orders.add(bench.order());
            }
            tasks.add(() -> {
                together.await();
                for (int i = 0; i < orders.size(); i++) {
                    CompletionStage<PlaceAnswer> answer = carrier.place(orders.get(i));
                    if (i % 3 == 0) {
                        answer.thenAccept(placed -> carrier.hangUp(((PlaceAnswer.Placed) placed).carrierCallId()));
                    }
                    if (i % 4 == 0) {
                        carrier.lookUp(bench.question(orders.get(i)));
                        carrier.log();
                    }
                }
                return null;
            });
        }
        for (Future<Void> done : callers.invokeAll(tasks)) {
            done.get();
        }
    }

    private static Behaviour fast() {
        Distribution some = Distribution.uniform(Duration.ZERO, Duration.ofMillis(2));
        return new Behaviour(
                some,
                some,
                some,
                Distribution.constant(Duration.ofMillis(2)),
                Behaviour.Odds.ALL_ANSWERED,
                List.of(ConversationScript.of(
                        new Line(Speaker.AGENT, Distribution.NONE, "Hello?"),
                        new Line(Speaker.CUSTOMER, Distribution.NONE, "Hello."))),
                ConversationScript.SILENT);
    }

    private static String name(CarrierReport report) {
        String key = report.deduplicationKey();
        return key.substring(key.indexOf('/') + 1);
    }

    /** The least scheduler that has threads. */
    private static final class PoolScheduler implements Scheduler {
        private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(THREADS);
        private final long start = System.nanoTime();

        @Override
        public Instant instant() {
            return VirtualScheduler.START.plus(uptime());
        }

        @Override
        public Duration uptime() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        @Override
        public void execute(Runnable task) {
            pool.execute(task);
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            ScheduledFuture<?> future = pool.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        }

        @Override
        public <T> T await(CompletionStage<T> stage, Duration timeout) throws TimeoutException {
            throw new TimeoutException("nobody waits here");
        }

        @Override
        public RandomGenerator random() {
            return new SplittableRandom(1);
        }
    }
}

package io.callyard.broadcast;

import static io.callyard.broadcast.ListLog.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.SystemScheduler;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.EventLog;
import io.callyard.testkit.VirtualScheduler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is new is read once, however many follow, and nobody misses anything by that. */
class SharedTailTest {
    private final VirtualScheduler scheduler = VirtualScheduler.seeded(7);
    private final ListLog log = new ListLog();
    private final LogBroadcaster broadcaster = new LogBroadcaster(log, counting());
    private int tasks;

    @ParameterizedTest
    @ValueSource(ints = {1, 300})
    void whatIsNewIsReadOnceForAll(int followers) {
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < followers; i++) {
            watchers.add(follow(0));
        }
        log.reads = 0;

        for (int i = 0; i < 100; i++) {
            append(1);
        }

        assertThat(watchers).allSatisfy(watcher -> assertThat(watcher.numbers()).isEqualTo(numbers(0, 100)));
        assertThat(log.reads).isEqualTo(100);
    }

    @Test
    void aBurstIsReadTogetherByAllWhoKeepUp() {
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            watchers.add(follow(0));
        }
        log.reads = 0;

        append(10_000);

        assertThat(watchers).allSatisfy(watcher -> assertThat(watcher.numbers()).isEqualTo(numbers(0, 10_000)));
        assertThat(log.reads).as("alone, each would read it 40 times").isLessThan(5 * 10_000 / TenantTail.BATCH);
    }

    @Test
    void manyWhoAreQuickAreServedOnFewThreadsAndMissNothing() {
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Watcher quick = new Watcher(delivery -> {}, true);
            watchers.add(quick);
            broadcaster.subscribe(Room.of(ACME), 0, quick);
        }
        scheduler.runDue();
        tasks = 0;

        append(1);

        assertThat(tasks).isEqualTo(1 + (1_000 + LogBroadcaster.TOGETHER - 1) / LogBroadcaster.TOGETHER);
        append(3_000);
        assertThat(watchers).allSatisfy(watcher -> assertThat(watcher.numbers()).isEqualTo(numbers(0, 3_001)));
    }

    @Test
    void aQuickOneThatThrowsTakesNobodyWithIt() {
        Watcher broken = new Watcher(
                delivery -> {
                    throw new NoClassDefFoundError("once");
                },
                true);
        Watcher healthy = new Watcher(delivery -> {}, true);
        broadcaster.subscribe(Room.of(ACME), 0, broken);
        broadcaster.subscribe(Room.of(ACME), 0, healthy);
        append(5);

        assertThat(healthy.numbers()).isEqualTo(numbers(0, 5));
        assertThat(broadcaster.failedDeliveries()).isEqualTo(5);
    }

    @Test
    void whoeverComesBackSoonIsServedWithoutTheLog() {
        follow(0);
        append(500);
        log.reads = 0;

        Watcher back = follow(120);

        assertThat(back.numbers()).isEqualTo(numbers(120, 500));
        assertThat(back.heard.get(0).previous()).isEqualTo(120);
        assertThat(log.reads).isZero();
    }

    @Test
    void whoeverIsFarBehindReadsTheLogAndThenGoesOnWithTheOthers() {
        Watcher first = follow(0);
        append(3_000);

        Watcher late = follow(0);
        log.reads = 0;
        append(1);

        assertThat(first.numbers()).isEqualTo(numbers(0, 3_001));
        assertThat(late.numbers()).isEqualTo(numbers(0, 3_001));
        assertThat(log.reads).isEqualTo(1);
    }

    @Test
    void aLogThatIsCutOffWhileItCannotBeReadHasToResync() {
        Watcher watcher = follow(0);
        append(10);
        log.down = () -> true;
        append(5_000);
        log.forget(4_000);
        log.down = () -> false;

        scheduler.advance(Duration.ofSeconds(2));

        assertThat(watcher.resyncs).containsExactly(5_010L);
        append(1);
        assertThat(watcher.heard.get(watcher.heard.size() - 1).previous()).isEqualTo(5_010);
        Watcher before = follow(3_990);
        assertThat(before.resyncs).containsExactly(5_011L);
        assertThat(scheduler.failures()).isEmpty();
    }

    @Test
    void whatIsKeptReachesBackSoFarAndNotOneFurther() {
        follow(0);
        append(3_000);
        long first = 3_000 - TenantTail.KEPT + 1;
        log.reads = 0;

        assertThat(follow(first - 1).numbers()).isEqualTo(numbers(first - 1, 3_000));
        assertThat(log.reads).isZero();
        assertThat(follow(first - 2).numbers()).isEqualTo(numbers(first - 2, 3_000));
        assertThat(log.reads).isPositive();
    }

    /** On real threads: all others here have one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deliveriesNeverOverlapAndTheLastIsNotForgotten(boolean quick) throws InterruptedException {
        int events = 20_000;
        AtomicLong size = new AtomicLong();
        EventLog growing = new EventLog() {
            @Override
            public List<LoggedEvent> read(TenantId tenant, long after, int max) {
                return LongStream.rangeClosed(after + 1, Math.min(size.get(), after + max))
                        .mapToObj(seq -> new LoggedEvent(
                                tenant, seq, VirtualScheduler.START, new LimitsChanged(TenantLimits.DEFAULT)))
                        .toList();
            }

            @Override
            public long lastSeq(TenantId tenant) {
                return size.get();
            }
        };
        AtomicLong expected = new AtomicLong();
        AtomicInteger faults = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(events);
        AtomicInteger inside = new AtomicInteger();
        try (SystemScheduler real = new SystemScheduler()) {
            LogBroadcaster shared = new LogBroadcaster(growing, real);
            shared.subscribe(Room.of(ACME), 0, new Subscriber() {
                @Override
                public void onEvent(Delivery delivery) {
                    faults.addAndGet(inside.getAndIncrement());
                    for (int i = 0; i < 2_000; i++) {
                        Thread.onSpinWait();
                    }
                    faults.addAndGet(delivery.event().seq() == expected.incrementAndGet() ? 0 : 1);
                    inside.decrementAndGet();
                    all.countDown();
                }

                @Override
                public void onResyncRequired(long lastSeq) {
                    faults.incrementAndGet();
                }

                @Override
                public boolean isQuick() {
                    return quick;
                }
            });
            for (int i = 0; i < events; i++) {
                size.incrementAndGet();
                shared.appended(ACME);
                if (i % 1_000 == 0) {
                    // Lets it fall asleep now and then.
                    TimeUnit.MILLISECONDS.sleep(2);
                }
            }

            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(faults).hasValue(0);
    }

    @Test
    void aLostSignalIsMadeUpForBySweeping() {
        Watcher watcher = follow(0);
        log.append(3);
        scheduler.runDue();
        assertThat(watcher.heard).isEmpty();

        broadcaster.sweep();
        scheduler.runDue();

        assertThat(watcher.numbers()).isEqualTo(numbers(0, 3));
    }

    /** Followers come and go, the log grows in bursts and fails: each sees what it should, in whatever order tasks run. */
    @ParameterizedTest
    @Tag("R0.5")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void nobodyMissesAnythingWhateverTheOrder(long seed) {
        VirtualScheduler any = VirtualScheduler.seeded(seed);
        SplittableRandom random = new SplittableRandom(seed);
        ListLog shaky = new ListLog();
        LogBroadcaster shared = new LogBroadcaster(shaky, any);
        List<Watcher> watchers = new ArrayList<>();
        List<Long> from = new ArrayList<>();
        List<Subscription> open = new ArrayList<>();
        long size = 0;
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    Watcher watcher = new Watcher(delivery -> {}, random.nextBoolean());
                    long after = random.nextLong(size + 1);
                    watchers.add(watcher);
                    from.add(after);
                    open.add(shared.subscribe(Room.of(ACME), after, watcher));
                }
                case 1 -> shaky.down = () -> random.nextInt(3) == 0;
                case 2 -> shaky.down = () -> false;
                case 3 -> any.advance(Duration.ofMillis(random.nextInt(1_500)));
                default -> {
                    int count = random.nextInt(10) == 0 ? random.nextInt(2_000) : random.nextInt(4);
                    shaky.append(count);
                    size += count;
                    shared.appended(ACME);
                    if (!open.isEmpty() && random.nextInt(8) == 0) {
                        open.remove(random.nextInt(open.size())).close();
                    }
                }
            }
        }
        shaky.down = () -> false;
        any.advance(Duration.ofSeconds(5));
        long last = size;

        for (int i = 0; i < watchers.size(); i++) {
            List<Long> numbers = watchers.get(i).numbers();
            assertThat(numbers).isEqualTo(numbers(from.get(i), from.get(i) + numbers.size()));
            assertThat(watchers.get(i).resyncs).isEmpty();
        }
        assertThat(open)
                .allSatisfy(subscription -> assertThat(subscription.lastSeq()).isEqualTo(last));
        assertThat(any.failures()).isEmpty();
    }

    /** The scheduler, but it counts tasks. */
    private Scheduler counting() {
        return (Scheduler) Proxy.newProxyInstance(
                SharedTailTest.class.getClassLoader(), new Class<?>[] {Scheduler.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("execute")) {
                        tasks++;
                    }
                    return method.invoke(scheduler, arguments);
                });
    }

    private Watcher follow(long after) {
        Watcher watcher = new Watcher();
        broadcaster.subscribe(Room.of(ACME), after, watcher);
        scheduler.runDue();
        return watcher;
    }

    private void append(int count) {
        log.append(count);
        broadcaster.appended(ACME);
        scheduler.runDue();
    }

    private static List<Long> numbers(long after, long last) {
        return LongStream.rangeClosed(after + 1, last).boxed().toList();
    }
}

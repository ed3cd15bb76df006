package io.callyard;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.EventAudit;
import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.broadcast.Subscriber;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AccountLimits;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.EngineSettings;
import io.callyard.testkit.FakeCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines on real threads: many callers at once, calls that end whenever they like. */
@Timeout(120)
class ThreadsTest {
    private static final int THREADS = 16;
    private static final int CALLS = 2_000;
    private static final int PATIENCE_SECONDS = 90;

    private final SystemScheduler scheduler = new SystemScheduler();
    private final InMemoryStore store = new InMemoryStore(scheduler);
    private final Queue<String> ordered = new ConcurrentLinkedQueue<>();
    private final List<TenantId> tenants =
            IntStream.range(0, 5).mapToObj(i -> new TenantId("tenant-" + i)).toList();

    @AfterEach
    void close() {
        store.close();
        scheduler.close();
    }

    @Test
    @Tag("R0.1")
    @Tag("R0.6")
    @Tag("R1.1")
    @Tag("R1.8")
    void twoThousandCallsOfFiveTenantsFromSixteenThreadsKeepEveryLimitAndAllEnd() throws Exception {
        try (Callyard engine = engine()) {
            CountDownLatch over = countEnds(engine);

            Set<CallId> placed = placeFromManyThreads(List.of(engine));

            assertThat(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("all ended")
                    .isTrue();
            assertThat(placed).hasSize(CALLS);
            assertAllIsOver();
        }
    }

    @Test
    @Tag("R0.1")
    @Tag("R1.1")
    @Tag("R1.9")
    void twoEnginesOnOneStoreDialNobodyTwice() throws Exception {
        try (Callyard one = engine();
                Callyard other = engine()) {
            CountDownLatch over = countEnds(one);

            placeFromManyThreads(List.of(one, other));

            assertThat(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("all ended")
                    .isTrue();
            assertAllIsOver();
        }
    }

    private Callyard engine() {
        FakeCarrier carrier = new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT);
        carrier.answerBy(order -> {
            ordered.add(order.subject().id() + " " + order.attempt());
            // The end may well be reported before the answer is kept.
            scheduler.execute(() -> carrier.ended(order, Outcome.COMPLETED));
            return FakeCarrier.taken(order);
        });
        Callyard engine = Callyard.builder()
                .store(store)
                .scheduler(scheduler)
                .carrier(carrier)
                .settings(EngineSettings.DEFAULT.withDefaultLimits(
                        TenantLimits.DEFAULT.withMaxLive(3), new AccountLimits(11, Double.POSITIVE_INFINITY)))
                .build();
        engine.start();
        return engine;
    }

    private Set<CallId> placeFromManyThreads(List<Callyard> engines) throws Exception {
        Set<CallId> placed = ConcurrentHashMap.newKeySet();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> callers = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                callers.add(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    for (int call = thread; call < CALLS; call += THREADS) {
                        CallRequest request = CallRequest.direct(
                                        tenants.get(call % tenants.size()),
                                        PhoneNumber.parse("+1555%07d".formatted(call)))
                                .build();
                        Callyard engine = engines.get(call % engines.size());
                        placed.add(Yard.callOf(engine.calls().place(request)).id());
                    }
                    return null;
                });
            }
            for (Future<Void> caller : threads.invokeAll(callers)) {
                caller.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return placed;
    }

    private CountDownLatch countEnds(Callyard engine) {
        CountDownLatch over = new CountDownLatch(CALLS);
        for (TenantId tenant : tenants) {
            engine.broadcaster().subscribe(Room.of(tenant), 0, new Subscriber() {
                @Override
                public void onEvent(Delivery delivery) {
                    if (delivery.event().event() instanceof CallEnded) {
                        over.countDown();
                    }
                }

                @Override
                public void onResyncRequired(long lastSeq) {}
            });
        }
        return over;
    }

    private void assertAllIsOver() {
        for (TenantId tenant : tenants) {
            EventAudit audit = EventAudit.of(tenant);
            store.read(tenant, 0, 1_000_000).forEach(audit::accept);
            assertThat(audit.violations()).isEmpty();
            assertThat(audit.atEnd()).isEmpty();
            assertThat(store.tenantUsage(tenant).live()).isZero();
            assertThat(store.counts(tenant).of(CallType.DIRECT, CallState.ENDED))
                    .isEqualTo(CALLS / tenants.size());
        }
        assertThat(store.systemUsage().live()).isZero();
        assertThat(store.accountUsage(TenantLimits.DEFAULT_ACCOUNT).live()).isZero();
        assertThat(ordered)
                .as("one order for each attempt")
                .doesNotHaveDuplicates()
                .hasSize(CALLS);
    }
}

package io.callyard.benchmarks.carriers;

import io.callyard.Callyard;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.Limits;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.Admission;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Store;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An engine with a real carrier's driver, and no limits that would hold a call back.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class Rig implements AutoCloseable {
    private static final int TENANTS = 100;
    private static final int THREADS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Long enough that nobody asks after a call whose next webhook is still to come. */
    private static final CallTimeouts TIMEOUTS = new CallTimeouts(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofMinutes(10));

    private final Callyard engine;
    private final CarrierWebhooks webhooks;

    /**
     * Starts one on a store that outlives it.
     *
     * @param api where the carrier is
     * @param client absent: the driver's own
     */
    public Rig(Side side, Store store, Scheduler scheduler, URI api, @Nullable HttpClient client) {
        Side.Driver driver = side.driver(scheduler, api, client);
        webhooks = driver.webhooks();
        engine = Callyard.builder()
                .store(store)
                .scheduler(scheduler)
                .carrier(driver.carrier())
                .settings(EngineSettings.DEFAULT
                        .withTimeouts(TIMEOUTS)
                        .withDefaultLimits(TenantLimits.DEFAULT.withMaxLive(Limits.UNLIMITED), AccountLimits.NONE))
                .build();
        store.setSystemLimit(Limits.UNLIMITED);
        engine.start();
    }

    /** Returns the engine. */
    public Callyard engine() {
        return engine;
    }

    /** Returns what takes the carrier's webhooks. */
    public CarrierWebhooks webhooks() {
        return webhooks;
    }

    /** Has calls made, of a hundred tenants in turn, and returns them before the carrier has answered. */
    public List<Call> place(int calls) {
        return IntStream.range(0, calls).mapToObj(this::placeOne).toList();
    }

    /** Does the same with many threads, for a store that waits for its disk. */
    public List<Call> placeTogether(int calls) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Call>> placed = IntStream.range(0, calls)
                    .mapToObj(number -> threads.submit(() -> placeOne(number)))
                    .toList();
            List<Call> all = new ArrayList<>();
            for (Future<Call> call : placed) {
                all.add(call.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private Call placeOne(int number) {
        TenantId tenant = new TenantId("tenant-" + number % TENANTS);
        PhoneNumber to = PhoneNumber.parse("+1555%07d".formatted(number));
        Admission admission =
                engine.calls().place(CallRequest.direct(tenant, to).build());
        return ((Admission.Started) admission).call();
    }

    /**
     * Returns when the carrier has answered about all of them.
     *
     * @throws IllegalStateException if it has not taken one
     */
    public void awaitTaken(List<Call> calls) {
        for (Call call : calls) {
            CallState state = engine.calls()
                    .awaitCarrier(call.tenant(), call.id(), PATIENCE)
                    .map(Call::state)
                    .orElse(CallState.ENDED);
            if (!state.isAtCarrier()) {
                throw new IllegalStateException("the carrier did not take a call: it is " + state);
            }
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}

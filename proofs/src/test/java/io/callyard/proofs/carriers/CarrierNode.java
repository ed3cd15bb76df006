package io.callyard.proofs.carriers;

import io.callyard.Callyard;
import io.callyard.CallyardBuilder;
import io.callyard.SystemScheduler;
import io.callyard.model.CallData;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CallType;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.NodeId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.Admission;
import io.callyard.outbound.EngineSettings;
import io.callyard.proofs.Stores;
import io.callyard.proofs.Timing;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.Store;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An engine with real carriers' drivers, which obeys lines.
 *
 * <ul>
 *   <li>{@code start}: begins to work; {@code STARTED}
 *   <li>{@code take tenant account first second}: takes in two calls of a tenant that may have none yet; {@code TAKEN
 *       tenant id id}
 *   <li>{@code go tenant account}: the tenant may have one
 *   <li>{@code drain tenant tenant…}: {@code DRAINED}, once no call waits or lives
 * </ul>
 *
 * <p>Anything that fails is answered {@code FAILED why}.
 */
final class CarrierNode implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    /** Short, and longer than any call here takes when nothing goes wrong. */
    private static final CallTimeouts TIMEOUTS = new CallTimeouts(
            Duration.ofSeconds(3),
            Duration.ofMillis(200),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));

    private static final EngineSettings SETTINGS =
            Timing.SETTINGS.withTimeouts(TIMEOUTS).withAnswerTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2));

    private final Stores.Opened opened;
    private final SystemScheduler scheduler = new SystemScheduler();
    private final WebhookDoor door;
    private final Callyard engine;
    private final Consumer<String> out;

    CarrierNode(NodePlan plan, Consumer<String> out) {
        this.out = out;
        opened = Stores.open(plan.url(), CONNECTIONS);
        door = new WebhookDoor(plan.port());
        CallyardBuilder builder = Callyard.builder()
                .scheduler(scheduler)
                .node(new NodeId(plan.name()))
                .settings(SETTINGS);
        Store store = opened.store();
        Death death = new Death(plan.fakes().size());
        for (Map.Entry<Provider, NodePlan.Fake> each : plan.fakes().entrySet()) {
            Provider provider = each.getKey();
            NodePlan.Fake carrier = each.getValue();
            PhoneNumber number = Victim.number(provider, plan.step(), 1);
            Trap trap = new Trap(plan.step(), number, death);
            store = trap.watch(store);
            FakeView view = new FakeView(carrier.api());
            HttpClient client = new TrappedClient(
                    plainClient(),
                    trap,
                    request -> provider.makesCall(request.method(), request.uri()),
                    () -> view.awaitCallTo(number));
            Provider.Driver driver =
                    provider.driver(carrier.api(), carrier.publicKey(), plan.port(), scheduler, client);
            builder.carrier(provider.account(), driver.carrier());
            door.bring(provider, driver.webhooks(), trap);
        }
        engine = builder.store(store).build();
    }

    private void start() {
        engine.start();
        door.open();
        out.accept("STARTED");
    }

    private static HttpClient plainClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    void obey(String line) {
        String[] word = line.split(" ", -1);
        try {
            switch (word[0]) {
                case "start" -> start();
                case "take" -> {
                    limit(new TenantId(word[1]), word[2], 0);
                    out.accept("TAKEN " + word[1] + " " + place(word[1], word[3]) + " " + place(word[1], word[4]));
                }
                case "go" -> limit(new TenantId(word[1]), word[2], 1);
                case "drain" -> drain(Stream.of(word).skip(1).map(TenantId::new).toList());
                default -> throw new IllegalArgumentException("not an order: " + line);
            }
        } catch (RuntimeException e) {
            out.accept("FAILED " + e.toString().replace('\n', ' '));
        }
    }

    private void limit(TenantId tenant, String account, int maxLive) {
        engine.concurrency()
                .setTenantLimits(
                        tenant, TenantLimits.DEFAULT.withMaxLive(maxLive).withAccount(new CarrierAccountId(account)));
    }

    private String place(String tenant, String number) {
        Admission admission = engine.calls()
                .place(new CallRequest(
                        new TenantId(tenant),
                        CallType.LEAD,
                        PhoneNumber.parse(number),
                        null,
                        null,
                        null,
                        null,
                        null,
                        CallData.NONE,
                        null,
                        null,
                        null,
                        number));
        return ((Admission.Queued) admission).call().id().toString();
    }

    private void drain(Iterable<TenantId> tenants) {
        for (TenantId tenant : tenants) {
            while (hasOpenCalls(tenant)) {
                pause();
            }
        }
        out.accept("DRAINED");
    }

    private boolean hasOpenCalls(TenantId tenant) {
        CallCounts counts = engine.calls().counts(tenant);
        return counts.queued() + counts.live(CallType.LEAD) + counts.of(CallType.LEAD, CallState.SCHEDULED) > 0;
    }

    private void pause() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        scheduler.schedule(Duration.ofMillis(50), () -> over.complete(null));
        over.join();
    }

    @Override
    public void close() {
        door.close();
        engine.close();
        scheduler.close();
        opened.close();
    }
}

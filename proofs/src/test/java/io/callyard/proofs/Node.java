package io.callyard.proofs;

import io.callyard.Callyard;
import io.callyard.SystemScheduler;
import io.callyard.campaign.ContactImport;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Contact;
import io.callyard.model.NodeId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.Admission;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.StoreSignals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An engine that obeys lines. What it is told to do has a number, the seed of all that is random about
 * it, so that it may be told again after a crash and nothing is done twice.
 *
 * <ul>
 *   <li>{@code limit tenant n}: sets a limit; {@code LIMIT tenant}
 *   <li>{@code place tenant n type seed}: {@code PLACED seed queued id id…}, once the calls are kept
 *   <li>{@code campaign tenant n seed}: {@code CAMPAIGN seed queued id}, once its contacts are kept and it runs
 *   <li>{@code hangup tenant id}: asks for the end of a call; no answer
 *   <li>{@code drain tenant tenant…}: {@code DRAINED}, once no call waits or lives
 * </ul>
 *
 * <p>{@code queued} tells how many calls of the tenant wait. Anything that fails is answered {@code FAILED seed why}.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Node implements AutoCloseable {
    private final Stores.Opened opened;
    private final RemoteCarrier carrier;
    private final SystemScheduler scheduler = new SystemScheduler();
    private final Callyard engine;
    private final Consumer<String> out;

    Node(String url, String name, int carrierPort, int poolSize, Consumer<String> out) {
        this.out = out;
        opened = Stores.open(url, poolSize);
        carrier = new RemoteCarrier(TenantLimits.DEFAULT_ACCOUNT, carrierPort);
        engine = Callyard.builder()
                .store(opened.store())
                .scheduler(scheduler)
                .carrier(carrier)
                .node(new NodeId(name))
                .settings(Timing.SETTINGS)
                .build();
    }

    void start() {
        engine.start();
        out.accept("READY");
    }

    void obey(String line) {
        String[] word = line.split(" ", -1);
        try {
            switch (word[0]) {
                case "limit" -> limit(new TenantId(word[1]), Integer.parseInt(word[2]));
                case "place" ->
                    place(new TenantId(word[1]), Integer.parseInt(word[2]), CallType.valueOf(word[3]), word[4]);
                case "campaign" -> campaign(new TenantId(word[1]), Integer.parseInt(word[2]), word[3]);
                case "hangup" -> engine.calls().hangUp(new TenantId(word[1]), CallId.parse(word[2]));
                case "drain" -> drain(Stream.of(word).skip(1).map(TenantId::new).toList());
                default -> throw new IllegalArgumentException("not an order: " + line);
            }
        } catch (RuntimeException e) {
            out.accept("FAILED " + word[word.length - 1] + " " + e.toString().replace('\n', ' '));
        }
    }

    private void limit(TenantId tenant, int maxLive) {
        engine.concurrency().setTenantLimits(tenant, TenantLimits.DEFAULT.withMaxLive(maxLive));
        out.accept("LIMIT " + tenant);
    }

    private void place(TenantId tenant, int calls, CallType type, String seed) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Integer priority = i % 3 == 2 ? 150 : null;
            Admission admission =
                    engine.calls().place(request(tenant, type, number(seed, i), priority, seed + "-" + i));
            if (admission instanceof Admission.Started started) {
                ids.add(started.call().id().toString());
            } else if (admission instanceof Admission.Queued queued) {
                ids.add(queued.call().id().toString());
            }
        }
        out.accept("PLACED " + seed + " " + queued(tenant) + " " + String.join(" ", ids));
    }

    private static CallRequest request(
            TenantId tenant, CallType type, PhoneNumber number, @Nullable Integer priority, String key) {
        return new CallRequest(
                tenant, type, number, null, null, null, null, null, CallData.NONE, priority, null, null, key);
    }

    /** A number that nothing else in a run has. */
    static PhoneNumber number(String seed, int i) {
        return PhoneNumber.parse("+1%07d%03d".formatted(Integer.parseInt(seed) + 2_000_000, i));
    }

    private void campaign(TenantId tenant, int contacts, String seed) {
        SplittableRandom random = new SplittableRandom(Long.parseLong(seed));
        CampaignId id = new CampaignId("campaign-" + seed);
        CampaignSettings settings = CampaignSettings.named(id.value())
                .withMaxLive(random.nextInt(1, 4))
                .withDelayBetween(Duration.ofMillis(random.nextInt(0, 50)));
        engine.campaigns().create(tenant, id, settings);
        List<Contact> list = IntStream.range(0, contacts)
                .mapToObj(i -> Contact.of(number(seed, i).e164()))
                .toList();
        ContactImport done = engine.campaigns().add(tenant, id, list.iterator());
        engine.campaigns().start(tenant, id);
        out.accept(
                done.accepted() + done.duplicates() == contacts
                        ? "CAMPAIGN " + seed + " " + queued(tenant) + " " + id
                        : "FAILED " + seed + " " + done);
    }

    private long queued(TenantId tenant) {
        return opened.store().counts(tenant).queued();
    }

    /** Looks at each change, and now and then in case a signal was lost. */
    private void drain(List<TenantId> tenants) {
        Semaphore changes = new Semaphore(0);
        try (AutoCloseable listening = opened.store().onSignal(new StoreSignals() {
            @Override
            public void eventsAppended(TenantId tenant) {
                changes.release();
            }

            @Override
            public void workAvailable() {}
        })) {
            while (tenants.stream().map(opened.store()::counts).anyMatch(Node::hasOpenCalls)) {
                changes.drainPermits();
                changes.tryAcquire(Timing.SWEEP.toMillis(), TimeUnit.MILLISECONDS);
            }
            out.accept("DRAINED");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean hasOpenCalls(CallCounts counts) {
        return Stream.of(CallType.values())
                .anyMatch(type ->
                        counts.live(type) + counts.of(type, CallState.QUEUED) + counts.of(type, CallState.SCHEDULED)
                                > 0);
    }

    /** Ends as a process ends that is killed, as far as one JVM can play that: nothing begins any more. */
    void die() {
        carrier.close();
        scheduler.close();
    }

    @Override
    public void close() {
        engine.close();
        carrier.close();
        scheduler.close();
        opened.close();
    }
}

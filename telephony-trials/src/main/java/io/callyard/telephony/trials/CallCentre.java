package io.callyard.telephony.trials;

import io.callyard.Callyard;
import io.callyard.audit.EventAudit;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.outbound.Admission;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An engine with one queue, a driver, and a carrier that is not there, in virtual time: for tests of what a caller, an
 * agent and somebody who is called hear and can do. A driver's tests bring the driver and the carrier.
 */
public abstract class CallCentre {
    /** The tenant. */
    public static final TenantId ACME = new TenantId("acme");

    /** The queue. */
    public static final QueueId SUPPORT = new QueueId("support");

    /** The number of whoever calls. */
    public static final String CALLER = "+15557000001";

    /** What callers hear while they wait. */
    public static final String MUSIC = "https://cdn.example.com/hold.mp3";

    /** An agent. */
    public static final AgentId IRIS = new AgentId("iris");

    /** Another one. */
    public static final AgentId OTTO = new AgentId("otto");

    /** The time. */
    public final VirtualScheduler scheduler = VirtualScheduler.inOrder();

    /** How those react who are called, by their addresses. */
    public final Map<String, Party> parties = new HashMap<>();

    /** Webhooks that were refused. */
    public final List<String> refused = new ArrayList<>();

    private final InMemoryStore store = new InMemoryStore(scheduler);
    private final List<AgentId> alive = new ArrayList<>();
    private @Nullable Callyard engine;

    /** Starts the engine with a driver; comes last when a call centre is made. */
    protected final void open(Carrier driver) {
        Callyard started = Callyard.builder()
                .store(store)
                .scheduler(scheduler)
                .carrier(driver)
                .build();
        engine = started;
        started.start();
        started.inbound().define(ACME, SUPPORT, QueueSettings.named("Support"));
        scheduler.runDue();
    }

    /** Returns the account at the carrier. */
    protected abstract CarrierAccountId account();

    /** Somebody calls. */
    public abstract Phone arrives(Party party);

    /** Returns the newest call to an address. */
    public abstract Optional<Phone> at(String address);

    /** Returns the engine. */
    public final Callyard engine() {
        return Objects.requireNonNull(engine);
    }

    /** Returns how somebody reacts who is called: after a while he answers, if nothing else was said. */
    protected final Party party(String address) {
        return parties.getOrDefault(address, Party.answering(Duration.ofSeconds(2), Duration.ofSeconds(30)));
    }

    /** Brings a webhook to the driver. */
    protected final FakeResponse deliver(CarrierWebhooks driver, WebhookRequest webhook) {
        WebhookResponse answer = driver.handle(webhook);
        if (answer.status() >= 400) {
            refused.add(answer.status() + " " + webhook);
        }
        Map<String, String> headers =
                answer.contentType().isEmpty() ? Map.of() : Map.of("content-type", answer.contentType());
        return new FakeResponse(answer.status(), headers, answer.body());
    }

    /** Somebody who takes calls at a device, and reacts to them in his way. */
    public void agent(AgentId id, String device, Party party) {
        parties.put(device, party);
        engine().agents()
                .register(ACME, id, AgentProfile.of(id.value(), SUPPORT).rungAt(device));
        engine().agents().setPresence(ACME, id, Presence.AVAILABLE);
        alive.add(id);
        scheduler.runDue();
    }

    /** Returns the caller whose telephone it is. */
    public Caller caller(Phone phone) {
        return onLine(phone).orElseThrow(() -> new AssertionError("nobody is on the line"));
    }

    /** Returns how far that caller is. */
    public CallerState stateOf(Phone phone) {
        return caller(phone).state();
    }

    /** Returns whether the caller on a line is gone, or never came in. */
    public boolean hasLeft(Phone phone) {
        return onLine(phone).map(caller -> caller.state() == CallerState.ENDED).orElse(true);
    }

    private Optional<Caller> onLine(Phone phone) {
        return store.callerOnLine(account(), new CarrierCallId(phone.call()));
    }

    /** A user places a call, which is started at once. */
    public Call dial(CallRequest request) {
        Admission admission = engine().calls().place(request);
        scheduler.runDue();
        if (admission instanceof Admission.Started started) {
            return started.call();
        }
        throw new AssertionError("not started: " + admission);
    }

    /** Returns a call as it is now. */
    public Call now(Call call) {
        return engine().calls().find(ACME, call.id()).orElseThrow();
    }

    /** Time passes; agents send a heartbeat every 10 s. */
    public void pass(double seconds) {
        Duration left = Duration.ofMillis(Math.round(seconds * 1_000));
        Duration step = Duration.ofSeconds(10);
        while (left.compareTo(step) > 0) {
            scheduler.advance(step);
            alive.forEach(agent -> engine().agents().heartbeat(ACME, agent));
            left = left.minus(step);
        }
        scheduler.advance(left);
        alive.forEach(agent -> engine().agents().heartbeat(ACME, agent));
    }

    /** Returns the events of a type, oldest first. */
    public <E extends Event> List<E> events(Class<E> type) {
        return store.read(ACME, 0, 100_000).stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Returns what the log tells. */
    public EventAudit audit() {
        EventAudit audit = EventAudit.of(ACME);
        store.read(ACME, 0, 1_000_000).forEach(audit::accept);
        return audit;
    }

    /** What the log tells has to be possible, no webhook was refused, and nothing failed on the way. */
    public void assertSound() {
        EventAudit audit = audit();
        if (!audit.violations().isEmpty()
                || !refused.isEmpty()
                || !scheduler.failures().isEmpty()) {
            throw new AssertionError(audit.violations() + " " + refused + " " + scheduler.failures());
        }
    }
}

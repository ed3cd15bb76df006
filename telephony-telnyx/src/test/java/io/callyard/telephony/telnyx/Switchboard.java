package io.callyard.telephony.telnyx;

import io.callyard.Callyard;
import io.callyard.audit.EventAudit;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.fake.Party;
import io.callyard.fake.telnyx.FakeLine;
import io.callyard.fake.telnyx.FakeTelnyx;
import io.callyard.fake.telnyx.FakeTelnyxBuilder;
import io.callyard.fake.telnyx.Heard;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.outbound.Admission;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.testkit.VirtualScheduler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** An engine, the driver and a carrier that is not there, in virtual time. */
final class Switchboard {
    static final TenantId ACME = Bench.ACME;
    static final QueueId SUPPORT = new QueueId("support");
    static final String OURS = Bench.OURS.e164();
    static final String CALLER = "+15557000001";
    static final String MUSIC = "https://cdn.example.com/hold.mp3";
    static final AgentId IRIS = new AgentId("iris");
    static final AgentId OTTO = new AgentId("otto");

    final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    final InMemoryStore store = new InMemoryStore(scheduler);
    final Map<String, Party> parties = new HashMap<>();
    final List<String> refused = new ArrayList<>();
    final FakeTelnyx fake;
    final TelnyxTelephony driver;
    final Callyard engine;
    private final List<AgentId> alive = new ArrayList<>();

    Switchboard() {
        this(carrier -> carrier, driver -> driver);
    }

    Switchboard(UnaryOperator<FakeTelnyxBuilder> carrier, UnaryOperator<TelnyxTelephonyBuilder> how) {
        fake = carrier.apply(FakeTelnyx.builder(scheduler)
                        .connectionId(Bench.CONNECTION)
                        .webhookUrl(URI.create(Bench.PUBLIC))
                        .parties(address -> parties.getOrDefault(
                                address, Party.answering(Duration.ofSeconds(2), Duration.ofSeconds(30))))
                        .webhooks((request, timeout) -> CompletableFuture.completedStage(deliver(request))))
                .build();
        driver = how.apply(Bench.builder(scheduler)
                        .httpClient(InProcessClient.to(fake, scheduler))
                        .music(MUSIC)
                        .incomingCalls(IncomingCalls.to(ACME, SUPPORT)))
                .build();
        engine = Callyard.builder()
                .store(store)
                .scheduler(scheduler)
                .carrier(driver)
                .build();
        engine.start();
        engine.inbound().define(ACME, SUPPORT, QueueSettings.named("Support"));
        scheduler.runDue();
    }

    private FakeResponse deliver(FakeRequest request) {
        WebhookResponse answer = driver.handle(new WebhookRequest(
                request.method(), "", request.uri().getRawQuery(), request.headers(), request.body()));
        if (answer.status() >= 400) {
            refused.add(answer.status() + " " + request);
        }
        return FakeResponse.empty(answer.status());
    }

    /** Somebody who takes calls at a device, and reacts to them in his way. */
    void agent(AgentId id, String device, Party party) {
        parties.put(device, party);
        engine.agents().register(ACME, id, AgentProfile.of(id.value(), SUPPORT).rungAt(device));
        engine.agents().setPresence(ACME, id, Presence.AVAILABLE);
        alive.add(id);
        scheduler.runDue();
    }

    FakeLine arrives(Party party) {
        return fake.incoming(CALLER, OURS, party);
    }

    /** The caller whose line it is. */
    Caller caller(FakeLine line) {
        return store.callerOnLine(TenantLimits.DEFAULT_ACCOUNT, line(line).call())
                .orElseThrow(() -> new AssertionError("nobody is on the line"));
    }

    CallerLine line(FakeLine line) {
        return new CallerLine(TenantLimits.DEFAULT_ACCOUNT, new CarrierCallId(line.callControlId()));
    }

    CallerState stateOf(FakeLine line) {
        return caller(line).state();
    }

    /** The newest call to an address. */
    Optional<FakeLine> at(String address) {
        List<FakeLine> lines = fake.linesTo(address);
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }

    static List<String> heard(FakeLine line) {
        return line.heard().stream().map(Heard::what).toList();
    }

    Call dial(CallRequest request) {
        Admission admission = engine.calls().place(request);
        scheduler.runDue();
        if (admission instanceof Admission.Started started) {
            return started.call();
        }
        throw new AssertionError("not started: " + admission);
    }

    Call now(Call call) {
        return engine.calls().find(ACME, call.id()).orElseThrow();
    }

    /** Time passes; agents send a heartbeat every 10 s. */
    void pass(double seconds) {
        Duration left = Duration.ofMillis(Math.round(seconds * 1_000));
        Duration step = Duration.ofSeconds(10);
        while (left.compareTo(step) > 0) {
            scheduler.advance(step);
            alive.forEach(agent -> engine.agents().heartbeat(ACME, agent));
            left = left.minus(step);
        }
        scheduler.advance(left);
        alive.forEach(agent -> engine.agents().heartbeat(ACME, agent));
    }

    <E extends Event> List<E> events(Class<E> type) {
        return store.read(ACME, 0, 100_000).stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** What the log tells. */
    EventAudit audit() {
        EventAudit audit = EventAudit.of(ACME);
        store.read(ACME, 0, 1_000_000).forEach(audit::accept);
        return audit;
    }

    /** Returns whether the caller on a line is gone, or never came in. */
    boolean hasLeft(FakeLine line) {
        return store.callerOnLine(TenantLimits.DEFAULT_ACCOUNT, line(line).call())
                .map(caller -> caller.state() == CallerState.ENDED)
                .orElse(true);
    }

    /** What the log tells must be possible, no webhook was refused, and nothing failed on the way. */
    void assertSound() {
        EventAudit audit = audit();
        if (!audit.violations().isEmpty()
                || !refused.isEmpty()
                || !scheduler.failures().isEmpty()) {
            throw new AssertionError(audit.violations() + " " + refused + " " + scheduler.failures());
        }
    }
}

package io.callyard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.AgentEvent.AgentRegistered;
import io.callyard.event.AgentEvent.AgentStateChanged;
import io.callyard.event.AgentEvent.PresenceChanged;
import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerEscalated;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.CallerEvent.CallerMoved;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.event.QueueEvent.QueueChanged;
import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes a log of the inbound queues event by event, and has it audited. Callers and offers are named by numbers, and
 * stand in queue {@link #SALES} unless it is said otherwise; each offer rings for 15 s.
 */
final class FloorLog {
    static final TenantId TENANT = new TenantId("acme");
    static final Instant START = Instant.parse("2030-01-01T12:00:00Z");
    static final QueueId SALES = new QueueId("sales");
    static final QueueId SUPPORT = new QueueId("support");
    static final AgentId ANN = new AgentId("ann");
    static final AgentId BOB = new AgentId("bob");
    static final PhoneNumber NUMBER = PhoneNumber.parse("+15550001234");

    final EventAudit audit;
    private final Map<OfferId, CallerId> offered = new HashMap<>();
    private final Map<CallerId, AgentId> connected = new HashMap<>();
    private Instant now = START;
    private long seq;

    private FloorLog(EventAudit audit) {
        this.audit = audit;
    }

    /** A log that begins with two queues of standard settings, and Ann and Bob who are there. */
    static FloorLog begin() {
        return empty().queue(SALES, QueueSettings.named("Sales"))
                .queue(SUPPORT, QueueSettings.named("Support"))
                .ready(ANN)
                .ready(BOB);
    }

    static FloorLog empty() {
        return new FloorLog(EventAudit.of(TENANT));
    }

    static FloorLog trimmedAfter(long lastSeq) {
        FloorLog log = new FloorLog(EventAudit.ofTrimmed(TENANT));
        log.seq = lastSeq;
        return log;
    }

    static CallerId caller(int number) {
        return new CallerId(new UUID(1, number));
    }

    static OfferId offer(int number) {
        return new OfferId(new UUID(2, number));
    }

    static CallId call(int number) {
        return new CallId(new UUID(3, number));
    }

    static Instant second(int seconds) {
        return START.plusSeconds(seconds);
    }

    FloorLog queue(QueueId queue, QueueSettings settings) {
        return add(new QueueChanged(queue, settings));
    }

    FloorLog registered(AgentId agent, int capacity) {
        return add(new AgentRegistered(agent, AgentProfile.of("", SALES).withCapacity(capacity)));
    }

    FloorLog ready(AgentId agent) {
        return registered(agent, 1).presence(agent, Presence.AVAILABLE);
    }

    FloorLog presence(AgentId agent, Presence presence) {
        return add(new PresenceChanged(agent, presence, ""));
    }

    FloorLog state(AgentId agent, AgentState state) {
        return add(new AgentStateChanged(agent, state));
    }

    FloorLog joined(int... callers) {
        for (int caller : callers) {
            joined(caller, SALES, now);
        }
        return this;
    }

    FloorLog joined(int caller, QueueId queue, Instant key) {
        return add(new CallerJoined(caller(caller), queue, Arrival.of(queue, NUMBER), key, false));
    }

    /** In a trimmed log the first that is heard of a caller. */
    FloorLog mentioned(int caller) {
        return add(new CallerEscalated(caller(caller), SALES, 2));
    }

    FloorLog moved(int caller, QueueId from, QueueId to) {
        return add(new CallerMoved(caller(caller), from, to, now, "overflow"));
    }

    FloorLog offered(int offer, int caller, int number, AgentId... agents) {
        return offered(offer, caller, SALES, number, agents);
    }

    FloorLog offered(int offer, int caller, QueueId queue, int number, AgentId... agents) {
        offered.put(offer(offer), caller(caller));
        return add(new OfferMade(offer(offer), caller(caller), queue, List.of(agents), number, now.plusSeconds(15)));
    }

    FloorLog declined(int offer, AgentId agent) {
        return add(new OfferDeclined(offer(offer), callerOf(offer), agent, "busy"));
    }

    FloorLog accepted(int offer, AgentId agent) {
        return add(new OfferAccepted(offer(offer), callerOf(offer), agent));
    }

    FloorLog ended(int offer, OfferState how) {
        return add(new OfferEnded(offer(offer), callerOf(offer), List.of(), how, ""));
    }

    FloorLog connected(int caller, AgentId agent) {
        connected.put(caller(caller), agent);
        return add(new CallerConnected(caller(caller), SALES, agent, Duration.ZERO));
    }

    FloorLog left(int caller, LeaveReason reason) {
        return left(caller, reason, connected.get(caller(caller)));
    }

    FloorLog left(int caller, LeaveReason reason, AgentId agent) {
        return add(new CallerLeft(caller(caller), SALES, agent, reason, "", Duration.ZERO, Duration.ZERO));
    }

    FloorLog promised(int caller) {
        return promised(caller, NUMBER, now);
    }

    FloorLog promised(int caller, PhoneNumber number, Instant notBefore) {
        return add(new CallbackPromised(caller(caller), SALES, number, notBefore, now.plusSeconds(1_800)));
    }

    FloorLog dialed(int caller, AgentId agent, int call, int tries) {
        return add(new CallbackDialed(caller(caller), SALES, agent, call(call), tries));
    }

    FloorLog missed(int caller, Instant notBefore) {
        return add(new CallbackMissed(caller(caller), SALES, "busy", notBefore));
    }

    FloorLog overdue(int caller) {
        return add(new CallbackOverdue(caller(caller), SALES, now));
    }

    /** An offer to an agent that he accepts. */
    FloorLog taken(int offer, int caller, int number, AgentId agent) {
        return offered(offer, caller, number, agent).accepted(offer, agent);
    }

    /** An offer to an agent that leads to a connection. */
    FloorLog talks(int offer, int caller, AgentId agent) {
        return taken(offer, caller, 1, agent).connected(caller, agent).ended(offer, OfferState.CONNECTED);
    }

    private CallerId callerOf(int offer) {
        return offered.getOrDefault(offer(offer), caller(offer));
    }

    FloorLog add(Event event) {
        audit.accept(new LoggedEvent(TENANT, ++seq, now, event));
        return this;
    }

    /** What follows happens then. */
    FloorLog at(int seconds) {
        return at(second(seconds));
    }

    FloorLog at(Instant instant) {
        now = instant;
        return this;
    }

    FloorLog skip(int numbers) {
        seq += numbers;
        return this;
    }

    FloorLog without(Invariant... invariants) {
        audit.without(invariants);
        return this;
    }

    /** The same as {@link #isClean}, to go on with. */
    FloorLog clean() {
        isClean();
        return this;
    }

    void isClean() {
        assertThat(audit.violations()).isEmpty();
    }

    /** The newest event, and no other, breaks this invariant, and no other. */
    void breaks(Invariant invariant) {
        assertThat(audit.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.invariant()).as("%s", violation).isEqualTo(invariant);
            assertThat(violation.seq()).as("%s", violation).isEqualTo(seq);
            assertThat(violation.tenant()).isEqualTo(TENANT);
            assertThat(violation.text())
                    .doesNotContainPattern("\\+\\d{8,}")
                    .matches("(Caller|Callback|Offer|Presence|Agent)\\w+ .*: .+");
        });
    }
}

package io.callyard.machine.inbound;

import io.callyard.machine.Transition;
import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Callers, agents and offers in every state, as the machines make them. Everything happens at {@link #NOW}. */
final class Given {
    static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    static final TenantId TENANT = new TenantId("acme");
    static final QueueId SALES = new QueueId("sales");
    static final QueueId SUPPORT = new QueueId("support");
    static final AgentId ANN = new AgentId("ann");
    static final AgentId BOB = new AgentId("bob");
    static final PhoneNumber NUMBER = PhoneNumber.parse("+15551234567");
    static final CallerId CALLER = new CallerId(new UUID(1, 1));
    static final OfferId OFFER = new OfferId(new UUID(2, 1));
    static final CallId CALL = new CallId(new UUID(3, 1));
    static final Instant PROMISED_BY = NOW.plusSeconds(1_800);
    static final AgentMachine AGENTS = new AgentMachine(AgentRules.STANDARD);

    private Given() {}

    /** The stays of a caller that differ for the machine. */
    enum Stay {
        WAITS,
        OFFERED,
        TALKS,
        ENDED,
        PROMISED,
        TO_BE_DIALLED,
        DIALLING,
        CALLED_BACK
    }

    static Instant after(long seconds) {
        return NOW.plusSeconds(seconds);
    }

    static Caller waits(Feature... features) {
        Place place = new Place(SALES, NOW, NOW.minusSeconds(30));
        return CallerMachine.join(TENANT, CALLER, Arrival.of(SALES, NUMBER), Set.of(features), place, false, NOW)
                .state();
    }

    static Caller promised() {
        return CallerMachine.promise(waits(), NUMBER, NOW, PROMISED_BY, NOW).state();
    }

    static Caller in(Stay stay) {
        return switch (stay) {
            case WAITS -> waits();
            case OFFERED -> CallerMachine.offered(waits(), OFFER, NOW).state();
            case TALKS -> CallerMachine.connected(in(Stay.OFFERED), ANN, NOW).state();
            case ENDED ->
                CallerMachine.left(waits(), LeaveReason.ABANDONED, "hung up", NOW)
                        .state();
            case PROMISED -> promised();
            case TO_BE_DIALLED -> CallerMachine.offered(promised(), OFFER, NOW).state();
            case DIALLING ->
                CallerMachine.dialled(in(Stay.TO_BE_DIALLED), ANN, CALL, NOW).state();
            case CALLED_BACK ->
                CallerMachine.connected(in(Stay.DIALLING), ANN, NOW).state();
        };
    }

    static Offer open(AgentId... agents) {
        return OfferMachine.make(waits(), OFFER, List.of(agents), new Decision("?", 1, 1, List.of()), NOW, after(15))
                .state();
    }

    static Agent offline(int capacity) {
        return AGENTS.register(TENANT, ANN, AgentProfile.of("Ann", SALES).withCapacity(capacity), NOW)
                .state();
    }

    static Agent ready(int capacity) {
        return AGENTS.choose(offline(capacity), Presence.AVAILABLE, NOW).state();
    }

    static Agent ready() {
        return ready(1);
    }

    static Agent offered() {
        return AGENTS.offered(ready(), CALLER, OFFER, NOW).state();
    }

    static Agent talks() {
        return AGENTS.talks(offered(), CALLER, NOW).state();
    }

    /** In the work after a call, until 10 s after {@link #NOW}. */
    static Agent wrapsUp() {
        return AGENTS.talked(talks(), CALLER, Duration.ofSeconds(10), NOW).state();
    }

    /** Does nothing but what it was: no event, and the very same value. */
    static <T> boolean isUnchanged(T before, Transition<T> transition) {
        return transition.state() == before && transition.events().isEmpty();
    }
}

package io.callyard.audit;

import io.callyard.event.AgentEvent.AgentStateChanged;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.CallerEvent.CallerMoved;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.event.QueueEvent.QueueChanged;
import io.callyard.machine.Transition;
import io.callyard.machine.inbound.AgentMachine;
import io.callyard.machine.inbound.AgentMachine.Release;
import io.callyard.machine.inbound.AgentRules;
import io.callyard.machine.inbound.CallerMachine;
import io.callyard.machine.inbound.OfferMachine;
import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The floor of one tenant, as simple as it can be, on the state machines. It makes the mistake it is told to make. */
final class PlainFloor {
    /** A way to be wrong, and what it breaks first. */
    enum Mistake {
        NONE(null),
        OFFERS_THE_BUSY(Invariant.AGENT_CAPACITY),
        OFFERS_THE_ABSENT(Invariant.AGENT_READY),
        KNOWS_NO_WRAP_UP(Invariant.AGENT_READY),
        OFFERS_WHO_IS_OFFERED(Invariant.ONE_OFFER),
        FORGETS_TO_COUNT_OFFERS(Invariant.OFFER_NUMBERS),
        LETS_TWO_ACCEPT(Invariant.OFFER_ANSWER),
        LETS_ACCEPT_LATE(Invariant.OFFER_ANSWER),
        ENDS_OFFERS_TWICE(Invariant.OFFER_END),
        ENDS_OFFERS_LATE(Invariant.OFFER_END),
        CONNECTS_UNASKED(Invariant.CONNECTION),
        CONNECTS_THE_GONE(Invariant.CONNECTION),
        LETS_LEAVE_TWICE(Invariant.ONE_LEAVING),
        CALLS_THE_SERVED_ABANDONED(Invariant.ONE_LEAVING),
        DIALS_ONE_CALL_TWICE(Invariant.CALLBACK),
        MOVES_IN_SILENCE(Invariant.CALLER_PLACE),
        TELLS_NO_STATE(Invariant.TABLES),
        HOLDS_AGENTS_FAST(Invariant.TABLES);

        final Invariant breaks;

        Mistake(Invariant breaks) {
            this.breaks = breaks;
        }
    }

    static final TenantId TENANT = new TenantId("acme");
    static final QueueId SALES = new QueueId("sales");
    static final QueueId SUPPORT = new QueueId("support");
    static final QueueSettings SETTINGS = QueueSettings.named("?");
    static final AgentMachine AGENTS = new AgentMachine(AgentRules.STANDARD);
    private static final PhoneNumber NUMBER = PhoneNumber.parse("+15550001234");
    private static final int TRIES = 2;

    final Map<CallerId, Caller> callers = new LinkedHashMap<>();
    final Map<AgentId, Agent> agents = new LinkedHashMap<>();
    final Map<OfferId, Offer> offers = new LinkedHashMap<>();
    private final Mistake mistake;
    private final Consumer<LoggedEvent> log;
    private long seq;
    private int made;
    Instant now = Instant.parse("2030-01-01T12:00:00Z");

    PlainFloor(Mistake mistake, Consumer<LoggedEvent> log) {
        this.mistake = mistake;
        this.log = log;
        append(new QueueChanged(SALES, SETTINGS));
        append(new QueueChanged(SUPPORT, SETTINGS));
    }

    void register(AgentId id, int capacity) {
        keep(AGENTS.register(TENANT, id, AgentProfile.of("", SALES).withCapacity(capacity), now));
    }

    void change(Agent agent, int capacity) {
        keep(AGENTS.change(agent, agent.profile().withCapacity(capacity), now));
    }

    void choose(Agent agent, Presence presence) {
        keep(AGENTS.choose(agent, presence, now));
        leave(agent);
    }

    void heartbeat(Agent agent) {
        keep(AGENTS.heartbeat(agent, now));
    }

    void wrappedUp(Agent agent) {
        keep(AGENTS.wrapUpOver(agent, true, now));
    }

    CallerId arrive(Duration headStart) {
        CallerId id = new CallerId(new UUID(1, ++made));
        Place place = new Place(SALES, now, now.minus(headStart));
        keep(CallerMachine.join(TENANT, id, Arrival.of(SALES, NUMBER), Set.of(), place, false, now));
        return id;
    }

    /** What time brings. */
    void sweep() {
        for (Agent agent : List.copyOf(agents.values())) {
            keep(AGENTS.sweep(agent, now));
            leave(agent);
            keep(AGENTS.wrapUpOver(agents.get(agent.id()), false, now));
        }
        Duration late = mistake == Mistake.ENDS_OFFERS_LATE ? Duration.ofSeconds(70) : Duration.ZERO;
        openOffers()
                .filter(offer -> !offer.deadline().plus(late).isAfter(now))
                .filter(offer -> callers.get(offer.caller()).state() != CallerState.DIALING)
                .toList()
                .forEach(offer -> {
                    boolean open = offer.state() == OfferState.OPEN;
                    fail(
                            offer,
                            open ? OfferState.TIMED_OUT : OfferState.FAILED,
                            open ? Release.MISSED : Release.ANSWERED);
                });
        callers.values().stream()
                .filter(caller -> caller.state() != CallerState.ENDED && caller.callback() != null)
                .filter(caller -> caller.callback().promisedBy().isBefore(now))
                .toList()
                .forEach(caller -> keep(CallerMachine.overdue(caller, now)));
    }

    private void leave(Agent agent) {
        if (agents.get(agent.id()).presence() != Presence.AVAILABLE) {
            openOffers()
                    .filter(offer ->
                            offer.state() == OfferState.OPEN && offer.ringing().contains(agent.id()))
                    .toList()
                    .forEach(offer -> {
                        if (offer.ringing().size() == 1) {
                            withdraw(offer);
                        } else {
                            decline(offer, agent.id());
                        }
                    });
        }
    }

    /** Offers the first in line to so many agents. */
    void match(int several) {
        if (mistake == Mistake.KNOWS_NO_WRAP_UP) {
            agents.replaceAll((id, agent) -> AGENTS.wrapUpOver(agent, true, now).state());
        }
        List<AgentId> ready = agents.values().stream()
                .filter(this::isReady)
                .map(Agent::id)
                .limit(several)
                .toList();
        callers.values().stream()
                .filter(this::mayBeOffered)
                .min(Caller::compareTo)
                .ifPresent(caller -> {
                    if (!ready.isEmpty()) {
                        offer(caller, ready);
                    }
                });
    }

    private boolean isReady(Agent agent) {
        boolean there = agent.presence() == Presence.AVAILABLE || mistake == Mistake.OFFERS_THE_ABSENT;
        boolean room = agent.engagements().size() < agent.profile().capacity() || mistake == Mistake.OFFERS_THE_BUSY;
        return there && room && !agent.wrapUpUntil().isAfter(now);
    }

    private boolean mayBeOffered(Caller caller) {
        boolean offeredAnyway = mistake == Mistake.OFFERS_WHO_IS_OFFERED && caller.state() == CallerState.OFFERED;
        return caller.mayBeOfferedAt(now) || offeredAnyway;
    }

    private void offer(Caller caller, List<AgentId> ready) {
        OfferId id = new OfferId(new UUID(2, ++made));
        Transition<Offer> offer = OfferMachine.make(
                caller,
                id,
                ready,
                new Decision("?", 1, ready.size(), List.of()),
                now,
                now.plus(SETTINGS.offers().rings()));
        offers.put(id, offer.state());
        if (mistake == Mistake.FORGETS_TO_COUNT_OFFERS) {
            append(new OfferMade(
                    id, caller.id(), caller.queue(), ready, 1, offer.state().deadline()));
        } else {
            append(offer.events());
        }
        keep(CallerMachine.offered(caller, id, now));
        ready.forEach(agent -> keep(AGENTS.offered(agents.get(agent), caller.id(), id, now)));
    }

    void accept(Offer offer, AgentId agent) {
        Instant asOf = mistake == Mistake.LETS_ACCEPT_LATE ? offer.madeAt() : now;
        Transition<Offer> accepted = OfferMachine.accept(
                offer, agent, asOf, now.plus(SETTINGS.offers().connects()));
        if (accepted.events().isEmpty()) {
            return;
        }
        keepOffer(accepted);
        offer.ringing().stream().filter(other -> !other.equals(agent)).forEach(other -> {
            release(other, offer, Release.RESCINDED);
            if (mistake == Mistake.LETS_TWO_ACCEPT) {
                append(new OfferAccepted(offer.id(), offer.caller(), other));
            }
        });
    }

    void decline(Offer offer, AgentId agent) {
        if (!offer.ringing().contains(agent)) {
            return;
        }
        if (offer.ringing().size() == 1) {
            fail(offer, offer.state() == OfferState.OPEN ? OfferState.REJECTED : OfferState.FAILED, Release.ANSWERED);
        } else {
            keepOffer(OfferMachine.decline(offer, agent, "busy"));
            release(agent, offer, Release.ANSWERED);
        }
    }

    void connect(Offer offer) {
        Caller caller = callers.get(offer.caller());
        boolean anybody = mistake == Mistake.CONNECTS_UNASKED || mistake == Mistake.CONNECTS_THE_GONE;
        AgentId winner = offer.winner() == null && anybody ? offer.ringing().get(0) : offer.winner();
        if (winner == null) {
            return;
        }
        if (mistake == Mistake.CONNECTS_THE_GONE && caller.state() == CallerState.ENDED) {
            append(new CallerConnected(caller.id(), caller.queue(), winner, Duration.ZERO));
        }
        Transition<Caller> connected = CallerMachine.connected(caller, winner, now);
        boolean accepted = offer.state() == OfferState.ACCEPTED || mistake == Mistake.CONNECTS_UNASKED;
        if (accepted && !connected.events().isEmpty()) {
            keep(connected);
            keepOffer(OfferMachine.end(offer, OfferState.CONNECTED, "", now));
            keep(AGENTS.talks(agents.get(winner), caller.id(), now));
        }
    }

    private void fail(Offer offer, OfferState how, Release release) {
        if (end(offer, how, release)) {
            keep(CallerMachine.offerFailed(callers.get(offer.caller()), offer.id(), offer.ringing(), now));
        }
    }

    private void withdraw(Offer offer) {
        if (end(offer, OfferState.RESCINDED, Release.RESCINDED)) {
            keep(CallerMachine.offerWithdrawn(callers.get(offer.caller()), offer.id(), now));
        }
    }

    private boolean end(Offer offer, OfferState how, Release release) {
        Transition<Offer> ended = OfferMachine.end(offer, how, "", now);
        if (ended.events().isEmpty()) {
            return false;
        }
        keepOffer(ended);
        if (mistake == Mistake.ENDS_OFFERS_TWICE) {
            append(new OfferEnded(offer.id(), offer.caller(), offer.ringing(), how, "again"));
        }
        offer.ringing().forEach(agent -> release(agent, offer, release));
        return true;
    }

    private void release(AgentId agent, Offer offer, Release how) {
        if (mistake != Mistake.HOLDS_AGENTS_FAST) {
            keep(AGENTS.released(agents.get(agent), offer.id(), how, now));
        }
    }

    void hangUp(Caller caller) {
        if (caller.state() == CallerState.CONNECTED) {
            finish(caller);
        } else if (caller.holdsLine()) {
            leave(caller, LeaveReason.ABANDONED);
        }
    }

    void finish(Caller caller) {
        AgentId agent = caller.agent();
        if (caller.state() == CallerState.CONNECTED && agent != null) {
            LeaveReason reason = caller.callback() == null ? LeaveReason.CONNECTED : LeaveReason.CALLED_BACK;
            keep(CallerMachine.left(
                    caller, mistake == Mistake.CALLS_THE_SERVED_ABANDONED ? LeaveReason.ABANDONED : reason, "", now));
            keep(AGENTS.talked(agents.get(agent), caller.id(), SETTINGS.offers().wrapUp(), now));
        }
    }

    /** Somebody goes who talks to nobody. */
    void leave(Caller caller, LeaveReason reason) {
        if (mistake == Mistake.LETS_LEAVE_TWICE && caller.leaving() != null) {
            append(new CallerLeft(caller.id(), caller.queue(), null, reason, "", Duration.ZERO, Duration.ZERO));
        }
        if (caller.state() == CallerState.CONNECTED || caller.state() == CallerState.ENDED) {
            return;
        }
        openOffers()
                .filter(offer -> offer.caller().equals(caller.id()))
                .toList()
                .forEach(this::withdraw);
        keep(CallerMachine.left(callers.get(caller.id()), reason, "", now));
    }

    void promise(Caller caller, Duration after) {
        Instant notBefore = now.plus(after);
        if (caller.callback() == null) {
            keep(CallerMachine.promise(caller, NUMBER, notBefore, notBefore.plusSeconds(60), now));
        } else {
            keep(CallerMachine.reschedule(caller, notBefore, notBefore.plusSeconds(60), now));
        }
    }

    /** Dials who was accepted and holds no line. */
    void dial(Offer offer) {
        Caller caller = callers.get(offer.caller());
        AgentId agent = offer.winner();
        if (agent != null && offer.state() == OfferState.ACCEPTED) {
            int call = mistake == Mistake.DIALS_ONE_CALL_TWICE ? 1 : ++made;
            keep(CallerMachine.dialled(caller, agent, new CallId(new UUID(3, call)), now));
        }
    }

    void missed(Caller caller) {
        if (caller.state() == CallerState.DIALING) {
            openOffers()
                    .filter(offer -> offer.caller().equals(caller.id()))
                    .toList()
                    .forEach(offer -> end(offer, OfferState.FAILED, Release.RESCINDED));
        }
        keep(CallerMachine.notReached(callers.get(caller.id()), "busy", TRIES, Duration.ofSeconds(10), now));
    }

    void move(Caller caller, QueueId to) {
        Transition<Caller> moved = CallerMachine.moved(caller, caller.place().in(to), "overflow", now);
        callers.put(caller.id(), moved.state());
        moved.events().stream()
                .filter(event -> !(event instanceof CallerMoved) || mistake != Mistake.MOVES_IN_SILENCE)
                .forEach(this::append);
    }

    Stream<Offer> openOffers() {
        return offers.values().stream().filter(offer -> offer.state().isOpen());
    }

    private void keep(Transition<?> transition) {
        if (transition.state() instanceof Caller caller) {
            callers.put(caller.id(), caller);
        } else if (transition.state() instanceof Agent agent) {
            agents.put(agent.id(), agent);
        }
        append(transition.events());
    }

    private void keepOffer(Transition<Offer> transition) {
        offers.put(transition.state().id(), transition.state());
        append(transition.events());
    }

    private void append(List<Event> events) {
        events.forEach(this::append);
    }

    private void append(Event event) {
        boolean silent = mistake == Mistake.TELLS_NO_STATE
                && event instanceof AgentStateChanged changed
                && changed.state() == AgentState.READY;
        if (!silent) {
            log.accept(new LoggedEvent(TENANT, ++seq, now, event));
        }
    }

    List<Caller> some(CallerState state) {
        List<Caller> some = new ArrayList<>(callers.values());
        some.removeIf(caller -> caller.state() != state);
        return some;
    }
}

package io.callyard.reception;

import io.callyard.event.CallerEvent.CallerEscalated;
import io.callyard.inbound.InboundSettings;
import io.callyard.machine.Transition;
import io.callyard.machine.inbound.AgentMachine;
import io.callyard.machine.inbound.AgentMachine.Release;
import io.callyard.machine.inbound.Attention;
import io.callyard.machine.inbound.CallerMachine;
import io.callyard.machine.inbound.OfferMachine;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.routing.FloorPlan;
import io.callyard.routing.Match;
import io.callyard.routing.MatchRules;
import io.callyard.routing.Matching;
import io.callyard.routing.Waiting;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts callers to agents, and says what becomes of an offer. All of it within a step.
 *
 * <p><b>Threads.</b> Safe for many threads; each step is used by one.
 */
final class Offering {
    private static final int MOST_AGENTS = 1_000;

    /** So much of each line is read at first, and four callers more for each agent who is ready. */
    private static final int HEAD = 16;

    private final MatchRules rules;
    private final AgentMachine agents;
    private final Devices devices;
    private final Overflow overflow;
    private final Scheduler scheduler;

    Offering(InboundSettings settings, Devices devices, Overflow overflow, Scheduler scheduler) {
        rules = new MatchRules(settings.agents(), settings.weights(), settings.strategies());
        agents = new AgentMachine(settings.agents());
        this.devices = devices;
        this.overflow = overflow;
        this.scheduler = scheduler;
    }

    MatchRules rules() {
        return rules;
    }

    /**
     * Makes every offer that can be made now.
     *
     * <p>At first only the heads of the lines are read: mostly that is enough for all who are ready. While some of them
     * have room left and a line goes on, more of it is read: who stands at the head may want what none of these can.
     */
    void match(FloorStep step) {
        List<Agent> ready = ready(step);
        if (ready.isEmpty()) {
            return;
        }
        int room =
                ready.stream().filter(devices::isKnown).mapToInt(Offering::room).sum();
        int depth = HEAD + 4 * ready.size();
        Lines lines = lines(step, ready, depth);
        List<Match> matches = matches(step, lines, ready);
        while (!lines.areWhole() && taken(matches) < room) {
            depth *= 16;
            lines = lines(step, ready, depth);
            matches = matches(step, lines, ready);
        }
        if (lines.needDevices()) {
            ready.stream().filter(agent -> !devices.isKnown(agent)).forEach(step::probeFirst);
        }
        matches.forEach(match -> make(step, match));
    }

    private List<Match> matches(FloorStep step, Lines lines, List<Agent> ready) {
        Map<AgentId, DeviceState> known = new HashMap<>();
        for (Agent agent : ready) {
            DeviceState state = devices.known(agent);
            if (state != null) {
                known.put(agent.id(), state);
            }
        }
        return Matching.match(new FloorPlan(step.now(), lines.waiting(), ready, known::get, rules));
    }

    private static int room(Agent agent) {
        return agent.profile().capacity() - agent.engagements().size();
    }

    private static int taken(List<Match> matches) {
        return matches.stream().mapToInt(match -> match.agents().size()).sum();
    }

    private static List<Agent> ready(FloorStep step) {
        return step.floor().readyAgents(MOST_AGENTS).stream()
                .filter(agent -> agent.isReadyAt(step.now()))
                .toList();
    }

    /**
     * Who waits, as far as it was read.
     *
     * @param waiting those who are not offered already, queue by queue
     * @param areWhole whether nobody stands behind what was read
     */
    private record Lines(List<Waiting> waiting, boolean areWhole) {
        /** Whether somebody waits who is offered only to agents whose devices can be reached. */
        boolean needDevices() {
            return waiting.stream()
                    .flatMap(line -> line.callers().stream())
                    .anyMatch(caller -> caller.gets(Feature.DEVICE_CHECK));
        }
    }

    private static Lines lines(FloorStep step, List<Agent> ready, int depth) {
        TreeSet<QueueId> served = new TreeSet<>();
        for (Agent agent : ready) {
            for (Membership member : agent.profile().queues()) {
                served.add(member.queue());
            }
        }
        List<Waiting> waiting = new ArrayList<>();
        boolean whole = true;
        for (QueueId id : served) {
            List<Caller> line = step.floor().line(id, depth);
            whole &= line.size() < depth;
            List<Caller> callers = line.stream()
                    .filter(caller -> caller.state() == CallerState.WAITING)
                    .toList();
            if (!callers.isEmpty()) {
                waiting.add(new Waiting(step.queue(id), callers));
            }
        }
        return new Lines(waiting, whole);
    }

    private void make(FloorStep step, Match match) {
        Caller caller = match.caller();
        OfferRules offers = step.queue(caller.queue()).settings().offers();
        OfferId id = OfferId.next(step.now(), scheduler.random());
        step.keepOffer(OfferMachine.make(
                caller,
                id,
                match.agents(),
                match.decision(),
                step.now(),
                step.now().plus(offers.rings())));
        step.keep(caller, CallerMachine.offered(caller, id, step.now()));
        for (AgentId one : match.agents()) {
            Agent agent = Objects.requireNonNull(step.agent(one));
            step.keep(agent, agents.offered(agent, caller.id(), id, step.now()));
        }
    }

    /** An agent takes an offer. */
    boolean accept(FloorStep step, Offer offer, AgentId winner) {
        if (step.caller(offer.caller()) == null || step.agent(winner) == null) {
            return false;
        }
        Duration connects = step.queue(offer.queue()).settings().offers().connects();
        if (!step.keeps(
                offer, OfferMachine.accept(offer, winner, step.now(), step.now().plus(connects)))) {
            return false;
        }
        offer.ringing().stream()
                .filter(agent -> !agent.equals(winner))
                .forEach(agent -> release(step, agent, offer.id(), Release.RESCINDED));
        return true;
    }

    /** An agent does not take an offer. */
    boolean decline(FloorStep step, Offer offer, AgentId agent, String why) {
        if (!offer.ringing().contains(agent) || !offer.state().isOpen()) {
            return false;
        }
        if (offer.ringing().size() == 1) {
            OfferState how = offer.state() == OfferState.OPEN ? OfferState.REJECTED : OfferState.FAILED;
            return fail(step, offer, how, why, Release.ANSWERED);
        }
        step.keeps(offer, OfferMachine.decline(offer, agent, why));
        release(step, agent, offer.id(), Release.ANSWERED);
        return true;
    }

    /** An offer is over without a connection; the caller is the business of whoever ends it. */
    void end(FloorStep step, Offer offer, OfferState how, String why, Release release) {
        if (step.keeps(offer, OfferMachine.end(offer, how, why, step.now()))) {
            offer.ringing().forEach(agent -> release(step, agent, offer.id(), release));
        }
    }

    /** An offer comes to nothing: the caller waits again at his place, or has been offered often enough. */
    boolean fail(FloorStep step, Offer offer, OfferState how, String why, Release release) {
        Caller dialled = step.caller(offer.caller());
        if (dialled != null
                && dialled.state() == CallerState.DIALING
                && offer.state().isOpen()) {
            // A person is being called for an agent who is no more: the end of that call ends all of it.
            step.hangUp(dialled);
            return true;
        }
        if (!step.keeps(offer, OfferMachine.end(offer, how, why, step.now()))) {
            return false;
        }
        offer.ringing().forEach(agent -> release(step, agent, offer.id(), release));
        Caller caller = step.caller(offer.caller());
        if (caller != null) {
            Caller waits =
                    step.keep(caller, CallerMachine.offerFailed(caller, offer.id(), offer.ringing(), step.now()));
            goOn(step, waits);
        }
        return true;
    }

    /** An offer is taken back through nobody's fault; the caller is the business of whoever takes it back. */
    void withdraw(FloorStep step, Offer offer, String why) {
        if (step.keeps(offer, OfferMachine.end(offer, OfferState.RESCINDED, why, step.now()))) {
            offer.ringing().forEach(agent -> release(step, agent, offer.id(), Release.RESCINDED));
            Caller caller = step.caller(offer.caller());
            if (caller != null) {
                step.keep(caller, CallerMachine.offerWithdrawn(caller, offer.id(), step.now()));
            }
        }
    }

    /**
     * Takes back the offer of a caller in line, if he has one, so that something else can be done with him.
     *
     * @return him, as he waits; null if he is not in line, or an agent has accepted him and it is too late
     */
    @Nullable
    Caller takeBack(FloorStep step, Caller caller, String why) {
        Offer offer = step.openOffer(caller);
        if (!caller.state().isInLine() || offer != null && offer.state() == OfferState.ACCEPTED) {
            return null;
        }
        if (offer != null) {
            withdraw(step, offer, why);
        }
        return step.caller(caller.id());
    }

    private void goOn(FloorStep step, Caller caller) {
        if (caller.state() != CallerState.WAITING) {
            return;
        }
        QueueBook queue = step.queue(caller.queue());
        OfferRules offers = queue.settings().offers();
        int failed = caller.search().failed();
        if (failed == offers.escalateAfter()) {
            step.append(new CallerEscalated(caller.id(), caller.queue(), failed));
        }
        int attempts = caller.gets(Feature.MULTI_AGENT_FALLBACK) ? offers.attempts() : 1;
        // Who waits without a line can wait on.
        if (failed >= attempts && caller.callback() == null) {
            overflow.of(step, caller, failed + " agents did not take the call");
        }
    }

    private void release(FloorStep step, AgentId id, OfferId offer, Release how) {
        Agent agent = step.agent(id);
        if (agent != null) {
            step.keep(agent, agents.released(agent, offer, how, step.now()));
        }
    }

    /** An agent and a caller talk. */
    boolean connect(FloorStep step, Offer offer) {
        AgentId winner = offer.winner();
        Caller caller = step.caller(offer.caller());
        if (winner == null || caller == null || caller.state() == CallerState.CONNECTED) {
            return false;
        }
        Transition<Caller> connection = CallerMachine.connected(caller, winner, step.now());
        if (connection.events().isEmpty()) {
            return false;
        }
        step.keep(caller, connection);
        step.keeps(offer, OfferMachine.end(offer, OfferState.CONNECTED, "", step.now()));
        Agent agent = Objects.requireNonNull(step.agent(winner));
        step.keep(agent, agents.talks(agent, caller.id(), step.now()));
        return true;
    }

    /** An agent has gone: his open offers go to others. */
    void leave(FloorStep step, Agent agent, String why) {
        agent.engagements().stream()
                .filter(engaged -> !engaged.talking())
                .map(engaged -> step.floor().offer(engaged.offer()))
                .flatMap(Optional::stream)
                .forEach(offer -> {
                    if (offer.ringing().size() == 1 && offer.state() == OfferState.OPEN) {
                        withdraw(step, offer, why);
                    } else if (offer.state() == OfferState.OPEN) {
                        decline(step, offer, agent.id(), why);
                    }
                });
    }

    /** Offers whose time is over. */
    void expire(FloorStep step) {
        Instant now = step.now();
        for (Offer offer : step.floor().openOffers()) {
            if (offer.deadline().isAfter(now)) {
                continue;
            }
            Caller caller = step.caller(offer.caller());
            if (caller != null && caller.state() == CallerState.DIALING) {
                // What becomes of the call decides; it is looked after by itself.
                step.keeps(offer, OfferMachine.prolong(offer, now.plus(Attention.DIALLING)));
                continue;
            }
            if (offer.state() == OfferState.OPEN) {
                fail(step, offer, OfferState.TIMED_OUT, "no answer", Release.MISSED);
            } else {
                fail(step, offer, OfferState.FAILED, "the connection did not come about", Release.ANSWERED);
            }
        }
    }
}

package io.callyard.machine.inbound;

import io.callyard.event.AgentEvent.AgentRegistered;
import io.callyard.event.AgentEvent.AgentStateChanged;
import io.callyard.event.AgentEvent.PresenceChanged;
import io.callyard.event.Event;
import io.callyard.machine.Transition;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to an agent.
 *
 * <pre>
 * READY ─offered─► OFFERED ─connected─► ON_CALL ─over─► WRAP_UP ─time─► READY
 *   ▲                 │
 *   └──not connected──┘
 * </pre>
 *
 * Beside that he is AVAILABLE, AWAY or OFFLINE, by his own choice or by silence.
 *
 * @param rules what holds for all agents
 */
public record AgentMachine(AgentRules rules) {
    /** Why an agent is OFFLINE of whom nothing was heard; the next heartbeat undoes it. */
    public static final String NO_HEARTBEAT = "no heartbeat";

    /** The same of an agent who was AWAY: the next heartbeat makes him AWAY again. */
    public static final String NO_HEARTBEAT_WHILE_AWAY = "no heartbeat while away";

    /** Why an agent is OFFLINE who was made known and has said nothing yet. */
    public static final String NOT_SEEN_YET = "not seen yet";

    /** Who changes his mind twice within this time is taken at his word only after {@link #SETTLING}. */
    public static final Duration FLAPPING = Duration.ofSeconds(1);

    /** How long somebody who flaps is left alone. */
    public static final Duration SETTLING = Duration.ofSeconds(2);

    /** How an agent's part in an offer ended, if not in a connection. */
    public enum Release {
        /** He did not answer. */
        MISSED,
        /** He said no, or yes and it did not work. */
        ANSWERED,
        /** It was taken back. */
        RESCINDED
    }

    /** Somebody is made known: OFFLINE until he says otherwise. */
    public Transition<Agent> register(TenantId tenant, AgentId id, AgentProfile profile, Instant now) {
        Agent agent = new Agent(
                tenant,
                id,
                profile,
                Presence.OFFLINE,
                NOT_SEEN_YET,
                now,
                now,
                List.of(),
                now,
                AgentRecord.since(now),
                now,
                null);
        return Transition.to(agent, new AgentRegistered(id, profile));
    }

    /** He can do something else from now on; calls that he has go on. */
    public Transition<Agent> change(Agent agent, AgentProfile profile, Instant now) {
        if (agent.profile().equals(profile)) {
            return Transition.unchanged(agent);
        }
        Agent changed = with(agent, profile, agent.engagements(), agent.wrapUpUntil(), agent.history(), now);
        return settle(agent, changed, now, new AgentRegistered(agent.id(), profile));
    }

    /** He chooses to be something. It is a sign of life too. */
    public Transition<Agent> choose(Agent agent, Presence presence, Instant now) {
        return setPresence(agent, heard(agent, now), presence, "", now);
    }

    /** A sign of life. Who was taken for gone is again what he was. */
    public Transition<Agent> heartbeat(Agent agent, Instant now) {
        Agent heard = heard(agent, now);
        if (agent.presence() != Presence.OFFLINE) {
            return settle(agent, heard, now, null);
        }
        return switch (agent.presenceReason()) {
            case NO_HEARTBEAT -> setPresence(agent, heard, Presence.AVAILABLE, "", now);
            case NO_HEARTBEAT_WHILE_AWAY -> setPresence(agent, heard, Presence.AWAY, "", now);
            default -> settle(agent, heard, now, null);
        };
    }

    /** Nothing was heard of him for too long. */
    public Transition<Agent> sweep(Agent agent, Instant now) {
        if (agent.presence() == Presence.OFFLINE || !agent.isStaleAt(now, rules.staleAfter())) {
            return Transition.unchanged(agent);
        }
        String reason = agent.presence() == Presence.AWAY ? NO_HEARTBEAT_WHILE_AWAY : NO_HEARTBEAT;
        return setPresence(agent, agent, Presence.OFFLINE, reason, now);
    }

    private Transition<Agent> setPresence(Agent before, Agent agent, Presence presence, String reason, Instant now) {
        if (agent.presence() == presence && agent.presenceReason().equals(reason)) {
            return settle(before, agent, now, null);
        }
        boolean flaps = agent.presenceAt().plus(FLAPPING).isAfter(now)
                && !agent.presenceReason().equals(NOT_SEEN_YET);
        Instant settled = flaps && presence == Presence.AVAILABLE ? now.plus(SETTLING) : now;
        Instant rests = later(agent.wrapUpUntil(), settled);
        AgentRecord history =
                presence == Presence.AVAILABLE ? agent.history().forgiven().idleFrom(rests) : agent.history();
        Agent set = new Agent(
                agent.tenant(),
                agent.id(),
                agent.profile(),
                presence,
                reason,
                now,
                agent.heartbeatAt(),
                agent.engagements(),
                flaps ? rests : agent.wrapUpUntil(),
                history,
                now,
                agent.attentionAt());
        return settle(before, set, now, new PresenceChanged(agent.id(), presence, reason));
    }

    /** He is asked whether he takes a caller. */
    public Transition<Agent> offered(Agent agent, CallerId caller, OfferId offer, Instant now) {
        if (!agent.isReadyAt(now) || agent.with(caller).isPresent()) {
            return Transition.unchanged(agent);
        }
        List<Engagement> engagements = new ArrayList<>(agent.engagements());
        engagements.add(new Engagement(caller, offer, false, now));
        return settle(agent, with(agent, engagements, agent.history().offered(now), now), now, null);
    }

    /** His part in an offer is over without a connection. */
    public Transition<Agent> released(Agent agent, OfferId offer, Release how, Instant now) {
        Optional<Engagement> engaged = agent.engagements().stream()
                .filter(one -> one.offer().equals(offer) && !one.talking())
                .findFirst();
        if (engaged.isEmpty()) {
            return Transition.unchanged(agent);
        }
        AgentRecord history = switch (how) {
            case MISSED -> agent.history().missed(now);
            case ANSWERED -> agent.history().answered();
            case RESCINDED -> agent.history();
        };
        Transition<Agent> released = settle(agent, with(agent, without(agent, engaged.get()), history, now), now, null);
        boolean gone = how == Release.MISSED
                && history.missedInARow() >= rules.missedBeforeAway()
                && agent.presence() == Presence.AVAILABLE;
        return gone
                ? released.then(
                        one -> setPresence(one, one, Presence.AWAY, history.missedInARow() + " offers missed", now))
                : released;
    }

    /** He talks to a caller who was offered to him. */
    public Transition<Agent> talks(Agent agent, CallerId caller, Instant now) {
        Optional<Engagement> engaged = agent.with(caller).filter(one -> !one.talking());
        if (engaged.isEmpty()) {
            return Transition.unchanged(agent);
        }
        List<Engagement> engagements = without(agent, engaged.get());
        engagements.add(new Engagement(caller, engaged.get().offer(), true, now));
        return settle(agent, with(agent, engagements, agent.history().answered(), now), now, null);
    }

    /**
     * He is done talking.
     *
     * @param wrapUp how long he has for the work after the call
     */
    public Transition<Agent> talked(Agent agent, CallerId caller, Duration wrapUp, Instant now) {
        Optional<Engagement> engaged = agent.with(caller).filter(Engagement::talking);
        if (engaged.isEmpty()) {
            return Transition.unchanged(agent);
        }
        Instant since = engaged.get().since();
        Duration length = now.isAfter(since) ? Duration.between(since, now) : Duration.ZERO;
        Instant rests = later(agent.wrapUpUntil(), now.plus(wrapUp));
        Agent after = with(
                agent,
                agent.profile(),
                without(agent, engaged.get()),
                rests,
                agent.history().talked(length).idleFrom(rests),
                now);
        return settle(agent, after, now, null);
    }

    /** The work after the call is done: said by him, or told by time. */
    public Transition<Agent> wrapUpOver(Agent agent, boolean said, Instant now) {
        boolean rests = agent.wrapUpUntil().isAfter(now);
        // Once anything has happened to him after its end, the end is old news.
        boolean news = said ? rests : !rests && agent.wrapUpUntil().isAfter(agent.updatedAt());
        if (!news) {
            return Transition.unchanged(agent);
        }
        Instant until = said ? now : agent.wrapUpUntil();
        AgentRecord history = said ? agent.history().idleFrom(now) : agent.history();
        return settle(agent, with(agent, agent.profile(), agent.engagements(), until, history, now), now, null);
    }

    private static List<Engagement> without(Agent agent, Engagement one) {
        List<Engagement> engagements = new ArrayList<>(agent.engagements());
        engagements.remove(one);
        return engagements;
    }

    /**
     * Tells what calls do to him now, where that is not what was told last. That was at his last change: time may have
     * ended his work after a call since.
     */
    private Transition<Agent> settle(Agent before, Agent after, Instant now, @Nullable Event first) {
        List<Event> events = new ArrayList<>();
        if (first != null) {
            events.add(first);
        }
        if (before.stateAt(before.updatedAt()) != after.stateAt(now)) {
            events.add(new AgentStateChanged(after.id(), after.stateAt(now)));
        }
        return new Transition<>(attended(after, now), events);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Agent heard(Agent agent, Instant now) {
        return new Agent(
                agent.tenant(),
                agent.id(),
                agent.profile(),
                agent.presence(),
                agent.presenceReason(),
                agent.presenceAt(),
                now.isAfter(agent.heartbeatAt()) ? now : agent.heartbeatAt(),
                agent.engagements(),
                agent.wrapUpUntil(),
                agent.history(),
                now,
                agent.attentionAt());
    }

    private static Agent with(Agent agent, List<Engagement> engagements, AgentRecord history, Instant now) {
        return with(agent, agent.profile(), engagements, agent.wrapUpUntil(), history, now);
    }

    private static Agent with(
            Agent agent,
            AgentProfile profile,
            List<Engagement> engagements,
            Instant wrapUpUntil,
            AgentRecord history,
            Instant now) {
        return new Agent(
                agent.tenant(),
                agent.id(),
                profile,
                agent.presence(),
                agent.presenceReason(),
                agent.presenceAt(),
                agent.heartbeatAt(),
                engagements,
                wrapUpUntil,
                history,
                now,
                agent.attentionAt());
    }

    private Agent attended(Agent agent, Instant now) {
        Instant stale = agent.presence() == Presence.OFFLINE
                ? null
                : agent.heartbeatAt().plus(rules.staleAfter()).plusNanos(1_000);
        Instant rested = agent.wrapUpUntil().isAfter(now) ? agent.wrapUpUntil() : null;
        Instant at = stale == null || rested != null && rested.isBefore(stale) ? rested : stale;
        return new Agent(
                agent.tenant(),
                agent.id(),
                agent.profile(),
                agent.presence(),
                agent.presenceReason(),
                agent.presenceAt(),
                agent.heartbeatAt(),
                agent.engagements(),
                agent.wrapUpUntil(),
                agent.history(),
                agent.updatedAt(),
                at);
    }
}

package io.callyard.audit;

import io.callyard.event.AgentEvent;
import io.callyard.event.AgentEvent.AgentRegistered;
import io.callyard.event.AgentEvent.AgentStateChanged;
import io.callyard.event.AgentEvent.PresenceChanged;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An agent, as far as the events tell. */
final class FoldedAgent {
    private final Set<CallerId> engaged = new LinkedHashSet<>();
    private final boolean whole;
    private @Nullable AgentProfile profile;
    private @Nullable Presence presence;
    private @Nullable AgentState state;
    private @Nullable Instant stateAt;
    private @Nullable Instant talkedUntil;
    private @Nullable Duration wrapUp;

    /**
     * An agent before the first event of him.
     *
     * @param whole whether that event makes him known
     */
    FoldedAgent(boolean whole) {
        this.whole = whole;
        presence = whole ? Presence.OFFLINE : null;
        state = whole ? AgentState.READY : null;
    }

    void apply(AgentEvent event, Instant at) {
        if (event instanceof AgentRegistered registered) {
            profile = registered.profile();
        } else if (event instanceof PresenceChanged changed) {
            presence = changed.presence();
        } else if (event instanceof AgentStateChanged changed) {
            state = changed.state();
            stateAt = at;
        }
    }

    void engage(CallerId caller) {
        engaged.add(caller);
    }

    void release(CallerId caller) {
        engaged.remove(caller);
    }

    /**
     * A caller who talked to him has left.
     *
     * @param rest how long the queue gives him for the work after a call; absent if no event has told it
     */
    void talked(Instant at, @Nullable Duration rest) {
        talkedUntil = at;
        wrapUp = rest;
    }

    /**
     * Returns until when he surely does the work after a call; null if he does not, or if the events do not prove it.
     * That it is over by time may be told later than it is.
     */
    @Nullable
    Instant restsUntil() {
        return state == AgentState.WRAP_UP && talkedUntil != null && talkedUntil.equals(stateAt) && wrapUp != null
                ? talkedUntil.plus(wrapUp)
                : null;
    }

    /** Whether all of him is in the log. */
    boolean isWhole() {
        return whole;
    }

    @Nullable
    AgentProfile profile() {
        return profile;
    }

    @Nullable
    Presence presence() {
        return presence;
    }

    @Nullable
    AgentState state() {
        return state;
    }

    /** The callers who take up his capacity, as far as their events are in the log. */
    Set<CallerId> engaged() {
        return engaged;
    }
}

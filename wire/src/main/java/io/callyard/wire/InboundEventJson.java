package io.callyard.wire;

import static java.util.Map.entry;

import io.callyard.event.AgentEvent;
import io.callyard.event.AgentEvent.AgentRegistered;
import io.callyard.event.AgentEvent.AgentStateChanged;
import io.callyard.event.AgentEvent.PresenceChanged;
import io.callyard.event.CallerEvent;
import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerEscalated;
import io.callyard.event.CallerEvent.CallerInformed;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.CallerEvent.CallerMoved;
import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.event.QueueEvent;
import io.callyard.event.QueueEvent.AlertCleared;
import io.callyard.event.QueueEvent.AlertRaised;
import io.callyard.event.QueueEvent.ArrivalRefused;
import io.callyard.event.QueueEvent.FeatureRolledBack;
import io.callyard.event.QueueEvent.QueueChanged;
import java.util.Map;

/** How events of the inbound side look to those who watch. */
final class InboundEventJson {
    /** Written out, so that a class may be renamed and what clients know stays. */
    private static final Map<Class<? extends InboundEvent>, String> TYPES = Map.ofEntries(
            entry(CallerJoined.class, "caller_joined"),
            entry(CallerInformed.class, "caller_informed"),
            entry(CallerMoved.class, "caller_moved"),
            entry(CallerEscalated.class, "caller_escalated"),
            entry(CallbackPromised.class, "callback_promised"),
            entry(CallbackDialed.class, "callback_dialed"),
            entry(CallbackMissed.class, "callback_missed"),
            entry(CallbackOverdue.class, "callback_overdue"),
            entry(CallerConnected.class, "caller_connected"),
            entry(CallerLeft.class, "caller_left"),
            entry(OfferMade.class, "offer_made"),
            entry(OfferDeclined.class, "offer_declined"),
            entry(OfferAccepted.class, "offer_accepted"),
            entry(OfferEnded.class, "offer_ended"),
            entry(AgentRegistered.class, "agent_registered"),
            entry(PresenceChanged.class, "presence_changed"),
            entry(AgentStateChanged.class, "agent_state_changed"),
            entry(QueueChanged.class, "queue_changed"),
            entry(ArrivalRefused.class, "arrival_refused"),
            entry(AlertRaised.class, "alert_raised"),
            entry(AlertCleared.class, "alert_cleared"),
            entry(FeatureRolledBack.class, "feature_rolled_back"));

    private InboundEventJson() {}

    /** Returns the wire name of an event. */
    static String type(InboundEvent event) {
        String type = TYPES.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("an event without a name: " + event.getClass());
        }
        return type;
    }

    /** Writes what an event says. */
    static void data(JsonWriter json, InboundEvent event, boolean masked) {
        if (event instanceof CallerEvent caller) {
            CallerEventJson.data(json, caller, masked);
        } else if (event instanceof OfferEvent offer) {
            json.id("offer_id", offer.offer()).id("caller_id", offer.caller());
            offer(json, offer);
        } else if (event instanceof AgentEvent agent) {
            json.id("agent_id", agent.agent());
            agent(json, agent, masked);
        } else if (event instanceof QueueEvent queue) {
            queue(json, queue);
        }
    }

    private static void offer(JsonWriter json, OfferEvent event) {
        if (event instanceof OfferMade made) {
            json.id("queue", made.queue())
                    .texts("agents", made.agents())
                    .field("number", made.number())
                    .field("deadline", made.deadline());
        } else if (event instanceof OfferDeclined declined) {
            json.id("agent_id", declined.agent()).field("reason", declined.why());
        } else if (event instanceof OfferAccepted accepted) {
            json.id("agent_id", accepted.agent());
        } else if (event instanceof OfferEnded ended) {
            json.texts("agents", ended.agents()).word("state", ended.state()).field("reason", ended.why());
        }
    }

    private static void agent(JsonWriter json, AgentEvent event, boolean masked) {
        if (event instanceof AgentRegistered registered) {
            AgentProfileJson.profile(json, registered.profile(), masked);
        } else if (event instanceof PresenceChanged changed) {
            json.word("presence", changed.presence()).field("reason", changed.reason());
        } else if (event instanceof AgentStateChanged changed) {
            json.word("state", changed.state());
        }
    }

    private static void queue(JsonWriter json, QueueEvent event) {
        if (event instanceof QueueChanged changed) {
            json.id("queue", changed.queue());
            QueueSettingsJson.settings(json, changed.settings());
        } else if (event instanceof ArrivalRefused refused) {
            json.id("queue", refused.queue()).id("type", refused.type()).field("reason", refused.reason());
        } else if (event instanceof AlertRaised raised) {
            json.field("rule", raised.rule())
                    .id("queue", raised.queue())
                    .number("value", raised.value())
                    .number("bound", raised.bound());
        } else if (event instanceof AlertCleared cleared) {
            json.field("rule", cleared.rule()).id("queue", cleared.queue()).number("value", cleared.value());
        } else if (event instanceof FeatureRolledBack rolledBack) {
            json.field("feature", rolledBack.feature()).field("reason", rolledBack.why());
        }
    }
}

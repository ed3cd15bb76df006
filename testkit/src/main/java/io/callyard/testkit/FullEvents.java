package io.callyard.testkit;

import io.callyard.event.AgentEvent.AgentRegistered;
import io.callyard.event.AgentEvent.AgentStateChanged;
import io.callyard.event.AgentEvent.PresenceChanged;
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
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.event.QueueEvent.AlertCleared;
import io.callyard.event.QueueEvent.AlertRaised;
import io.callyard.event.QueueEvent.ArrivalRefused;
import io.callyard.event.QueueEvent.FeatureRolledBack;
import io.callyard.event.QueueEvent.QueueChanged;
import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Each kind of event of a floor, with all that it can carry, and with nothing where something may be absent. */
record FullEvents(FullValues full) {
    private static final CallerId CALLER = new CallerId(new UUID(-1, 1));
    private static final OfferId OFFER = new OfferId(new UUID(1, -1));
    private static final QueueId QUEUE = new QueueId(FullValues.text(64));
    private static final QueueId OTHER = new QueueId("other");
    private static final AgentId AGENT = FullValues.agentId(1);
    private static final String WHY = FullValues.text(200);

    List<InboundEvent> all() {
        List<InboundEvent> all = new ArrayList<>(ofCallers());
        all.addAll(ofOffers());
        all.addAll(ofAgents());
        all.addAll(ofQueues());
        return all;
    }

    private List<InboundEvent> ofCallers() {
        PhoneNumber number = PhoneNumber.parse("+999999999999999");
        Duration time = Duration.ofSeconds(1, 1);
        WaitEstimate estimate = new WaitEstimate(time, time.plusNanos(1), Duration.ofDays(7));
        return List.of(
                new CallerJoined(CALLER, QUEUE, full.arrival(QUEUE, FullValues.line("line")), full.now(), true),
                new CallerJoined(CALLER, QUEUE, Arrival.of(QUEUE, null), full.now(), false),
                new CallerInformed(CALLER, QUEUE, Integer.MAX_VALUE, estimate, true, false),
                new CallerInformed(CALLER, QUEUE, 1, WaitEstimate.NONE, false, true),
                new CallerMoved(CALLER, QUEUE, OTHER, full.now(), WHY),
                new CallerEscalated(CALLER, QUEUE, 2),
                new CallbackPromised(CALLER, QUEUE, number, full.now(), FullValues.LATEST),
                new CallbackDialed(CALLER, QUEUE, AGENT, new CallId(-1L, 1L), 20),
                new CallbackMissed(CALLER, QUEUE, WHY, full.now()),
                new CallbackOverdue(CALLER, QUEUE, full.now()),
                new CallerConnected(CALLER, QUEUE, AGENT, time),
                new CallerLeft(CALLER, QUEUE, AGENT, LeaveReason.CONNECTED, WHY, time, time.plusNanos(1)),
                new CallerLeft(CALLER, QUEUE, null, LeaveReason.ABANDONED, "", Duration.ZERO, Duration.ZERO));
    }

    private List<InboundEvent> ofOffers() {
        List<AgentId> agents = FullValues.listOf(100, FullValues::agentId);
        return List.of(
                new OfferMade(OFFER, CALLER, QUEUE, agents, Integer.MAX_VALUE, FullValues.LATEST),
                new OfferDeclined(OFFER, CALLER, AGENT, WHY),
                new OfferAccepted(OFFER, CALLER, AGENT),
                new OfferEnded(OFFER, CALLER, agents, OfferState.FAILED, WHY),
                new OfferEnded(OFFER, CALLER, List.of(), OfferState.RESCINDED, ""));
    }

    private List<InboundEvent> ofAgents() {
        return List.of(
                new AgentRegistered(AGENT, full.agent(AGENT, CALLER, OFFER).profile()),
                new PresenceChanged(AGENT, Presence.AWAY, WHY),
                new PresenceChanged(AGENT, Presence.AVAILABLE, ""),
                new AgentStateChanged(AGENT, AgentState.WRAP_UP));
    }

    private static List<InboundEvent> ofQueues() {
        return List.of(
                new QueueChanged(QUEUE, FullQueues.settings()),
                new QueueChanged(OTHER, QueueSettings.named("")),
                new ArrivalRefused(QUEUE, new CallerType(FullValues.text(32)), WHY),
                new AlertRaised(WHY, QUEUE, 1.0 / 3, Double.MAX_VALUE),
                new AlertRaised("rule", null, 0, -1),
                new AlertCleared(WHY, QUEUE, Double.MIN_VALUE),
                new AlertCleared("rule", null, 1e-300),
                new FeatureRolledBack(WHY, WHY));
    }
}

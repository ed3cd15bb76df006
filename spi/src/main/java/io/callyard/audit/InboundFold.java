package io.callyard.audit;

import io.callyard.event.AgentEvent;
import io.callyard.event.AgentEvent.AgentRegistered;
import io.callyard.event.CallerEvent;
import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.event.QueueEvent.QueueChanged;
import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a tenant's inbound queues add up to.
 *
 * <p>Of callers who have left, and of offers that are over, only the id and the end are kept. If the beginning of the
 * log is gone, a caller or an agent is taken for what his first event says, and an offer made before is not known.
 */
final class InboundFold {
    private final boolean complete;
    private final Map<CallerId, FoldedCaller> callers = new LinkedHashMap<>();
    private final Map<CallerId, LeaveReason> left = new HashMap<>();
    private final Map<OfferId, FoldedOffer> offers = new LinkedHashMap<>();
    private final Map<OfferId, OfferState> ended = new HashMap<>();
    private final Map<AgentId, FoldedAgent> agents = new HashMap<>();
    private final Map<QueueId, FoldedLine> lines = new HashMap<>();
    private final Map<QueueId, QueueSettings> settings = new HashMap<>();
    private final Set<CallId> dialled = new HashSet<>();
    private OfferOrder order = OfferOrder.NONE;
    private boolean forgetful;

    InboundFold(boolean complete) {
        this.complete = complete;
    }

    void apply(InboundEvent event, Instant at) {
        if (event instanceof CallerEvent callerEvent) {
            apply(callerEvent, at);
        } else if (event instanceof OfferMade made) {
            make(made, at);
        } else if (event instanceof OfferEvent offerEvent) {
            apply(offerEvent, at);
        } else if (event instanceof AgentEvent agentEvent) {
            boolean isNew = complete && event instanceof AgentRegistered;
            agents.computeIfAbsent(agentEvent.agent(), any -> new FoldedAgent(isNew))
                    .apply(agentEvent, at);
        } else if (event instanceof QueueChanged changed) {
            settings.put(changed.queue(), changed.settings());
        }
    }

    private void apply(CallerEvent event, Instant at) {
        if (left.containsKey(event.caller())) {
            return;
        }
        FoldedCaller caller = callers.computeIfAbsent(
                event.caller(), id -> new FoldedCaller(id, event.queue(), event instanceof CallerJoined));
        if (event instanceof CallbackDialed dialed) {
            dialled.add(dialed.call());
        }
        if (event instanceof CallerLeft leaving) {
            callers.remove(caller.id());
            left.put(caller.id(), leaving.reason());
            endTalk(caller, at);
        }
        change(caller, () -> caller.apply(event));
    }

    private void endTalk(FoldedCaller caller, Instant at) {
        AgentId agent = caller.connectedTo();
        QueueSettings rules = settings.get(caller.queue());
        if (agent != null) {
            agentOf(agent).talked(at, rules == null ? null : rules.offers().wrapUp());
        }
    }

    private void make(OfferMade made, Instant at) {
        if (offers.containsKey(made.offer()) || ended.containsKey(made.offer())) {
            return;
        }
        // Whoever is offered after he has left does not come back by it.
        FoldedCaller caller = left.containsKey(made.caller())
                ? new FoldedCaller(made.caller(), made.queue(), false)
                : callers.computeIfAbsent(made.caller(), id -> new FoldedCaller(id, made.queue(), false));
        if (caller.isInLine()) {
            order = order.with(lineOf(caller).readyBefore(caller, at));
        }
        FoldedOffer offer = new FoldedOffer(made, caller);
        offers.put(offer.id(), offer);
        change(caller, () -> caller.offered(offer));
    }

    private void apply(OfferEvent event, Instant at) {
        FoldedOffer offer = offers.get(event.offer());
        if (offer == null) {
            return;
        }
        FoldedCaller caller = offer.caller();
        change(caller, () -> {
            if (event instanceof OfferDeclined declined) {
                offer.decline(declined.agent());
            } else if (event instanceof OfferAccepted accepted) {
                QueueSettings rules = settings.get(caller.queue());
                offer.accept(
                        accepted.agent(),
                        at,
                        rules == null ? null : rules.offers().connects());
                caller.acceptedBy(accepted.agent());
            } else if (event instanceof OfferEnded end) {
                offers.remove(offer.id());
                ended.put(offer.id(), end.state());
                caller.offerEnded(offer, end.state());
            }
        });
    }

    /** Changes a caller, and keeps the lines and the agents' engagements in step. */
    private void change(FoldedCaller caller, Runnable change) {
        Set<AgentId> before = caller.agents();
        lineOf(caller).leave(caller);
        change.run();
        Set<AgentId> after = caller.agents();
        before.stream()
                .filter(agent -> !after.contains(agent))
                .forEach(agent -> agentOf(agent).release(caller.id()));
        after.forEach(agent -> agentOf(agent).engage(caller.id()));
        if (callers.get(caller.id()) == caller) {
            lineOf(caller).enter(caller);
        }
    }

    private FoldedLine lineOf(FoldedCaller caller) {
        return lines.computeIfAbsent(caller.queue(), any -> new FoldedLine());
    }

    private FoldedAgent agentOf(AgentId agent) {
        return agents.computeIfAbsent(agent, any -> new FoldedAgent(false));
    }

    /** Drops what is known of callers who have left and of offers that are over. */
    void forgetEnded() {
        left.clear();
        ended.clear();
        dialled.clear();
        forgetful = true;
    }

    /** Whether a caller, an agent or an offer unknown to this fold was never in the log. */
    boolean knowsAll() {
        return complete;
    }

    /** Whether somebody unknown to this fold may have left. */
    boolean isForgetful() {
        return forgetful || !complete;
    }

    @Nullable
    FoldedCaller caller(CallerId id) {
        return callers.get(id);
    }

    /** How a caller left; null if he has not, or is not known. */
    @Nullable
    LeaveReason leaving(CallerId id) {
        return left.get(id);
    }

    @Nullable
    FoldedOffer offer(OfferId id) {
        return offers.get(id);
    }

    /** How an offer ended; null if it has not, or is not known. */
    @Nullable
    OfferState end(OfferId id) {
        return ended.get(id);
    }

    @Nullable
    FoldedAgent agent(AgentId id) {
        return agents.get(id);
    }

    boolean wasDialled(CallId call) {
        return dialled.contains(call);
    }

    /** Those who have not left, in the order in which they came into the log. */
    Collection<FoldedCaller> callers() {
        return callers.values();
    }

    /** The offers that are not over, the oldest first. */
    Collection<FoldedOffer> offers() {
        return offers.values();
    }

    OfferOrder order() {
        return order;
    }
}

package io.callyard.audit;

import io.callyard.event.CallerEvent;
import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.CallerEvent.CallerMoved;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A caller who has not left, as far as the events tell. It believes what it is told; to doubt is the rules' part.
 *
 * <p>Whoever keeps callers in {@link #ORDER} takes one out before a change.
 */
final class FoldedCaller {
    /** Who stands before whom, among those whose key is known. */
    static final Comparator<FoldedCaller> ORDER =
            Comparator.<FoldedCaller, Instant>comparing(FoldedCaller::knownKey).thenComparing(FoldedCaller::id);

    private final CallerId id;
    private final boolean whole;
    private final Map<OfferId, FoldedOffer> offers = new LinkedHashMap<>();
    private final OfferCount count;
    private QueueId queue;
    private @Nullable Instant key;
    private @Nullable AgentId accepted;
    private @Nullable AgentId dialledFor;
    private boolean agentLost;
    private @Nullable AgentId connectedTo;
    private @Nullable FoldedCallback callback;

    /**
     * A caller before the first event of him.
     *
     * @param whole whether that event is the first of his stay
     */
    FoldedCaller(CallerId id, QueueId queue, boolean whole) {
        this.id = id;
        this.queue = queue;
        this.whole = whole;
        count = new OfferCount(whole);
    }

    void apply(CallerEvent event) {
        if (event instanceof CallerJoined joined) {
            key = joined.key();
        } else if (event instanceof CallerMoved moved) {
            key = moved.key();
            if (!moved.queue().equals(moved.from())) {
                count.restart();
            }
        } else if (event instanceof CallerConnected connected) {
            stand(null, null, connected.agent());
        } else if (event instanceof CallerLeft) {
            stand(null, null, null);
        } else {
            applyCallback(event);
        }
        queue = event.queue();
    }

    private void applyCallback(CallerEvent event) {
        FoldedCallback known = callback == null ? FoldedCallback.OLD : callback;
        if (event instanceof CallbackPromised promised) {
            if (callback == null && whole) {
                count.restart();
            } else if (callback == null) {
                count.mayRestart();
            }
            callback = callback == null && whole ? FoldedCallback.first(promised) : known.promised(promised);
        } else if (event instanceof CallbackDialed dialed) {
            callback = known.dialled(dialed);
            offers.values().forEach(FoldedOffer::dial);
            stand(null, dialed.agent(), null);
        } else if (event instanceof CallbackMissed missed) {
            callback = known.again(missed.notBefore());
            count.restart();
            stand(null, null, null);
        } else if (event instanceof CallbackOverdue) {
            callback = known;
        }
    }

    private void stand(@Nullable AgentId acceptedBy, @Nullable AgentId dialled, @Nullable AgentId connected) {
        accepted = acceptedBy;
        dialledFor = dialled;
        agentLost = false;
        connectedTo = connected;
    }

    void offered(FoldedOffer offer) {
        offers.put(offer.id(), offer);
        count.made(offer.number());
    }

    void acceptedBy(AgentId agent) {
        accepted = agent;
    }

    void offerEnded(FoldedOffer offer, OfferState how) {
        offers.remove(offer.id());
        if (how == OfferState.RESCINDED) {
            count.takenBack(offer.number());
        }
        // The end of an offer may be told before the connection that it led to.
        if (how != OfferState.CONNECTED && offer.winner() != null) {
            accepted = offer.winner().equals(accepted) ? null : accepted;
            agentLost |= offer.winner().equals(dialledFor);
        }
    }

    CallerId id() {
        return id;
    }

    /** Whether all of his stay is in the log. */
    boolean isWhole() {
        return whole;
    }

    QueueId queue() {
        return queue;
    }

    /** Where he stands in the order; null if no event has told it. */
    @Nullable
    Instant key() {
        return key;
    }

    private Instant knownKey() {
        return key == null ? Instant.MIN : key;
    }

    /** His open offers: one at most, if all is well. */
    Map<OfferId, FoldedOffer> offers() {
        return offers;
    }

    OfferCount count() {
        return count;
    }

    /** Who has accepted him and does not talk to him yet. */
    @Nullable
    AgentId accepted() {
        return accepted;
    }

    /** For whom he is being dialled. */
    @Nullable
    AgentId dialledFor() {
        return dialledFor;
    }

    /** To whom he talks. */
    @Nullable
    AgentId connectedTo() {
        return connectedTo;
    }

    /** The promise to call him; null if no event has told of one. */
    @Nullable
    FoldedCallback callback() {
        return callback;
    }

    CallerState state() {
        if (connectedTo != null) {
            return CallerState.CONNECTED;
        }
        if (dialledFor != null) {
            return CallerState.DIALING;
        }
        return offers.isEmpty() && accepted == null ? CallerState.WAITING : CallerState.OFFERED;
    }

    /** The agents of whose capacity he takes up a part. */
    Set<AgentId> agents() {
        Set<AgentId> agents = new LinkedHashSet<>();
        offers.values().forEach(offer -> agents.addAll(offer.ringing()));
        for (AgentId agent : new AgentId[] {accepted, agentLost ? null : dialledFor, connectedTo}) {
            if (agent != null) {
                agents.add(agent);
            }
        }
        return agents;
    }

    /** Whether he could be offered at {@code now}, as far as he alone decides; his key is known. */
    boolean isReadyAt(Instant now) {
        Instant notBefore = callback == null ? null : callback.notBefore();
        return isInLine() && (notBefore == null || !notBefore.isAfter(now));
    }

    /** Whether he waits, at a place that is known. */
    boolean isInLine() {
        return key != null && state() == CallerState.WAITING;
    }
}

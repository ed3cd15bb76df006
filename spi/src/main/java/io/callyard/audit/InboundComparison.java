package io.callyard.audit;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what is stored of inbound queues against what the events add up to. */
final class InboundComparison {
    private static final String UNTOLD = "no event tells of it";

    private InboundComparison() {}

    /** Returns in what the two differ; null if in nothing that the events tell. */
    static @Nullable String of(Caller stored, InboundFold fold) {
        FoldedCaller caller = fold.caller(stored.id());
        LeaveReason leaving = fold.leaving(stored.id());
        Differences differences = new Differences();
        if (leaving != null) {
            differences.same(
                    "leaving",
                    stored.leaving() == null ? null : stored.leaving().reason(),
                    leaving);
        } else if (caller == null) {
            boolean mayBeForgotten = fold.isForgetful() && (stored.state() == CallerState.ENDED || !fold.knowsAll());
            return mayBeForgotten ? null : UNTOLD;
        } else {
            compare(stored, caller, differences);
        }
        return differences.text();
    }

    private static void compare(Caller stored, FoldedCaller caller, Differences differences) {
        differences.same("queue", stored.queue(), caller.queue());
        if (caller.key() != null) {
            differences.sameInstant("key", stored.place().key(), caller.key());
        }
        // Of somebody from before the log's beginning only "not waiting" is sure.
        if (caller.isWhole() || caller.state() != CallerState.WAITING) {
            differences.same("state", stored.state(), caller.state());
        }
        FoldedCallback told = caller.callback();
        CallbackPromise callback = stored.callback();
        if (caller.isWhole()) {
            differences.same("callback", callback != null, told != null);
        }
        if (callback != null && told != null && told.tries() != FoldedCallback.UNKNOWN) {
            differences.same("tries", callback.tries(), told.tries());
            differences.same("call", callback.call(), told.call());
        }
    }

    /** Returns in what the two differ; null if in nothing that the events tell. */
    static @Nullable String of(Agent stored, InboundFold fold) {
        FoldedAgent agent = fold.agent(stored.id());
        if (agent == null) {
            return fold.knowsAll() ? UNTOLD : null;
        }
        Differences differences = new Differences();
        if (agent.profile() != null) {
            differences.same("profile", stored.profile(), agent.profile());
        }
        if (agent.presence() != null) {
            differences.same("presence", stored.presence(), agent.presence());
        }
        if (agent.state() != null) {
            differences.same("state", stored.stateAt(stored.updatedAt()), agent.state());
        }
        if (agent.isWhole()) {
            differences.same(
                    "engaged with",
                    stored.engagements().stream().map(Engagement::caller).collect(Collectors.toSet()),
                    agent.engaged());
        }
        return differences.text();
    }

    /** Returns in what the two differ; null if in nothing that the events tell. */
    static @Nullable String of(Offer stored, InboundFold fold) {
        FoldedOffer offer = fold.offer(stored.id());
        OfferState end = fold.end(stored.id());
        Differences differences = new Differences();
        if (end != null) {
            differences.same("state", stored.state(), end);
        } else if (offer == null) {
            boolean mayBeForgotten = fold.isForgetful() && (!stored.state().isOpen() || !fold.knowsAll());
            return mayBeForgotten ? null : UNTOLD;
        } else {
            Set<Object> ringing = new HashSet<>(stored.ringing());
            differences.same("caller", stored.caller(), offer.caller().id());
            differences.same("state", stored.state(), offer.winner() == null ? OfferState.OPEN : OfferState.ACCEPTED);
            differences.same("ringing", ringing, offer.ringing());
            if (offer.winner() == null) {
                differences.sameInstant("deadline", stored.deadline(), offer.deadline());
            }
        }
        return differences.text();
    }
}

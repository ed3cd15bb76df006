package io.callyard.machine.inbound;

import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.machine.Transition;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may happen to an offer; the diagram stands at {@link OfferState}. */
public final class OfferMachine {
    private OfferMachine() {}

    /** A caller is put to agents. */
    public static Transition<Offer> make(
            Caller caller, OfferId id, List<AgentId> agents, Decision decision, Instant now, Instant deadline) {
        int number = caller.search().offers() + 1;
        Offer offer = new Offer(
                caller.tenant(),
                id,
                caller.queue(),
                caller.id(),
                number,
                OfferState.OPEN,
                agents,
                now,
                deadline,
                decision,
                "",
                null);
        return Transition.to(offer, new OfferMade(id, caller.id(), caller.queue(), agents, number, deadline));
    }

    /**
     * An agent takes it: the first wins.
     *
     * @param connectBy by when they have to talk
     */
    public static Transition<Offer> accept(Offer offer, AgentId agent, Instant now, Instant connectBy) {
        // At the very deadline it is over, though nobody may have looked yet.
        if (offer.state() != OfferState.OPEN
                || !offer.ringing().contains(agent)
                || !offer.deadline().isAfter(now)) {
            return Transition.unchanged(offer);
        }
        return Transition.to(
                with(offer, OfferState.ACCEPTED, List.of(agent), connectBy, "", null),
                new OfferAccepted(offer.id(), offer.caller(), agent));
    }

    /** One of several agents does not take it. Who is the only one left is not meant: that ends it. */
    public static Transition<Offer> decline(Offer offer, AgentId agent, String why) {
        if (offer.state() != OfferState.OPEN
                || offer.ringing().size() < 2
                || !offer.ringing().contains(agent)) {
            return Transition.unchanged(offer);
        }
        List<AgentId> left = new ArrayList<>(offer.ringing());
        left.remove(agent);
        return Transition.to(
                with(offer, OfferState.OPEN, left, offer.deadline(), "", null),
                new OfferDeclined(offer.id(), offer.caller(), agent, why));
    }

    /** The connection takes longer, and somebody looks after it. */
    public static Transition<Offer> prolong(Offer offer, Instant until) {
        return offer.state() == OfferState.ACCEPTED
                ? new Transition<>(
                        with(offer, OfferState.ACCEPTED, offer.ringing(), until, offer.reason(), null), List.of())
                : Transition.unchanged(offer);
    }

    /** It is over. Only who has accepted can be connected. */
    public static Transition<Offer> end(Offer offer, OfferState how, String why, Instant now) {
        boolean unasked = how == OfferState.CONNECTED && offer.state() != OfferState.ACCEPTED;
        if (!offer.state().isOpen() || how.isOpen() || unasked) {
            return Transition.unchanged(offer);
        }
        Offer ended = with(offer, how, offer.ringing(), offer.deadline(), why, now);
        return Transition.to(ended, new OfferEnded(offer.id(), offer.caller(), offer.ringing(), how, ended.reason()));
    }

    private static Offer with(
            Offer offer,
            OfferState state,
            List<AgentId> ringing,
            Instant deadline,
            String reason,
            @Nullable Instant endedAt) {
        return new Offer(
                offer.tenant(),
                offer.id(),
                offer.queue(),
                offer.caller(),
                offer.number(),
                state,
                ringing,
                offer.madeAt(),
                deadline,
                offer.decision(),
                reason,
                endedAt);
    }
}

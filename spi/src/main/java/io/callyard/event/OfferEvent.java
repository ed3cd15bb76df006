package io.callyard.event;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueId;
import java.time.Instant;
import java.util.List;

/** Something that has happened to an offer. */
public sealed interface OfferEvent extends InboundEvent {

    /** Returns which offer. */
    OfferId offer();

    /** Returns who is offered. */
    CallerId caller();

    /**
     * A caller is put to agents.
     *
     * @param offer which offer
     * @param caller who is offered
     * @param queue in which queue
     * @param agents who is asked
     * @param number how many offers he has had in this queue
     * @param deadline until when
     */
    record OfferMade(OfferId offer, CallerId caller, QueueId queue, List<AgentId> agents, int number, Instant deadline)
            implements OfferEvent {}

    /**
     * One of several agents does not take it; the others are still asked.
     *
     * @param offer which offer
     * @param caller who is offered
     * @param agent who does not
     * @param why in words
     */
    record OfferDeclined(OfferId offer, CallerId caller, AgentId agent, String why) implements OfferEvent {}

    /**
     * An agent takes it and is being connected; the others are asked no more.
     *
     * @param offer which offer
     * @param caller who is offered
     * @param agent who takes it
     */
    record OfferAccepted(OfferId offer, CallerId caller, AgentId agent) implements OfferEvent {}

    /**
     * It is over.
     *
     * @param offer which offer
     * @param caller who was offered
     * @param agents who was asked until now
     * @param state how it ended
     * @param why in words
     */
    record OfferEnded(OfferId offer, CallerId caller, List<AgentId> agents, OfferState state, String why)
            implements OfferEvent {}
}

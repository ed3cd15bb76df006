package io.callyard.spi.store;

import io.callyard.event.InboundEvent;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.QueueBook;

/**
 * A tenant's floor, to be changed by one step.
 *
 * <p>What is saved takes the place of what had its id. Nothing is ever removed by a step: a store forgets those who
 * have gone, and offers that are over, when they are old enough.
 *
 * <p>Saving what belongs to another tenant, or under an id that another tenant has, throws an {@link
 * IllegalArgumentException}.
 */
public interface Floor extends FloorView {

    /** Keeps a queue. */
    void save(QueueBook queue);

    /** Keeps a caller. */
    void save(Caller caller);

    /** Keeps an agent. */
    void save(Agent agent);

    /** Keeps an offer. Looked after at its {@code deadline} while it is open. */
    void save(Offer offer);

    /** Adds an event to the tenant's log, behind those before it. */
    void append(InboundEvent event);
}

package io.callyard.spi.store;

import io.callyard.model.AgentId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What stands on a tenant's floor. Reads see what the step itself has saved before.
 *
 * <p><b>Threads.</b> Of use only inside the step or the reading it was given to, on its thread; afterwards every method
 * throws an {@link IllegalStateException}.
 */
public interface FloorView {

    /** Returns whose floor it is. */
    TenantId tenant();

    /** Returns the store's time, the same for all of the step. */
    Instant now();

    /** Returns the queues by their ids. */
    List<QueueBook> queues();

    /** Finds a queue. */
    Optional<QueueBook> queue(QueueId queue);

    /** Finds a caller, gone or not; who has gone long ago may be forgotten. */
    Optional<Caller> caller(CallerId caller);

    /** Finds the caller on a line who has not gone. */
    Optional<Caller> callerOn(CallerLine line);

    /**
     * Returns who {@linkplain io.callyard.model.inbound.CallerState#isInLine() stands in line} in a queue, in order.
     *
     * @param max how many at most
     */
    List<Caller> line(QueueId queue, int max);

    /** Returns how many stand in line in a queue. */
    int lineLength(QueueId queue);

    /** Returns how many stand in line before a caller, in the order of {@link Caller#compareTo}. */
    int ahead(Caller caller);

    /** Returns all callers who have a callback promised and are not gone, whose promise is to be kept the earliest first. */
    List<Caller> callbacks(int max);

    /**
     * Returns callers whose {@code attentionAt} is not after {@link #now()}, the longest overdue first.
     *
     * @param max how many at most
     */
    List<Caller> dueCallers(int max);

    /**
     * Returns who has left a queue at {@code since} or later, the newest first.
     *
     * @param max how many at most
     */
    List<Caller> left(QueueId queue, Instant since, int max);

    /** Returns who has left a queue last of those with a number, if that was at {@code since} or later. */
    Optional<Caller> lastLeft(QueueId queue, PhoneNumber number, Instant since);

    /** Returns all agents by their ids. */
    List<Agent> agents();

    /** Finds an agent. */
    Optional<Agent> agent(AgentId agent);

    /**
     * Returns the agents who may be {@linkplain Agent#isReadyAt ready now}: all of those, and possibly others.
     *
     * @param max how many at most, who has been idle the longest first
     */
    List<Agent> readyAgents(int max);

    /** Returns agents whose {@code attentionAt} is not after {@link #now()}. */
    List<Agent> dueAgents(int max);

    /** Finds an offer; one that is over may be forgotten. */
    Optional<Offer> offer(OfferId offer);

    /** Returns the offers that are not over, the oldest first. */
    List<Offer> openOffers();
}

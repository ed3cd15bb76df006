package io.callyard.inbound;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Callers who wait for an agent. A caller is offered to the best agent as soon as there is one; until then he keeps his
 * place, hears where he stands, and may have himself called back. Nobody is lost: every caller is connected, called
 * back, handed to the overflow action, or has hung up.
 *
 * <p>An answer of {@code false} means that nothing changed, because the caller is not there or not in a state for it.
 *
 * <p><b>Threads.</b> Safe for many threads.
 *
 * <p><b>Errors.</b> {@link UnknownQueueException} for a queue that nobody has defined; {@link
 * io.callyard.spi.store.StoreUnavailableException} if the store does not answer: the change may have been made then.
 */
public interface InboundQueue {

    /**
     * Makes a queue, or gives it other rules from now on.
     *
     * @throws IllegalArgumentException if the rules name a strategy that is not known
     */
    QueueBook define(TenantId tenant, QueueId queue, QueueSettings settings);

    /** Returns a tenant's queues by their ids. */
    List<QueueBook> queues(TenantId tenant);

    /**
     * Somebody calls. The same line twice is the same caller. Who was cut off and comes back soon gets his old place.
     *
     * @throws UnknownQueueException if there is no such queue
     */
    Admittance arrive(TenantId tenant, Arrival arrival);

    /** The person has hung up, or his line was lost. */
    boolean hungUp(TenantId tenant, CallerId caller);

    /**
     * The person pressed a key. {@code 1} asks for a callback where one was offered; other keys do nothing.
     *
     * @return whether something came of it
     */
    boolean pressed(TenantId tenant, CallerId caller, char digit);

    /**
     * Puts a caller who waits into another queue, where he stands as if he had been there from the beginning.
     *
     * @throws UnknownQueueException if there is no such queue
     */
    boolean transfer(TenantId tenant, CallerId caller, QueueId queue);

    /**
     * Gives a caller who waits another head start.
     *
     * @param headStart how much earlier than he came he is taken to have come; negative: later
     */
    boolean reprioritize(TenantId tenant, CallerId caller, Duration headStart);

    /** Finds a caller, gone or not. */
    Optional<Caller> find(TenantId tenant, CallerId caller);

    /** Returns where a caller stands and how long it will take; empty if he is not in line. */
    Optional<CallerPlace> place(TenantId tenant, CallerId caller);

    /**
     * Returns a queue at a glance.
     *
     * @throws UnknownQueueException if there is no such queue
     */
    InboundStatus status(TenantId tenant, QueueId queue);

    /**
     * Returns how a queue fares.
     *
     * @throws UnknownQueueException if there is no such queue
     */
    InboundFigures figures(TenantId tenant, QueueId queue);

    /** Says why a caller still waits, and of each agent why it is not he; empty if there is no such caller. */
    Optional<CallerExplanation> explain(TenantId tenant, CallerId caller);
}

package io.callyard;

import io.callyard.agent.AgentRegistry;
import io.callyard.broadcast.Broadcaster;
import io.callyard.callback.Callbacks;
import io.callyard.campaign.Campaigns;
import io.callyard.inbound.InboundQueue;
import io.callyard.lead.Leads;
import io.callyard.outbound.CallQueue;
import io.callyard.outbound.ConcurrencyManager;
import java.time.Duration;

/**
 * A running engine.
 *
 * <p>Nothing happens before {@link #start()}. Any number of engines, on any number of nodes, may
 * share one store.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public interface Callyard extends AutoCloseable {

    /** Begins an engine. */
    static CallyardBuilder builder() {
        return new CallyardBuilder();
    }

    /** Begins to work: takes over what the store holds and starts whatever may start. Once. */
    void start();

    /** Returns the queue of calls. */
    CallQueue calls();

    /** Returns the limits of live calls. */
    ConcurrencyManager concurrency();

    /** Returns the campaigns. */
    Campaigns campaigns();

    /** Returns the leads. */
    Leads leads();

    /** Returns the queue of those who call and wait for an agent. */
    InboundQueue inbound();

    /** Returns the agents. */
    AgentRegistry agents();

    /** Returns those who are to be called back. */
    Callbacks callbacks();

    /** Returns the stream of events. */
    Broadcaster broadcaster();

    /** Returns how the engine fares. */
    Health health();

    /**
     * Stops: no new call is started, placings under way get {@code grace} to be answered. What is
     * still open then is found by the next engine on the store. Does not close the store.
     */
    void stop(Duration grace);

    /** Stops with the grace that was configured; also closes what the builder itself made. */
    @Override
    void close();
}

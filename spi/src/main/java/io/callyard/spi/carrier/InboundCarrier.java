package io.callyard.spi.carrier;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Utterance;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Carrier} can do beside placing calls, if it can hold callers: an ability that a driver has or has not.
 *
 * <p>Nothing here decides anything. What the engine has decided is kept before a carrier is asked, so a request that is
 * lost, late or refused costs nobody his place: an offer that does not ring runs out, a connection that does not come
 * about ends the offer, and the next agent is asked.
 *
 * <p><b>Errors.</b> A stage that fails says that it did not work, in words without phone numbers. A driver that learns
 * so that a line is over reports it, too: an arrival may have been told after its end.
 *
 * <p><b>Threads.</b> Safe for many threads. Methods return at once.
 */
public interface InboundCarrier {
    /**
     * Begins to work. Called once, before anything else here.
     *
     * @param reports takes what happens on lines from now on
     */
    void startInbound(InboundReporter reports);

    /**
     * Answers a line if it is not answered, and plays music until something else is asked for.
     *
     * @param music an address; empty: the carrier's own
     */
    CompletionStage<Void> hold(CallerLine line, String music);

    /**
     * Says something on a line that is held.
     *
     * @param music what goes on afterwards, as in {@link #hold}: a driver keeps nothing about a line
     */
    CompletionStage<Void> say(CallerLine line, Utterance words, String music);

    /** Rings an agent. Whether he takes the offer is reported. */
    CompletionStage<Void> ring(RingOrder order);

    /**
     * Ends the ringing. One that is over already is a success.
     *
     * @param device where he was rung: the one who stops need not be the one who rang
     */
    CompletionStage<Void> stopRinging(OfferId offer, AgentId agent, String device);

    /**
     * Connects a person and an agent who has taken the offer. What is being said on the person's line is broken off.
     *
     * @return how far it has come
     */
    CompletionStage<BridgeAnswer> bridge(BridgeOrder order);

    /**
     * Lets go of a line. One that is gone already is a success.
     *
     * @param lastWords what is said before; absent: nothing
     */
    CompletionStage<Void> release(CallerLine line, @Nullable Utterance lastWords, LineEnd how);

    /**
     * Finds out whether a line is still open. It is asked now and then while a person talks, since the report of an end
     * may have been lost, and an agent with it.
     *
     * @return by default that nobody knows
     */
    default CompletionStage<LineState> state(CallerLine line) {
        return CompletableFuture.completedStage(LineState.UNKNOWN);
    }
}

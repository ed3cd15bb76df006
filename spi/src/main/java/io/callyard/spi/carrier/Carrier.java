package io.callyard.spi.carrier;

import io.callyard.model.CarrierCallId;
import java.util.concurrent.CompletionStage;

/**
 * Makes telephone calls on one account.
 *
 * <p>Placing is at most once: the engine never asks twice for one attempt, so a driver repeats a
 * request only where the carrier itself makes that safe.
 *
 * <p><b>Errors.</b> An answer is a value. A stage that fails, a method that throws, and an answer
 * that does not come in time all count as "nobody knows", except a {@link CarrierException} whose
 * outcome is known.
 *
 * <p><b>Threads.</b> Safe for many threads. Methods should return at once; one that blocks keeps a
 * worker of the engine's busy, nothing else.
 */
public interface Carrier {
    /**
     * Begins to work. Called once, before anything else.
     *
     * @param reports takes what the carrier says about calls from now on
     */
    void start(CarrierReporter reports);

    /** Asks for a call. */
    CompletionStage<PlaceAnswer> place(PlaceOrder order);

    /**
     * Ends a call, ringing or answered. A call that is over already is a success. That the call is
     * over is learnt from its report, not from this answer.
     */
    CompletionStage<Void> hangUp(CarrierCallId call);

    /** Finds out what has become of an attempt. */
    CompletionStage<LookUpAnswer> lookUp(LookUp question);
}

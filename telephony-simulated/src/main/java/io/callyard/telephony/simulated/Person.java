package io.callyard.telephony.simulated;

import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.LineEnd;

/**
 * Somebody on the far end of a caller's line. Told on threads of the scheduler's, with no lock held; does nothing
 * unless it is overridden.
 */
public interface Person {
    /** Somebody who waits and does nothing, for tests that do it themselves. */
    Person PASSIVE = new Person() {};

    /** He hears something. */
    default void hears(CallerLine line, Utterance words) {}

    /** He is connected with an agent. */
    default void connected(BridgeOrder order) {}

    /** His line was let go of. Not told if he hung up himself. */
    default void released(CallerLine line, LineEnd how) {}
}

package io.callyard.telephony.simulated;

import io.callyard.model.inbound.OfferId;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.RingOrder;

/** An agent's device. Told on threads of the scheduler's, with no lock held, except {@link #isReachable}. */
public interface Handset {
    /** Returns whether the network reaches it now. Quick, and without locks that are held while calling a carrier. */
    boolean isReachable();

    /** It rings. What the agent does goes to {@link SimulatedLines#accept} or {@link SimulatedLines#decline}. */
    void rings(RingOrder order);

    /** It rings no more: it has rung long enough, or somebody stopped it. */
    void stops(OfferId offer);

    /** The agent is connected. */
    void connected(BridgeOrder order);

    /** The talk is over, whoever ended it. */
    void over(OfferId offer);
}

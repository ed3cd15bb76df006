package io.callyard.spi.carrier;

import io.callyard.model.CallData;
import io.callyard.model.CallSubject;
import io.callyard.model.TenantId;
import java.time.Duration;

/**
 * A call to be made.
 *
 * @param tenant whose it is
 * @param subject whom it is for and about. Its id and {@code attempt} travel with the call and come
 *     back in every report
 * @param data what travels with it
 * @param attempt the fencing number: no pair of call id and attempt is ordered twice
 * @param ringing how long to let it ring
 * @param longestCall how long it may last
 * @param awaitsAgent whether an agent waits for the person, as for a callback: who answers is held until a {@link
 *     BridgeOrder} comes
 */
public record PlaceOrder(
        TenantId tenant,
        CallSubject subject,
        CallData data,
        int attempt,
        Duration ringing,
        Duration longestCall,
        boolean awaitsAgent) {

    /** A call for which no agent waits. */
    public PlaceOrder(
            TenantId tenant, CallSubject subject, CallData data, int attempt, Duration ringing, Duration longestCall) {
        this(tenant, subject, data, attempt, ringing, longestCall, false);
    }
}

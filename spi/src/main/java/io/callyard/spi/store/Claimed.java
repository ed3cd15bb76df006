package io.callyard.spi.store;

import io.callyard.model.Call;
import io.callyard.model.CallType;
import java.time.Duration;

/**
 * A call whose slot was just reserved.
 *
 * @param call the call, {@link io.callyard.model.CallState#RESERVED}
 * @param waited how long it stood in the queue since it was taken in
 * @param directCallsReady how many direct calls of the tenant could have gone instead, counted apart
 *     from the choice, in the same step. More than zero for a call of another type would be a
 *     violation of priority
 */
public record Claimed(Call call, Duration waited, int directCallsReady) {

    /** Returns whether a direct call was passed over. */
    public boolean violatesPriority() {
        return call.subject().type() != CallType.DIRECT && directCallsReady > 0;
    }
}

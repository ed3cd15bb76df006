package io.callyard.telephony.simulated;

import io.callyard.model.CallSubject;
import io.callyard.model.CarrierCallId;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to place a call, and what really became of it.
 *
 * @param tenant whose call it is
 * @param subject whom it is for and about
 * @param attempt the attempt
 * @param requestedAt when the carrier was asked
 * @param fault what went wrong with placing, if anything did
 * @param carrierCallId the call's id; absent if no call was made, or none yet
 * @param liveFrom when the call was made; absent together with {@code carrierCallId}
 * @param answeredAt when somebody or something answered, if so
 * @param liveTo when the call ended; absent if it has not, or was not made
 * @param outcome how it ended; absent together with {@code liveTo}
 */
public record CarrierCallRecord(
        TenantId tenant,
        CallSubject subject,
        int attempt,
        Instant requestedAt,
        @Nullable FaultKind fault,
        @Nullable CarrierCallId carrierCallId,
        @Nullable Instant liveFrom,
        @Nullable Instant answeredAt,
        @Nullable Instant liveTo,
        @Nullable Outcome outcome) {

    /** Returns whether a call was made: whether somebody's telephone was dialled. */
    public boolean isMade() {
        return liveFrom != null;
    }

    /** Returns whether the call was made and is not over. */
    public boolean isLive() {
        return liveFrom != null && liveTo == null;
    }
}

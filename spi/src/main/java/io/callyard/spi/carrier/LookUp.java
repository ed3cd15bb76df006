package io.callyard.spi.carrier;

import io.callyard.model.CallSubject;
import io.callyard.model.CarrierCallId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question about an attempt.
 *
 * @param subject the call
 * @param attempt the attempt
 * @param carrierCallId its id at the carrier, if it is known
 * @param orderedAt when the carrier was asked, at the earliest
 */
public record LookUp(
        CallSubject subject, int attempt, @Nullable CarrierCallId carrierCallId, Instant orderedAt) {}

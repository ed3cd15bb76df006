package io.callyard.spi.carrier;

import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier says about a call.
 *
 * @param account on which account
 * @param call the engine's id, as it was given with the {@link PlaceOrder}; absent if the report
 *     does not carry it
 * @param attempt the attempt, as it was given; meaningless if {@code call} is absent
 * @param carrierCallId the carrier's id; absent if the report does not carry it. One of the two ids
 *     is there
 * @param fact what it says
 * @param deduplicationKey the same on every delivery of the same report, unique for the call;
 *     needed for turns, since everything else is idempotent by itself
 */
public record CarrierReport(
        CarrierAccountId account,
        @Nullable CallId call,
        int attempt,
        @Nullable CarrierCallId carrierCallId,
        Fact fact,
        @Nullable String deduplicationKey) {

    public CarrierReport {
        if (call == null && carrierCallId == null) {
            throw new IllegalArgumentException("a report names a call, by the engine's id or the carrier's");
        }
        if (fact instanceof Fact.Turn && deduplicationKey == null) {
            throw new IllegalArgumentException("a turn needs a deduplication key");
        }
    }

    /** What a carrier can say. */
    public sealed interface Fact {
        /** It has begun to call. */
        record Started() implements Fact {}

        /** The far end rings. */
        record Ringing() implements Fact {}

        /** Somebody or something has answered. */
        record Answered() implements Fact {}

        /**
         * Something was said.
         *
         * @param turn what, and by whom
         */
        record Turn(ConversationTurn turn) implements Fact {}

        /**
         * The call is over.
         *
         * @param outcome the neutral word
         * @param cause the carrier's own
         */
        record Ended(Outcome outcome, CarrierCause cause) implements Fact {}
    }
}

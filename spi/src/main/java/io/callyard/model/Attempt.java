package io.callyard.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at placing a call, from the reservation of its slot on.
 *
 * @param number 1 for a call's first; the fencing number that the carrier carries in every report
 * @param node the engine that reserved the slot
 * @param account the carrier account that is asked
 * @param reservedAt when the slot was reserved
 * @param carrierCallId the call's id at the carrier, once known
 * @param answeredAt when it was answered, if it was
 * @param unknownSince since when nobody knows whether the carrier made it; absent if that is known
 * @param hangUpRequested whether somebody asked to end it
 */
public record Attempt(
        int number,
        NodeId node,
        CarrierAccountId account,
        Instant reservedAt,
        @Nullable CarrierCallId carrierCallId,
        @Nullable Instant answeredAt,
        @Nullable Instant unknownSince,
        boolean hangUpRequested) {

    /** A fresh attempt, about which the carrier has not been asked. */
    public static Attempt reserved(int number, NodeId node, CarrierAccountId account, Instant now) {
        return new Attempt(number, node, account, now, null, null, null, false);
    }

    /** This attempt, known at the carrier under {@code id}; an id once known stays. */
    public Attempt atCarrier(@Nullable CarrierCallId id) {
        return new Attempt(
                number,
                node,
                account,
                reservedAt,
                carrierCallId == null ? id : carrierCallId,
                answeredAt,
                null,
                hangUpRequested);
    }

    /** This attempt, answered at {@code at} unless it was answered before. */
    public Attempt answered(Instant at) {
        return new Attempt(
                number,
                node,
                account,
                reservedAt,
                carrierCallId,
                answeredAt == null ? at : answeredAt,
                null,
                hangUpRequested);
    }

    /** This attempt, in doubt since {@code since}. */
    public Attempt inDoubt(Instant since) {
        return new Attempt(number, node, account, reservedAt, carrierCallId, answeredAt, since, hangUpRequested);
    }

    /** This attempt, which somebody asked to end. */
    public Attempt withHangUpRequested() {
        return new Attempt(number, node, account, reservedAt, carrierCallId, answeredAt, unknownSince, true);
    }
}

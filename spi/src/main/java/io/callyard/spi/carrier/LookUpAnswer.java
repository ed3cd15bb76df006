package io.callyard.spi.carrier;

import io.callyard.model.CarrierCallId;

/** What a carrier answers to a {@link LookUp}. */
public sealed interface LookUpAnswer {

    /**
     * The call exists or existed.
     *
     * @param carrierCallId its id
     * @param fact where it stands: any fact but a turn
     */
    record Found(CarrierCallId carrierCallId, CarrierReport.Fact fact) implements LookUpAnswer {
        public Found {
            if (fact instanceof CarrierReport.Fact.Turn) {
                throw new IllegalArgumentException("a turn does not say where a call stands");
            }
        }
    }

    /**
     * The carrier does not know the call.
     *
     * @param proof how much that says
     */
    record Absent(Proof proof) implements LookUpAnswer {}

    /**
     * The question could not be asked or was not answered. Says nothing about the call.
     *
     * @param reason what happened
     */
    record Unavailable(String reason) implements LookUpAnswer {}

    /** How much a carrier's "not known" says. */
    enum Proof {
        /** Settled: by the carrier's own idempotency, the call was not made and cannot come. */
        STRONG,
        /** Merely not listed: lists lag, and a request may still be on its way. */
        WEAK
    }
}

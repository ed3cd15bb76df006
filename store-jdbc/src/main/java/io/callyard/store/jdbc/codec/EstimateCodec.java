package io.callyard.store.jdbc.codec;

import io.callyard.model.WaitEstimate;
import java.io.IOException;

/** How long somebody will probably wait, as an object. */
final class EstimateCodec {
    private EstimateCodec() {}

    static void write(JsonWriter json, WaitEstimate estimate) throws IOException {
        json.nanos("low_ns", estimate.low())
                .nanos("likely_ns", estimate.likely())
                .nanos("high_ns", estimate.high());
    }

    static WaitEstimate read(JsonFields json) {
        return new WaitEstimate(json.nanos("low_ns"), json.nanos("likely_ns"), json.nanos("high_ns"));
    }
}

package io.callyard.store.jdbc.codec;

import io.callyard.model.CarrierCause;
import java.io.IOException;

/** Why something ended, as two fields of what ended. */
final class CauseCodec {
    private CauseCodec() {}

    static void write(JsonWriter json, CarrierCause cause) throws IOException {
        json.text("cause", cause.text()).text("code", cause.code());
    }

    static CarrierCause read(JsonFields json) {
        return new CarrierCause(json.text("cause"), json.textOrNull("code"));
    }
}

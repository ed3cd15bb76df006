package io.callyard.wire;

import io.callyard.model.WaitEstimate;
import java.time.Duration;

/** How an estimated wait looks from outside: whole seconds. */
public final class EstimateJson {
    private EstimateJson() {}

    /** Writes how long somebody will probably wait. */
    public static void wait(JsonWriter json, WaitEstimate wait) {
        json.field("estimated_wait_seconds", wholeSeconds(wait.likely()))
                .field("estimated_wait_low_seconds", wholeSeconds(wait.low()))
                .field("estimated_wait_high_seconds", wholeSeconds(wait.high()));
    }

    private static long wholeSeconds(Duration wait) {
        return Math.round(wait.toMillis() / 1000.0);
    }
}

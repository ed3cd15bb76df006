package io.callyard.fake.twilio;

import java.time.Duration;

/**
 * How a {@code Dial} has ended.
 *
 * @param status {@code completed}, {@code busy}, {@code no-answer}, {@code failed} or {@code canceled}
 * @param sid the call on the other side; empty: there was none
 * @param joined whether the two could hear each other
 * @param talked for how long
 */
record DialResult(String status, String sid, boolean joined, Duration talked) {
    static DialResult nobody(String status) {
        return new DialResult(status, "", false, Duration.ZERO);
    }

    Params params() {
        Params params = Params.NONE.with("DialCallStatus", status).with("DialBridged", Boolean.toString(joined));
        if (!sid.isEmpty()) {
            params = params.with("DialCallSid", sid);
        }
        return joined ? params.with("DialCallDuration", Long.toString(talked.toSeconds())) : params;
    }
}

package io.callyard.telephony.http;

import java.net.http.HttpHeaders;
import java.util.Optional;

/** How a request ended, as far as the one who sent it can know. */
public sealed interface HttpOutcome {

    /**
     * There is an answer.
     *
     * @param status the HTTP status
     * @param headers its headers
     * @param body all of it
     */
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out; nobody compares them
    record Answered(int status, HttpHeaders headers, byte[] body) implements HttpOutcome {
        public Answered {
            body = body.clone();
        }

        /** Returns the body. */
        @Override
        public byte[] body() {
            return body.clone();
        }

        /** Returns the body as JSON; empty if it is none. */
        public Optional<JsonValue> json() {
            return JsonValue.parse(body);
        }

        /** Returns whether the status says success. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** Says how much there is, not what: answers carry phone numbers. */
        @Override
        public String toString() {
            return "Answered[" + status + ", " + body.length + " bytes]";
        }
    }

    /**
     * Not a byte of it was sent: it provably had no effect.
     *
     * @param why in words without addresses
     */
    record NotSent(String why) implements HttpOutcome {}

    /**
     * It may or may not have had its effect: the time ran out, the connection broke, or the answer was too large.
     *
     * @param why in words without addresses
     */
    record Unclear(String why) implements HttpOutcome {}
}

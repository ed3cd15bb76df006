package io.callyard.fake.twilio;

import java.io.Serial;

/** A document is wrong. */
final class TwimlException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    final int code;

    TwimlException(int code, String message) {
        super(message);
        this.code = code;
    }
}

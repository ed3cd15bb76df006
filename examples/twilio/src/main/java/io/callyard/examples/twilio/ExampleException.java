package io.callyard.examples.twilio;

/** The example cannot start; the message says what to do about it. */
final class ExampleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExampleException(String message) {
        super(message);
    }

    ExampleException(String message, Throwable cause) {
        super(message, cause);
    }
}

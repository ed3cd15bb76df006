package io.callyard.fake.twilio;

import java.util.Arrays;
import java.util.Optional;

/** The status of a call, as the API knows it. */
enum CallStatus {
    QUEUED("queued"),
    RINGING("ringing"),
    IN_PROGRESS("in-progress"),
    COMPLETED("completed"),
    BUSY("busy"),
    NO_ANSWER("no-answer"),
    FAILED("failed"),
    CANCELED("canceled");

    private final String word;

    CallStatus(String word) {
        this.word = word;
    }

    static Optional<CallStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word.equals(word))
                .findFirst();
    }

    String word() {
        return word;
    }

    boolean isOver() {
        return compareTo(COMPLETED) >= 0;
    }
}

package io.callyard.fake.twilio;

import java.util.Set;

/** What a document is for, and so which verbs it may have. */
enum Mode {
    /** Runs a call. */
    CALL,
    /** Passes the time of somebody in a queue. */
    WAIT,
    /** Speaks to somebody from a queue just before he is joined. */
    JOIN,
    /** Speaks to somebody who was dialled just before he is joined. */
    SCREEN;

    private static final Set<String> SOUNDS = Set.of("Say", "Play", "Pause", "Redirect");
    private static final Set<String> TALKS = Set.of("Gather", "Hangup");
    private static final Set<String> PLACES = Set.of("Enqueue", "Dial", "Record", "Reject");

    boolean allows(String verb) {
        return switch (this) {
            case CALL -> SOUNDS.contains(verb) || TALKS.contains(verb) || PLACES.contains(verb);
            case WAIT -> SOUNDS.contains(verb) || TALKS.contains(verb) || verb.equals("Leave");
            case JOIN -> SOUNDS.contains(verb);
            case SCREEN -> SOUNDS.contains(verb) || TALKS.contains(verb);
        };
    }
}

package io.callyard.fake.twilio;

import java.util.Set;

/**
 * Who is told how a call gets on.
 *
 * @param url where
 * @param method how
 * @param events which events, by their names
 */
record Reporting(String url, String method, Set<String> events) {
    static final Set<String> ALL = Set.of("initiated", "ringing", "answered", "completed");
    static final Set<String> ONLY_COMPLETED = Set.of("completed");

    Reporting {
        events = Set.copyOf(events);
    }
}

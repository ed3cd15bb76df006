package io.callyard.examples.twilio;

import java.util.List;

/**
 * One step on the way to the first call.
 *
 * @param title what is done
 * @param text how, a paragraph each
 * @param rows what has to be set
 */
record Step(String title, List<String> text, List<Row> rows) {

    /**
     * One thing that has to be set.
     *
     * @param name its name: of an environment variable, or in Twilio's console
     * @param value what it has to be
     * @param variable the environment variable behind it; empty: there is none
     * @param subject what the check calls it; empty: the check does not look at it
     */
    record Row(String name, String value, String variable, String subject) {}
}

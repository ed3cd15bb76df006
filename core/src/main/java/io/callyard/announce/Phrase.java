package io.callyard.announce;

import java.util.Set;

/** All that is ever said. Each has a text in every language, under its key. */
enum Phrase {
    WELCOME("welcome"),
    NEXT("standing.next"),
    POSITION("standing.position", "position"),
    ROSE("standing.rose"),
    LESS_MINUTES("wait.less.minutes", 1),
    LESS_HOURS("wait.less.hours", 2),
    ABOUT_MINUTES("wait.about.minutes", 1),
    ABOUT_HOURS("wait.about.hours", 2),
    BETWEEN_MINUTES("wait.between.minutes", 2, "low"),
    BETWEEN_HOURS("wait.between.hours", 2, "low"),
    UNKNOWN("wait.unknown"),
    CALLBACK_OFFER("callback.offer", "digit"),
    CALLBACK_MINUTES("callback.confirmed.minutes", 1),
    CALLBACK_HOURS("callback.confirmed.hours", 2),
    OVERFLOW_CALLBACK("overflow.callback"),
    OVERFLOW_VOICEMAIL("overflow.voicemail"),
    OVERFLOW_OTHER_QUEUE("overflow.other_queue"),
    OVERFLOW_HANG_UP("overflow.hang_up"),
    CLOSED("closed");

    /** The placeholder of the number that decides the plural form. */
    static final String COUNT = "n";

    private static final int NO_NUMBER = -1;

    private final String key;
    private final int least;
    private final String value;

    Phrase(String key) {
        this(key, NO_NUMBER, "");
    }

    Phrase(String key, String value) {
        this(key, NO_NUMBER, value);
    }

    Phrase(String key, int least) {
        this(key, least, "");
    }

    /** One with a text for each plural form, {@code wait.about.minutes.few}, of numbers from {@code least} on. */
    Phrase(String key, int least, String value) {
        this.key = key;
        this.least = least;
        this.value = value;
    }

    String key() {
        return key;
    }

    /** Returns the key of one of its forms. */
    String key(PluralCategory category) {
        return key + "." + category.key();
    }

    /** Returns whether there is a text for each plural form. */
    boolean counts() {
        return least != NO_NUMBER;
    }

    /** Returns the smallest number that is ever said in it. */
    int least() {
        return least;
    }

    /** Returns what a text has to mention beside the {@link #COUNT}. */
    Set<String> placeholders() {
        return value.isEmpty() ? Set.of() : Set.of(value);
    }
}

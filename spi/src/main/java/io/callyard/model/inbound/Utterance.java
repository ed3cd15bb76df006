package io.callyard.model.inbound;

import io.callyard.internal.Checks;

/** Something to be heard on a line. */
public sealed interface Utterance {
    /** The longest text: what one request to any of the carriers may hold. */
    int MAX_TEXT = 3_000;

    /**
     * Text, read out by the carrier's voice.
     *
     * @param text plain text without markup, 1 to {@value #MAX_TEXT} characters, on one line
     * @param language an IETF language tag (BCP 47) such as {@code es-MX}: which voice is to read it
     */
    record Spoken(String text, String language) implements Utterance {
        public Spoken {
            Checks.id(text, "spoken text", MAX_TEXT);
            Checks.id(language, "language", 35);
        }

        /** Says how much there is, not what: a greeting may be personal. */
        @Override
        public String toString() {
            return "Spoken[" + text.length() + " characters, " + language + "]";
        }
    }

    /**
     * A recording.
     *
     * @param audio an address that the carrier driver understands, such as the URL of a sound file
     */
    record Played(String audio) implements Utterance {
        public Played {
            Checks.id(audio, "audio", 500);
        }
    }
}

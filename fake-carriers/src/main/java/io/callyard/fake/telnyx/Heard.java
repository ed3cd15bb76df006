package io.callyard.fake.telnyx;

import java.time.Instant;

/**
 * Something that was played to the person on a line. Noted when it begins, once however often it is repeated.
 *
 * @param at when it began
 * @param kind what it was
 * @param what the text that was spoken, the address or name of the sound, or the tones
 */
public record Heard(Instant at, Kind kind, String what) {
    /** What can be heard. */
    public enum Kind {
        /** Text, spoken by the carrier's voice or by an assistant. */
        SPEECH,
        /** A sound file. */
        SOUND,
        /** Tones that the application had sent. */
        TONES
    }
}

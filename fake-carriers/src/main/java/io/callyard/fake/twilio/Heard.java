package io.callyard.fake.twilio;

import java.time.Instant;

/**
 * What somebody on the line began to hear.
 *
 * @param at when it began
 * @param what the words that were said, or the address of the audio
 */
public record Heard(Instant at, String what) {}

package io.callyard.fake.twilio;

/** Whom a {@code Dial} wants. */
interface DialTarget {
    void begin();

    /** The dialling call is over or elsewhere. */
    void cut();
}

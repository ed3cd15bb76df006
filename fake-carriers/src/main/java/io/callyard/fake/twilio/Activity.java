package io.callyard.fake.twilio;

/** What the carrier does with a call that was answered. */
interface Activity {
    /** Somebody has pressed a key. */
    void key(char digit);

    /** The call is over. */
    void over();
}

package io.callyard.fake.twilio;

/** The request that tells that a verb was cut short. Its answer is not run. */
@FunctionalInterface
interface Farewell {
    void send();
}

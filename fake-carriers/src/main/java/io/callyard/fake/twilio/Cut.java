package io.callyard.fake.twilio;

/** Why a document is cut short from outside. */
enum Cut {
    /** The call is over. */
    OVER,
    /** The call is taken to another document. */
    ELSEWHERE
}

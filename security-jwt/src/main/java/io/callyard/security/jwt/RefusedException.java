package io.callyard.security.jwt;

/** A token is not taken. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /** Refused for a reason that says nothing of the token's text. */
    RefusedException(String reason) {
        super(reason);
    }
}

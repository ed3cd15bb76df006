package io.callyard.security.jwt;

/**
 * Which tokens were taken back before they expire. They are known by issuer and id, never by their
 * text: one token can be written in several ways.
 *
 * <p><b>Threads.</b> Safe for many threads. It may block; a request waits for it.
 */
@FunctionalInterface
public interface Revocations {
    /**
     * Returns whether a token was taken back.
     *
     * @param issuer its {@code iss}
     * @param id its {@code jti}
     */
    boolean isRevoked(String issuer, String id);
}

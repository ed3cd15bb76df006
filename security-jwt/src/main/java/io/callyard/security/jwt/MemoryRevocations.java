package io.callyard.security.jwt;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Revocations that are known on this node only, until the tokens have expired anyway.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class MemoryRevocations implements Revocations {
    private record Token(String issuer, String id) {}

    private final InstantSource clock;
    private final Map<Token, Instant> revoked = new HashMap<>();
    private int sweepAt = 1_024;

    /** Nothing is revoked yet. */
    public MemoryRevocations(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Takes a token back.
     *
     * @param expiresAt its {@code exp}; it is remembered until then
     */
    public synchronized void revoke(String issuer, String id, Instant expiresAt) {
        revoked.put(new Token(issuer, id), expiresAt);
        if (revoked.size() >= sweepAt) {
            Instant now = clock.instant();
            revoked.values().removeIf(expired -> !now.isBefore(expired));
            sweepAt = Math.max(1_024, 2 * revoked.size());
        }
    }

    @Override
    public synchronized boolean isRevoked(String issuer, String id) {
        return revoked.containsKey(new Token(issuer, id));
    }
}

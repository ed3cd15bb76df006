package io.callyard.spi.security;

import java.util.Optional;

/**
 * Says who stands behind a token.
 *
 * <p><b>Threads.</b> Safe for many threads. It may block; a request waits for it.
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * Checks a token.
     *
     * @param token as the client sent it, without a scheme; may be hostile text of any kind
     * @return who it stands for; empty if it is not valid, for whatever reason. An exception counts
     *     as empty and is logged
     */
    Optional<Principal> authenticate(String token);
}

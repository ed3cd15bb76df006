package io.callyard.web;

import io.callyard.spi.security.Authenticator;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets those in who show a valid token.
 *
 * @param authenticator says who stands behind a token
 */
record Door(Authenticator authenticator) {
    private static final Logger log = LoggerFactory.getLogger(Door.class);

    /**
     * Returns who asks.
     *
     * @throws Problem if nobody can tell, or whoever it is lacks {@code role}
     */
    Principal admit(HttpServletRequest request, Role role) {
        String token = token(request);
        if (token == null) {
            throw Problem.unauthenticated(false);
        }
        Principal who = identify(token);
        if (who == null) {
            throw Problem.unauthenticated(true);
        }
        if (!who.has(role)) {
            throw Problem.forbidden(role.name());
        }
        return who;
    }

    /** Returns who stands behind a token; {@code null} if nobody does or nobody can tell. */
    @Nullable
    Principal identify(String token) {
        try {
            return authenticator.authenticate(token).orElse(null);
        } catch (RuntimeException e) {
            log.warn("the authenticator failed; the request counts as not authenticated", e);
            return null;
        }
    }

    /** Returns the token of an {@code Authorization: Bearer} header (RFC 6750, section 2.1). */
    static @Nullable String token(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return null;
        }
        String token = header.substring(7).strip();
        return token.isEmpty() ? null : token;
    }
}

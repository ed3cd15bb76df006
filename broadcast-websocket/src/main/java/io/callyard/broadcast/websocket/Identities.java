package io.callyard.broadcast.websocket;

import io.callyard.broadcast.websocket.Knock.Credential;
import io.callyard.spi.security.Authenticator;
import io.callyard.spi.security.Principal;
import io.callyard.ticket.Tickets;
import io.callyard.ticket.Tickets.Redeemed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who stands behind what a client shows.
 *
 * @param authenticator checks tokens
 * @param tickets takes tickets; absent: there are none
 */
record Identities(Authenticator authenticator, @Nullable Tickets tickets) {
    private static final Logger log = LoggerFactory.getLogger(Identities.class);

    /** Longer than any token that fits into the headers that containers take. */
    private static final int MAX_TOKEN = 16 * 1024;

    /**
     * Somebody, and how he can be asked for again.
     *
     * @param who who it is
     * @param token the token that says so
     */
    record Identity(Principal who, String token) {
        /** Without the token, which belongs into no log. */
        @Override
        public String toString() {
            return who.toString();
        }
    }

    /** Returns who knocks; {@code null} if that is nobody, or cannot be told. */
    @Nullable
    Identity identify(Knock knock) {
        if (knock.credentials().size() != 1) {
            return null;
        }
        Credential credential = knock.credentials().get(0);
        if (!credential.ticket()) {
            return identified(credential.text(), null);
        }
        Redeemed redeemed =
                tickets == null ? null : tickets.redeem(credential.text()).orElse(null);
        return redeemed == null ? null : identified(redeemed.token(), redeemed.who());
    }

    private @Nullable Identity identified(String token, @Nullable Principal expected) {
        Principal who = identify(token);
        return who == null || (expected != null && !expected.equals(who)) ? null : new Identity(who, token);
    }

    /** Returns who stands behind a token; {@code null} if nobody does or nobody can tell. */
    @Nullable
    Principal identify(String token) {
        if (token.isEmpty() || token.length() > MAX_TOKEN) {
            return null;
        }
        try {
            return authenticator.authenticate(token).orElse(null);
        } catch (RuntimeException e) {
            log.warn("the authenticator failed; the socket counts as not authenticated", e);
            return null;
        }
    }
}

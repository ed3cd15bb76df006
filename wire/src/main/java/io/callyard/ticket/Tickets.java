package io.callyard.ticket;

import io.callyard.spi.security.Principal;
import java.util.Optional;

/**
 * Tickets for those who can put nothing into a handshake but its address. A token never belongs into
 * an address, since addresses end up in logs; a ticket is worthless there, for it is good once and for
 * a short while.
 *
 * <p>Where several nodes serve the same clients, a ticket must be known on all of them, or its bearer
 * must come back to the node that issued it.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public interface Tickets {
    /**
     * Issues a ticket.
     *
     * @param who whom it stands for: this user of this tenant, with these roles, and nobody else
     * @param token the token that {@code who} showed; it is checked again as long as the ticket's bearer
     *     is connected
     */
    Ticket issue(Principal who, String token);

    /**
     * Takes a ticket. The same ticket is never taken twice.
     *
     * @param secret what the bearer shows; may be hostile text of any kind
     * @return what was known when it was issued; empty if there is no such ticket, if it was taken before
     *     or if it came too late
     */
    Optional<Redeemed> redeem(String secret);

    /**
     * A ticket was taken.
     *
     * @param who whom it was issued to
     * @param token the token that was shown for it
     */
    record Redeemed(Principal who, String token) {
        /** Without the token, which belongs into no log. */
        @Override
        public String toString() {
            return "Redeemed[" + who + "]";
        }
    }
}

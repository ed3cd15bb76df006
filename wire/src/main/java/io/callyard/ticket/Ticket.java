package io.callyard.ticket;

import java.time.Instant;

/**
 * A ticket.
 *
 * @param secret what its bearer shows: letters, digits, {@code -} and {@code _}
 * @param expiresAt when it ceases to be good, if it was not taken before
 */
public record Ticket(String secret, Instant expiresAt) {
    /** Without the secret, which belongs into no log. */
    @Override
    public String toString() {
        return "Ticket[expiresAt=" + expiresAt + "]";
    }
}

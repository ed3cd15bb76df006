package io.callyard.web;

import io.callyard.spi.security.Principal;
import io.callyard.ticket.Ticket;
import io.callyard.ticket.Tickets;
import java.util.List;

/**
 * {@code /api/tickets}: a ticket by which whoever asks can open one socket within seconds, where the
 * token itself cannot be shown. Anybody with a valid token gets one, whatever the roles.
 */
final class TicketsResource {
    private final Tickets tickets;
    private final Door door;

    TicketsResource(Tickets tickets, Door door) {
        this.tickets = tickets;
        this.door = door;
    }

    List<Route> routes() {
        return List.of(Route.open("POST", "/api/tickets", this::issue));
    }

    private void issue(Exchange exchange) {
        String token = Door.token(exchange.request());
        if (token == null) {
            throw Problem.unauthenticated(false);
        }
        Principal who = door.identify(token);
        if (who == null) {
            throw Problem.unauthenticated(true);
        }
        Ticket ticket = tickets.issue(who, token);
        exchange.json(201, json -> json.field("ticket", ticket.secret()).field("expires_at", ticket.expiresAt()));
    }
}

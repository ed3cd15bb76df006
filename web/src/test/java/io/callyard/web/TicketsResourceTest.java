package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import io.callyard.ticket.MemoryTickets;
import io.callyard.ticket.Tickets.Redeemed;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets by which a browser opens a socket. */
@Timeout(60)
@Tag("R3.1")
class TicketsResourceTest {
    private static final String TICKETS = "/api/tickets";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aTicketStandsForWhoeverAskedOnceAndForHalfAMinute() {
        Instant before = server.scheduler.instant();

        Answer answer = post("acme-viewer").expect(201);

        assertThat(Instant.parse(answer.text("expires_at")))
                .isBetween(
                        before.plus(MemoryTickets.GOOD_FOR),
                        server.scheduler.instant().plus(MemoryTickets.GOOD_FOR));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        String secret = answer.text("ticket");
        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(server.tickets.redeem(secret))
                .contains(new Redeemed(
                        new Principal(new TenantId("acme"), new UserId("user-viewer"), Set.of(Role.VIEWER)),
                        "acme-viewer"));
        assertThat(server.tickets.redeem(secret)).isEmpty();
    }

    @Test
    void eachIsAnother() {
        assertThat(post("acme-viewer").text("ticket"))
                .isNotEqualTo(post("acme-viewer").text("ticket"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "broken", "acme-guest"})
    void whoeverShowsNoValidTokenGetsNone(String token) {
        post(token).expectProblem(401, "unauthenticated");
    }

    @Test
    void whoeverShowsNoTokenAtAllGetsNone() {
        server.send(server.request(TICKETS).POST(BodyPublishers.noBody())).expectProblem(401, "unauthenticated");
        server.send(server.request(TICKETS + "?token=acme-viewer").POST(BodyPublishers.noBody()))
                .expectProblem(401, "unauthenticated");
    }

    @Test
    void noneIsGivenToWhoeverOnlyReads() {
        server.get("acme-viewer", TICKETS).expectProblem(405, "method-not-allowed");
    }

    @Test
    void aServletWithoutTicketsHasNothingThere() {
        server.send(server.request("acme-viewer", TestServer.PLAIN + TICKETS).POST(BodyPublishers.noBody()))
                .expectProblem(404, "not-found");
    }

    private static Answer post(String token) {
        return server.send(server.request(token, TICKETS).POST(BodyPublishers.noBody()));
    }
}

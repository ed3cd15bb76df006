package io.callyard.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import io.callyard.ticket.Tickets.Redeemed;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A ticket is good once, for half a minute, for whom it was issued to. */
@Tag("R3.1")
class MemoryTicketsTest {
    private static final Principal ADA = new Principal(new TenantId("acme"), new UserId("ada"), Set.of(Role.VIEWER));
    private static final Principal BOB = new Principal(new TenantId("globex"), new UserId("bob"), Set.of(Role.ADMIN));

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final MemoryTickets tickets = new MemoryTickets(() -> now, new SecureRandom());

    @Test
    void aTicketStandsForWhomItWasIssuedToAndForNobodyElse() {
        Ticket ada = tickets.issue(ADA, "token-a");
        Ticket bob = tickets.issue(BOB, "token-b");

        assertThat(tickets.redeem(bob.secret())).contains(new Redeemed(BOB, "token-b"));
        assertThat(tickets.redeem(ada.secret())).contains(new Redeemed(ADA, "token-a"));
    }

    @Test
    void aTicketIsTakenOnceAlsoByManyAtOnce() throws InterruptedException {
        Ticket ticket = tickets.issue(ADA, "token");
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(1);
        ExecutorService crowd = Executors.newFixedThreadPool(16);
        for (int i = 0; i < 16; i++) {
            crowd.execute(() -> {
                try {
                    together.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                tickets.redeem(ticket.secret()).ifPresent(any -> taken.incrementAndGet());
            });
        }
        together.countDown();
        crowd.shutdown();
        assertThat(crowd.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        assertThat(taken).hasValue(1);
    }

    @Test
    void aTicketIsGoodUntilTheInstantItExpires() {
        Ticket last = tickets.issue(ADA, "token");
        Ticket late = tickets.issue(ADA, "token");
        assertThat(last.expiresAt()).isEqualTo(now.plusSeconds(30));
        now = now.plusMillis(29_999);
        assertThat(tickets.redeem(last.secret())).isPresent();
        now = now.plusMillis(1);
        assertThat(tickets.redeem(late.secret())).isEmpty();
        now = now.minusMillis(1);
        assertThat(tickets.redeem(late.secret())).as("it was shown before").isEmpty();
    }

    @Test
    void whatIsNoTicketOpensNothing() {
        Ticket ticket = tickets.issue(ADA, "token");
        for (String text :
                List.of("", " ", "token", ticket.secret() + "=", ticket.secret().substring(1), "\u0000")) {
            assertThat(tickets.redeem(text)).isEmpty();
        }
        assertThat(tickets.redeem(ticket.secret())).isPresent();
    }

    @Test
    void secretsAreLongAndNeverTheSame() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            secrets.add(tickets.issue(ADA, "token").secret());
        }
        assertThat(secrets).hasSize(1_000).allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void onlySoManyAreOutAndTheOldestAreLost() {
        Ticket oldest = tickets.issue(ADA, "token");
        Ticket second = tickets.issue(ADA, "token");
        for (int i = 0; i < MemoryTickets.MAX_OUT - 1; i++) {
            tickets.issue(BOB, "token");
        }
        assertThat(tickets.redeem(oldest.secret())).isEmpty();
        assertThat(tickets.redeem(second.secret())).isPresent();
    }

    @Test
    void neitherTheSecretNorTheTokenIsInAText() {
        Ticket ticket = tickets.issue(ADA, "eyJ.token");

        assertThat(ticket.toString()).doesNotContain(ticket.secret());
        assertThat(tickets.redeem(ticket.secret()).toString()).doesNotContain("eyJ");
    }
}

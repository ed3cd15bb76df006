package io.callyard.ticket;

import io.callyard.spi.security.Principal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tickets that are known on this node only. */
public final class MemoryTickets implements Tickets {
    /** How long a ticket is good. */
    public static final Duration GOOD_FOR = Duration.ofSeconds(30);

    /** How many tickets may be out at once; beyond that the oldest are lost. */
    static final int MAX_OUT = 10_000;

    private static final int SECRET_BYTES = 32;

    private final InstantSource clock;
    private final SecureRandom random;

    /** All are good for as long, so the oldest expire first. Guarded by this. */
    private final Map<String, Issued> out = new LinkedHashMap<>();

    /** Makes tickets of which none is out. */
    public MemoryTickets(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public synchronized Ticket issue(Principal who, String token) {
        Instant now = clock.instant();
        forget(now);
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        Ticket ticket = new Ticket(Base64.getUrlEncoder().withoutPadding().encodeToString(secret), now.plus(GOOD_FOR));
        out.put(ticket.secret(), new Issued(new Redeemed(who, token), ticket.expiresAt()));
        return ticket;
    }

    @Override
    public synchronized Optional<Redeemed> redeem(String secret) {
        @Nullable Issued issued = out.remove(secret);
        return issued == null || !clock.instant().isBefore(issued.expiresAt)
                ? Optional.empty()
                : Optional.of(issued.redeemed);
    }

    private void forget(Instant now) {
        Iterator<Issued> oldest = out.values().iterator();
        while (oldest.hasNext() && (!now.isBefore(oldest.next().expiresAt) || out.size() >= MAX_OUT)) {
            oldest.remove();
        }
    }

    private record Issued(Redeemed redeemed, Instant expiresAt) {}
}

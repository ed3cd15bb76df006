package io.callyard.proofs;

import io.callyard.model.AccountLimits;
import io.callyard.model.CallTimeouts;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.BreakerSettings;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.store.LimitDefaults;
import java.time.Duration;

/** The times of the nodes in the proofs, short so that a run sees many of everything, and what follows from them. */
public final class Timing {
    static final Duration LEASE = Duration.ofSeconds(2);
    static final Duration SWEEP = Duration.ofMillis(300);
    static final Duration FIRST_LOOK_UP = Duration.ofMillis(200);
    static final Duration CARRIER_TIMEOUT = Duration.ofSeconds(1);

    /** Longer than the carrier needs to list a call, and over at the first look-up. */
    private static final Duration SETTLING = FIRST_LOOK_UP;

    public static final EngineSettings SETTINGS = new EngineSettings(
            new CallTimeouts(
                    LEASE, FIRST_LOOK_UP, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(8)),
            CARRIER_TIMEOUT,
            CARRIER_TIMEOUT,
            Duration.ofSeconds(1),
            SETTLING,
            SWEEP,
            Duration.ofSeconds(5),
            new LimitDefaults(TenantLimits.DEFAULT, AccountLimits.NONE),
            RetryPolicy.NONE,
            RetryPolicy.NONE,
            // A carrier in turmoil is the point here, so its account is never left alone for long.
            new BreakerSettings(Duration.ofSeconds(10), 1_000, 1, Duration.ofSeconds(1)),
            Duration.ofSeconds(1));

    /**
     * How long a dead node may keep a slot: to the end of its lease, then a look that finds it, then one
     * question that is answered; each look may come a sweep late, and all of it a little later where many
     * processes start on few cores.
     */
    static final Duration SLOT_HOLD = LEASE.plus(SWEEP)
            .plus(FIRST_LOOK_UP)
            .plus(SWEEP)
            .plus(CARRIER_TIMEOUT)
            .plusSeconds(1);

    /**
     * By how much that grows with each node that fails meanwhile: it may have been the one that was
     * looking, and a call is looked after by one node at a time.
     */
    static final Duration ANOTHER_LOOKER = CARRIER_TIMEOUT.plusSeconds(1).plus(SWEEP);

    private Timing() {}
}

package io.callyard.dispatch;

import io.callyard.model.CarrierAccountId;
import io.callyard.outbound.BreakerSettings;
import io.callyard.spi.carrier.Carrier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The carriers of this node by account, and how each fares.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class Accounts {
    private static final Logger log = LoggerFactory.getLogger(Accounts.class);

    private final Map<CarrierAccountId, Carrier> carriers;
    private final BreakerSettings settings;
    private final InstantSource clock;
    private final Map<CarrierAccountId, Breaker> breakers = new ConcurrentHashMap<>();

    /** Takes the carriers that are registered on this node. */
    public Accounts(Map<CarrierAccountId, Carrier> carriers, BreakerSettings settings, InstantSource clock) {
        this.carriers = Map.copyOf(carriers);
        this.settings = settings;
        this.clock = clock;
    }

    Map<CarrierAccountId, Carrier> carriers() {
        return carriers;
    }

    Optional<Carrier> carrier(CarrierAccountId account) {
        return Optional.ofNullable(carriers.get(account));
    }

    /** How many calls may be claimed for accounts that do not fare well. */
    Map<CarrierAccountId, Integer> quotas() {
        Instant now = clock.instant();
        Map<CarrierAccountId, Integer> quotas = new HashMap<>();
        breakers.forEach((account, breaker) -> {
            int quota = breaker.quotaAt(now);
            if (quota >= 0) {
                quotas.put(account, quota);
            }
        });
        return quotas;
    }

    /** The accounts on which nothing may be claimed now. */
    Set<CarrierAccountId> resting() {
        return quotas().entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Until when an account rests; null if it does not. */
    @Nullable
    Instant restsUntil(CarrierAccountId account) {
        Instant until = breakers.getOrDefault(account, Breaker.CLOSED).restsUntil();
        return until != null && until.isAfter(clock.instant()) ? until : null;
    }

    /** How long until the first resting account may be tried; empty if none rests. */
    Optional<Duration> untilNextTry() {
        Instant now = clock.instant();
        return breakers.values().stream()
                .map(Breaker::restsUntil)
                .filter(until -> until != null && until.isAfter(now))
                .min(Instant::compareTo)
                .map(until -> Duration.between(now, until));
    }

    void starting(CarrierAccountId account) {
        change(account, breaker -> breaker.starting(clock.instant()));
    }

    void succeeded(CarrierAccountId account) {
        change(account, breaker -> breaker.succeeded(clock.instant(), settings));
    }

    void failed(CarrierAccountId account) {
        change(account, breaker -> breaker.failed(clock.instant(), settings));
    }

    void undecided(CarrierAccountId account) {
        change(account, Breaker::undecided);
    }

    void rest(CarrierAccountId account, Duration rest) {
        change(account, breaker -> breaker.restUntil(clock.instant().plus(rest)));
    }

    private void change(CarrierAccountId account, UnaryOperator<Breaker> change) {
        Breaker[] before = {Breaker.CLOSED};
        Breaker after = breakers.compute(account, (id, known) -> {
            before[0] = known == null ? Breaker.CLOSED : known;
            Breaker changed = change.apply(before[0]);
            return changed.equals(Breaker.CLOSED) ? null : changed;
        });
        boolean rested = before[0].restsUntil() != null;
        boolean rests = after != null && after.restsUntil() != null;
        if (rests && !rested) {
            log.atWarn()
                    .addKeyValue("account", account)
                    .addKeyValue("until", after.restsUntil())
                    .log("carrier account rests");
        } else if (rested && !rests) {
            log.atInfo().addKeyValue("account", account).log("carrier account works again");
        }
    }
}

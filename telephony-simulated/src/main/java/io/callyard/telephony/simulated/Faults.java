package io.callyard.telephony.simulated;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often a simulated carrier fails, and how badly.
 *
 * @param rates how often each kind happens: 0 to 1, per request, per call or per report; absent: never.
 *     Those of placing add up to 1 at most
 * @param retryAfter how long a caller is told to wait after too many requests
 * @param slowness how long what is slow, late on its way or timed out takes
 * @param lateness how late a late or repeated report is
 * @param lookUpLag how long a new call is not listed yet: until then a look-up without the carrier's
 *     id says {@code Absent(WEAK)}
 */
public record Faults(
        Map<FaultKind, Double> rates,
        Duration retryAfter,
        Distribution slowness,
        Distribution lateness,
        Duration lookUpLag) {

    /** Nothing goes wrong. For what is added: 5 s to wait, 5 to 20 s slow, 1 to 60 s late, no lag. */
    public static final Faults NONE = new Faults(
            Map.of(),
            Duration.ofSeconds(5),
            Distribution.uniform(Duration.ofSeconds(5), Duration.ofSeconds(20)),
            Distribution.uniform(Duration.ofSeconds(1), Duration.ofSeconds(60)),
            Duration.ZERO);

    public Faults {
        Map<FaultKind, Double> kept = new EnumMap<>(FaultKind.class);
        double placing = 0;
        for (Map.Entry<FaultKind, Double> entry : rates.entrySet()) {
            double rate = entry.getValue();
            Rates.require(rate, entry.getKey().name());
            placing += entry.getKey().isOfPlacing() ? rate : 0;
            if (rate > 0) {
                kept.put(entry.getKey(), rate);
            }
        }
        Rates.requireShares(placing, "the rates of the faults of placing");
        Distributions.requireNotNegative(retryAfter, "retryAfter");
        Distributions.requireNotNegative(lookUpLag, "lookUpLag");
        rates = Collections.unmodifiableMap(kept);
    }

    /** Returns how often a kind of fault happens. */
    public double rate(FaultKind kind) {
        return rates.getOrDefault(kind, 0.0);
    }

    /** These faults with another rate of one kind. */
    public Faults with(FaultKind kind, double rate) {
        Map<FaultKind, Double> changed = new EnumMap<>(FaultKind.class);
        changed.putAll(rates);
        changed.put(kind, rate);
        return new Faults(changed, retryAfter, slowness, lateness, lookUpLag);
    }

    /** These faults with another time to wait after too many requests. */
    public Faults withRetryAfter(Duration value) {
        return new Faults(rates, value, slowness, lateness, lookUpLag);
    }

    /** These faults with another slowness. */
    public Faults withSlowness(Distribution value) {
        return new Faults(rates, retryAfter, value, lateness, lookUpLag);
    }

    /** These faults with another lateness. */
    public Faults withLateness(Distribution value) {
        return new Faults(rates, retryAfter, slowness, value, lookUpLag);
    }

    /** These faults with another lag of look-ups. */
    public Faults withLookUpLag(Duration value) {
        return new Faults(rates, retryAfter, slowness, lateness, value);
    }

    /** Returns the fault of placing at {@code point} of the line from 0 to 1 that the rates divide. */
    @Nullable
    FaultKind placingAt(double point) {
        double bound = 0;
        for (Map.Entry<FaultKind, Double> entry : rates.entrySet()) {
            if (entry.getKey().isOfPlacing()) {
                bound += entry.getValue();
                if (point < bound) {
                    return entry.getKey();
                }
            }
        }
        return null;
    }
}

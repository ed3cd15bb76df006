package io.callyard.dispatch;

import io.callyard.outbound.BreakerSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a carrier account works, judged by its last placings: a pure value.
 *
 * <p>Closed: calls go. Open: none goes until {@code restsUntil}. After that one call at a time tries
 * the account; a success closes the breaker, a failure opens it again.
 *
 * <p><b>Source.</b> M. Nygard, "Release It!", 2007, "Circuit Breaker".
 *
 * @param results the last placings, oldest first
 * @param restsUntil when the account may be tried; null while the breaker is closed
 * @param trying whether a call is trying the account right now
 */
record Breaker(List<Result> results, @Nullable Instant restsUntil, boolean trying) {
    static final Breaker CLOSED = new Breaker(List.of(), null, false);
    private static final int MOST_RESULTS = 100;
    private static final int NO_QUOTA = -1;

    /** One placing. */
    record Result(Instant at, boolean failed) {}

    Breaker {
        results = List.copyOf(results);
    }

    /** How many calls may start; {@code -1} means as many as other limits allow. */
    int quotaAt(Instant now) {
        if (restsUntil == null) {
            return NO_QUOTA;
        }
        return trying || restsUntil.isAfter(now) ? 0 : 1;
    }

    /** A call has been claimed for the account. */
    Breaker starting(Instant now) {
        return restsUntil != null && !restsUntil.isAfter(now) ? new Breaker(results, restsUntil, true) : this;
    }

    /** A placing got an answer that shows the account works, whatever it said about the call. */
    Breaker succeeded(Instant now, BreakerSettings settings) {
        return restsUntil == null || restsUntil.isAfter(now)
                ? new Breaker(recent(now, settings, false), restsUntil, false)
                : CLOSED;
    }

    /** A placing failed for a reason that other calls would meet too. */
    Breaker failed(Instant now, BreakerSettings settings) {
        List<Result> recent = recent(now, settings, true);
        long failures = recent.stream().filter(Result::failed).count();
        boolean tooMany =
                recent.size() >= settings.minPlacings() && failures >= settings.maxFailedShare() * recent.size();
        return trying || tooMany
                ? new Breaker(List.of(), later(restsUntil, now.plus(settings.rest())), false)
                : new Breaker(recent, restsUntil, false);
    }

    /** The try ended without saying anything about the account. */
    Breaker undecided() {
        return trying ? new Breaker(results, restsUntil, false) : this;
    }

    /** The carrier asked for a pause. */
    Breaker restUntil(Instant until) {
        return new Breaker(results, later(restsUntil, until), false);
    }

    private List<Result> recent(Instant now, BreakerSettings settings, boolean failed) {
        Instant oldest = now.minus(settings.window());
        List<Result> recent = new ArrayList<>();
        for (Result result : results) {
            if (!result.at().isBefore(oldest)) {
                recent.add(result);
            }
        }
        recent.add(new Result(now, failed));
        return recent.subList(Math.max(0, recent.size() - MOST_RESULTS), recent.size());
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }
}

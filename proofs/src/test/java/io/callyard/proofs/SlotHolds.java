package io.callyard.proofs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long calls of nodes that failed stayed in doubt, with a slot that nobody could use. */
final class SlotHolds {
    private final Watch watch;
    private final List<Duration> holds = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    SlotHolds(AttemptLog attempts, List<Failure> failures, Watch watch) {
        this.watch = watch;
        for (Failure failure : failures) {
            for (AttemptLog.Facts attempt : attempts.all()) {
                if (attempt.node.equals(failure.node()) && !attempt.reservedAt.isAfter(failure.at())) {
                    measure(attempt, failure, failures);
                }
            }
        }
        holds.sort(null);
    }

    private void measure(AttemptLog.Facts attempt, Failure failure, List<Failure> failures) {
        Instant settled = attempt.settledAt;
        if (settled == null) {
            problems.add("call " + attempt.call + " of " + attempt.node + " still holds its slot");
            return;
        }
        if (!settled.isAfter(failure.at())) {
            return;
        }
        Duration hold = watch.between(failure.at(), settled);
        holds.add(hold);
        long lookers = failures.stream()
                .filter(other -> mayHaveLooked(other, attempt, failure, settled))
                .count();
        Duration allowed = Timing.SLOT_HOLD.plus(Timing.ANOTHER_LOOKER.multipliedBy(lookers));
        if (hold.compareTo(allowed) > 0) {
            problems.add("call " + attempt.call + " held its slot for " + hold + " after " + attempt.node
                    + " failed; the bound is " + allowed);
        }
    }

    /**
     * Returns whether a node that failed may have been the one that looked after the call, so that the others left it
     * alone: one that failed later, or a little earlier, if the call was looked after already. That may be the very
     * node that had made it.
     */
    private static boolean mayHaveLooked(Failure other, AttemptLog.Facts attempt, Failure failure, Instant settled) {
        if (other.isBetween(failure.at(), settled)) {
            return !other.node().equals(failure.node());
        }
        return !other.at().isAfter(failure.at())
                && !other.at().isBefore(attempt.lookedAfterFrom)
                && other.at().isAfter(failure.at().minus(Timing.ANOTHER_LOOKER));
    }

    List<String> problems() {
        return problems;
    }

    int count() {
        return holds.size();
    }

    /** Returns the hold that the given share of all does not exceed; absent if there were none. */
    @Nullable
    Duration quantile(double share) {
        return holds.isEmpty() ? null : holds.get((int) Math.ceil(share * holds.size()) - 1);
    }

    /** Such as {@code 12 holds, p50 2.1 s, p99 2.6 s, longest 2.7 s}. */
    @Override
    public String toString() {
        Duration longest = quantile(1);
        return longest == null
                ? "no slot held"
                : "%d slots held, p50 %.2f s, p99 %.2f s, longest %.2f s"
                        .formatted(holds.size(), seconds(quantile(0.5)), seconds(quantile(0.99)), seconds(longest));
    }

    private static double seconds(@Nullable Duration duration) {
        return duration == null ? 0 : duration.toMillis() / 1000.0;
    }
}

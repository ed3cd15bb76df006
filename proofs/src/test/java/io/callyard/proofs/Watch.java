package io.callyard.proofs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** When there was a node that worked: only then can a slot be taken back from a dead one. */
final class Watch {
    private final NavigableMap<Instant, Boolean> changes = new TreeMap<>();

    /** Notes that from {@code at} on some node works, or none. */
    void kept(Instant at, boolean byAnybody) {
        changes.put(at, byAnybody);
    }

    /** Returns for how much of the given time some node worked. */
    Duration between(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        Instant since = from;
        Map.Entry<Instant, Boolean> before = changes.floorEntry(from);
        boolean kept = before != null && before.getValue();
        for (Map.Entry<Instant, Boolean> change :
                changes.subMap(from, false, to, false).entrySet()) {
            sum = kept ? sum.plus(Duration.between(since, change.getKey())) : sum;
            since = change.getKey();
            kept = change.getValue();
        }
        return kept ? sum.plus(Duration.between(since, to)) : sum;
    }
}

package io.callyard.telephony.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts things by their kind. Kinds beyond the first 200 are counted together: some come from outside.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class Counts {
    private static final int KINDS = 200;
    private static final String OTHER = "other";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one. */
    public void add(String kind) {
        LongAdder known = counts.get(kind);
        if (known == null) {
            known = counts.computeIfAbsent(counts.size() < KINDS ? kind : OTHER, any -> new LongAdder());
        }
        known.increment();
    }

    /** Returns how many there were of each kind. */
    public Map<String, Long> toMap() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((kind, count) -> all.put(kind, count.sum()));
        return all;
    }
}

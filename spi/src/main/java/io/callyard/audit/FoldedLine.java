package io.callyard.audit;

import java.time.Instant;
import java.util.TreeSet;

/** Those who wait in a queue, in order. */
final class FoldedLine {
    private final TreeSet<FoldedCaller> waiting = new TreeSet<>(FoldedCaller.ORDER);

    void enter(FoldedCaller caller) {
        if (caller.isInLine()) {
            waiting.add(caller);
        }
    }

    void leave(FoldedCaller caller) {
        waiting.remove(caller);
    }

    /** Returns how many stand before somebody and could be offered at {@code now}, as far as they alone decide. */
    int readyBefore(FoldedCaller caller, Instant now) {
        return (int) waiting.headSet(caller).stream()
                .filter(other -> other.isReadyAt(now))
                .count();
    }
}

package io.callyard.postgresql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The cuts that were asked for and not yet made, in order. Safe for many threads. */
final class CommitCuts {
    private final Deque<Cut> waiting = new ArrayDeque<>();
    private long commits;
    private int made;

    /** On which side of the server's commit the connection is lost. */
    enum Moment {
        BEFORE,
        AFTER
    }

    synchronized void add(Moment moment, int nth) {
        if (nth < 1) {
            throw new IllegalArgumentException("Commits are counted from 1: " + nth);
        }
        waiting.add(new Cut(moment, nth));
    }

    /** Counts one commit, and says whether and how it is to be cut. */
    synchronized Optional<Moment> onCommit() {
        commits++;
        Cut next = waiting.peek();
        if (next == null || --next.commitsLeft > 0) {
            return Optional.empty();
        }
        waiting.remove();
        made++;
        return Optional.of(next.moment);
    }

    synchronized void clear() {
        waiting.clear();
    }

    synchronized long commits() {
        return commits;
    }

    synchronized int made() {
        return made;
    }

    private static final class Cut {
        private final Moment moment;
        private int commitsLeft;

        private Cut(Moment moment, int commitsLeft) {
            this.moment = moment;
            this.commitsLeft = commitsLeft;
        }
    }
}

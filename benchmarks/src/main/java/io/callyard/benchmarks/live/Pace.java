package io.callyard.benchmarks.live;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A steady stream of events.
 *
 * @param perSecond how many
 */
record Pace(int perSecond) {
    /** What is said, after the stamp. */
    static final String TEXT = " When would it suit you that we come by and look at the boiler?"
            + " We could be there on Thursday between nine and eleven.";

    /**
     * Says them on this thread, and one more that ends the round. An event's time runs from when it was due: if one
     * before it took too long, that counts.
     *
     * @param say takes each event's text, which begins with a {@link Stamp}
     * @return how many count
     */
    int play(int round, int seconds, Consumer<String> say) {
        int last = perSecond * seconds;
        long began = System.nanoTime();
        for (int i = 0; i <= last; i++) {
            long due = began + i * 1_000_000_000L / perSecond;
            await(due);
            say.accept(new Stamp(due, round, i == last) + TEXT);
        }
        return last;
    }

    static void await(long instant) {
        for (long left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}

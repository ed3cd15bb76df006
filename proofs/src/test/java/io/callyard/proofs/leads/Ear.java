package io.callyard.proofs.leads;

import io.callyard.proofs.Fleet;
import io.callyard.proofs.Peer.Said;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Takes what nodes say, until something is so. One thread at a time. */
final class Ear {
    private static final Duration LOOK = Duration.ofMillis(10);

    private final BlockingQueue<Said> lines;
    private final Fleet fleet;
    private final Messages messages;

    Ear(BlockingQueue<Said> lines, Fleet fleet, Messages messages) {
        this.lines = lines;
        this.fleet = fleet;
        this.messages = messages;
    }

    /** Hears until it is time for something else. */
    void hear(Duration howLong) throws InterruptedException {
        long until = System.nanoTime() + howLong.toNanos();
        for (long left = howLong.toNanos(); left > 0; left = until - System.nanoTime()) {
            Said said = lines.poll(left, TimeUnit.NANOSECONDS);
            if (said == null) {
                return;
            }
            messages.hear(said);
            if (!fleet.problems().isEmpty()) {
                throw new AssertionError("a node died that nobody has killed: " + fleet.problems());
            }
        }
    }

    /** Hears until something is so, or for the longest time; returns whether it is so. */
    boolean hearUntil(BooleanSupplier condition, Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            hear(LOOK);
            messages.sayAgain();
        }
        return true;
    }

    /** Hears until something is so, which has to be within some time. */
    void require(BooleanSupplier condition, Duration longest, String what) throws InterruptedException {
        if (!hearUntil(condition, longest)) {
            throw new AssertionError(
                    "not within " + longest + ": " + what + "\n" + messages.problems() + "\n" + fleet.complaints());
        }
    }
}

package io.callyard.proofs.carriers;

import io.callyard.proofs.ChildJvm;
import io.callyard.proofs.Peer.Said;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A process, and what it says. One thread at a time. Closing it kills it, if it has not ended. */
final class Talk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private final ChildJvm child;

    /** Starts a process whose lines go where it is told. */
    Talk(Function<BlockingQueue<Said>, ChildJvm> starter) {
        child = starter.apply(said);
    }

    void say(String line) {
        child.send(line);
    }

    /**
     * Waits for a line that begins like this, and returns it.
     *
     * @throws AssertionError if it says that something failed, or ends, or takes for ever
     */
    String await(String start) {
        for (Said next = next(); ; next = next()) {
            if (next.isEnd() || next.line().startsWith("FAILED")) {
                throw new AssertionError(child.name() + " said " + next.line() + "\n" + child.complaints());
            }
            if (next.line().startsWith(start)) {
                return next.line();
            }
        }
    }

    /** Waits until the process has ended. */
    void awaitEnd() {
        for (Said next = next(); !next.isEnd(); next = next()) {
            if (next.line().startsWith("FAILED")) {
                throw new AssertionError(child.name() + " said " + next.line());
            }
        }
    }

    private Said next() {
        try {
            Said next = said.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            if (next != null) {
                return next;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError(child.name() + " says nothing\n" + child.complaints());
    }

    @Override
    public void close() {
        child.kill();
    }
}

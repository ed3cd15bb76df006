package io.callyard.broadcast.websocket;

import io.callyard.spi.scheduling.Scheduler;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in order, on threads of the scheduler's.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Serial {
    private static final Logger log = LoggerFactory.getLogger(Serial.class);

    private final Scheduler scheduler;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
    private boolean closed;

    Serial(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    synchronized void execute(Runnable task) {
        if (closed) {
            return;
        }
        waiting.add(task);
        if (!running) {
            running = true;
            scheduler.execute(this::run);
        }
    }

    /** Drops what has not begun. */
    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("A task failed", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        running = task != null;
        return task;
    }
}

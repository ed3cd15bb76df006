package io.callyard.web;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs a task again and again, each time a while after it last ended, until it is cancelled. */
final class Repeating {
    private final Scheduler scheduler;
    private final Duration pause;
    private final Runnable task;
    private Scheduler.@Nullable Timer timer;
    private boolean cancelled;

    Repeating(Scheduler scheduler, Duration pause, Runnable task) {
        this.scheduler = scheduler;
        this.pause = pause;
        this.task = task;
    }

    synchronized void start() {
        if (!cancelled) {
            timer = scheduler.schedule(pause, this::run);
        }
    }

    synchronized void cancel() {
        cancelled = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void run() {
        try {
            task.run();
        } finally {
            start();
        }
    }
}

package io.callyard.telephony.telnyx;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * Tries something again and again until there is an answer, with pauses in between in which nobody waits.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Tries {
    private final Scheduler scheduler;

    Tries(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Begins.
     *
     * @param once one try, by its number, from 0 on
     * @param pause how long to wait after an answer to a try before the next; empty: that answer is the last
     */
    CompletionStage<Reply> run(
            IntFunction<CompletionStage<Reply>> once, BiFunction<Integer, Reply, Optional<Duration>> pause) {
        return next(0, once, pause);
    }

    private CompletionStage<Reply> next(
            int number,
            IntFunction<CompletionStage<Reply>> once,
            BiFunction<Integer, Reply, Optional<Duration>> pause) {
        return once.apply(number).thenCompose(reply -> {
            Optional<Duration> wait = pause.apply(number, reply);
            return wait.isEmpty()
                    ? CompletableFuture.completedStage(reply)
                    : after(wait.get()).thenCompose(nothing -> next(number + 1, once, pause));
        });
    }

    /** Done when a time has passed. */
    CompletionStage<Void> after(Duration delay) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        scheduler.schedule(delay, () -> passed.complete(null));
        return passed;
    }
}

package io.callyard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an engine fares.
 *
 * @param running whether it was started and not stopped
 * @param storeAnswers whether the store answered when it was last asked
 * @param dispatcherAlive whether the dispatcher has done its round within three sweeps
 * @param lastRoundAt when the dispatcher last finished a round; absent before the first
 * @param placing how many placings wait for a carrier's answer
 */
public record Health(
        boolean running,
        boolean storeAnswers,
        boolean dispatcherAlive,
        @Nullable Instant lastRoundAt,
        int placing) {
    /** Returns whether the engine can do its work. */
    public boolean isReady() {
        return running && storeAnswers && dispatcherAlive;
    }
}

package io.callyard.model.inbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long and how many may wait.
 *
 * @param maxLength how many may be in line; who comes then is refused, the only refusal there is
 * @param longest how long somebody waits on the line before the overflow action
 * @param overflow what becomes of him then
 * @param overflowTo the queue for {@link OverflowAction#OTHER_QUEUE}
 * @param reconnectWithin who was cut off and comes back within this time gets his place again
 */
public record WaitRules(
        int maxLength,
        Duration longest,
        OverflowAction overflow,
        @Nullable QueueId overflowTo,
        Duration reconnectWithin) {
    /** 1,000 in line, 20 minutes, then a callback; a place is kept for 60 s. */
    public static final WaitRules STANDARD =
            new WaitRules(1_000, Duration.ofMinutes(20), OverflowAction.CALLBACK, null, Duration.ofSeconds(60));

    public WaitRules {
        if (maxLength < 0 || maxLength > 1_000_000) {
            throw new IllegalArgumentException("the longest line must be 0 to 1000000, but was " + maxLength);
        }
        Durations.require(longest, Duration.ofSeconds(1), "the longest wait");
        Durations.require(reconnectWithin, Duration.ZERO, "the time to come back");
        if (overflow == OverflowAction.OTHER_QUEUE && overflowTo == null) {
            throw new IllegalArgumentException("which other queue?");
        }
    }

    /** These rules with another longest line. */
    public WaitRules withMaxLength(int value) {
        return new WaitRules(value, longest, overflow, overflowTo, reconnectWithin);
    }

    /** These rules with another longest wait. */
    public WaitRules withLongest(Duration value) {
        return new WaitRules(maxLength, value, overflow, overflowTo, reconnectWithin);
    }

    /** These rules with another end of a long wait. */
    public WaitRules overflowing(OverflowAction action, @Nullable QueueId to) {
        return new WaitRules(maxLength, longest, action, to, reconnectWithin);
    }
}

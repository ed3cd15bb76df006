package io.callyard.model.inbound;

import java.time.Duration;

/**
 * What counts as good service.
 *
 * @param within who is connected within this time was served in time
 * @param shortAbandon who hangs up sooner than this does not count as lost: he may have dialled wrongly
 */
public record ServiceGoal(Duration within, Duration shortAbandon) {
    /** 20 s; 5 s. */
    public static final ServiceGoal STANDARD = new ServiceGoal(Duration.ofSeconds(20), Duration.ofSeconds(5));

    public ServiceGoal {
        Durations.require(within, Duration.ofSeconds(1), "the time of good service");
        Durations.require(shortAbandon, Duration.ZERO, "the time of a short abandon");
    }
}

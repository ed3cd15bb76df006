package io.callyard.telephony.simulated;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated caller will do: all of it is drawn when he comes, so that it does not depend on what he meets.
 *
 * @param patience how long he waits for an agent; absent: for ever
 * @param talk how long he will talk
 * @param pressesAfter how long after he heard the offer of a callback he presses 1; absent: never
 * @param agentEnds whether the agent hangs up first
 */
record CallerPlan(
        @Nullable Duration patience,
        Duration talk,
        @Nullable Duration pressesAfter,
        boolean agentEnds) {}

package io.callyard.machine.inbound;

import java.time.Duration;

/**
 * What holds for all agents.
 *
 * @param staleAfter who is not heard of for so long gets no callers
 * @param missedBeforeAway who misses so many offers in a row is set AWAY
 */
public record AgentRules(Duration staleAfter, int missedBeforeAway) {
    /** Three missed heartbeats of 30 s; three missed offers. */
    public static final AgentRules STANDARD = new AgentRules(Duration.ofSeconds(90), 3);

    public AgentRules {
        if (staleAfter.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("agents are stale after at least 1 s, but it was " + staleAfter);
        }
        if (missedBeforeAway < 1) {
            throw new IllegalArgumentException(
                    "an agent misses at least 1 offer before he is set away, but it was " + missedBeforeAway);
        }
    }
}

package io.callyard.telephony.simulated;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated agent behaves.
 *
 * @param reaction from the first ring until he takes or rejects an offer
 * @param misses the share of offers that he lets ring, 0 to 1
 * @param rejects the share of offers that he rejects, 0 to 1; with {@code misses} at most 1
 * @param heartbeatEvery how often his screen gives a sign of life, more than zero
 * @param heartbeatsLost the share of those that are lost on the way, 0 to 1
 * @param glances how often he looks at his screen and makes himself available again, in case the engine has set him
 *     away, more than zero
 * @param online how long his network works; absent: for ever
 * @param offline how long it is lost then
 * @param works from the beginning of work to a break; absent: no breaks. A break waits for the end of a talk
 * @param rests how long a break lasts
 * @param wrapUp how long after a talk he says that he is done with it; absent: he lets the engine's time run out
 */
public record AgentHabits(
        Distribution reaction,
        double misses,
        double rejects,
        Duration heartbeatEvery,
        double heartbeatsLost,
        Duration glances,
        @Nullable Distribution online,
        Distribution offline,
        @Nullable Distribution works,
        Distribution rests,
        @Nullable Distribution wrapUp) {

    /** Takes everything after 3 s and never fails: for tests. */
    public static final AgentHabits DILIGENT = new AgentHabits(
            Distribution.constant(Duration.ofSeconds(3)),
            0,
            0,
            Duration.ofSeconds(30),
            0,
            Duration.ofMinutes(2),
            null,
            Distribution.constant(Duration.ofMinutes(3)),
            null,
            Distribution.constant(Duration.ofMinutes(10)),
            null);

    /** As people are: misses one offer in ten, loses the network for minutes once in two hours, takes breaks. */
    public static final AgentHabits HUMAN = DILIGENT.withReaction(Distribution.logNormal(Duration.ofSeconds(4), 0.5))
            .withAnswers(0.10, 0.03)
            .withHeartbeats(Duration.ofSeconds(30), 0.02)
            .withNetwork(Distribution.exponential(Duration.ofHours(2)), Distribution.exponential(Duration.ofMinutes(4)))
            .withBreaks(
                    Distribution.uniform(Duration.ofMinutes(60), Duration.ofMinutes(120)),
                    Distribution.uniform(Duration.ofMinutes(5), Duration.ofMinutes(20)))
            .withWrapUp(Distribution.exponential(Duration.ofSeconds(15)));

    public AgentHabits {
        Rates.require(misses, "missed offers");
        Rates.require(rejects, "rejected offers");
        Rates.requireShares(misses + rejects, "missed and rejected offers");
        Rates.require(heartbeatsLost, "lost heartbeats");
        requirePositive(heartbeatEvery, "heartbeatEvery");
        requirePositive(glances, "glances");
    }

    /** These habits with another reaction time. */
    public AgentHabits withReaction(Distribution value) {
        return new AgentHabits(
                value, misses, rejects, heartbeatEvery, heartbeatsLost, glances, online, offline, works, rests, wrapUp);
    }

    /** These habits with other shares of missed and of rejected offers. */
    public AgentHabits withAnswers(double missed, double rejected) {
        return new AgentHabits(
                reaction,
                missed,
                rejected,
                heartbeatEvery,
                heartbeatsLost,
                glances,
                online,
                offline,
                works,
                rests,
                wrapUp);
    }

    /** These habits with other signs of life. */
    public AgentHabits withHeartbeats(Duration every, double lost) {
        return new AgentHabits(reaction, misses, rejects, every, lost, glances, online, offline, works, rests, wrapUp);
    }

    /** These habits with another time between two looks at the screen. */
    public AgentHabits withGlances(Duration value) {
        return new AgentHabits(
                reaction,
                misses,
                rejects,
                heartbeatEvery,
                heartbeatsLost,
                value,
                online,
                offline,
                works,
                rests,
                wrapUp);
    }

    /** These habits with a network that works and is lost in turn. */
    public AgentHabits withNetwork(Distribution works, Distribution lost) {
        return new AgentHabits(
                reaction,
                misses,
                rejects,
                heartbeatEvery,
                heartbeatsLost,
                glances,
                works,
                lost,
                this.works,
                rests,
                wrapUp);
    }

    /** These habits with breaks. */
    public AgentHabits withBreaks(Distribution between, Distribution lasting) {
        return new AgentHabits(
                reaction,
                misses,
                rejects,
                heartbeatEvery,
                heartbeatsLost,
                glances,
                online,
                offline,
                between,
                lasting,
                wrapUp);
    }

    /** These habits with work after a talk that he says the end of. */
    public AgentHabits withWrapUp(Distribution value) {
        return new AgentHabits(
                reaction,
                misses,
                rejects,
                heartbeatEvery,
                heartbeatsLost,
                glances,
                online,
                offline,
                works,
                rests,
                value);
    }

    private static void requirePositive(Duration value, String what) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " must be more than zero, but was " + value);
        }
    }
}

package io.callyard.routing;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.DeviceState;
import java.time.Duration;
import java.time.Instant;

/**
 * What counts for how much in an agent's {@link Readiness}. Only the proportions matter: the weights are kept so that
 * their sum is 1.
 *
 * @param heartbeat how lately he was heard of
 * @param device whether his device can be rung
 * @param load how much of his capacity is free
 * @param idle how long he has had nothing to do
 * @param missed how few of his latest offers he missed
 */
public record ReadinessWeights(double heartbeat, double device, double load, double idle, double missed) {
    /** Who has had nothing to do for so long is as idle as can be. */
    public static final Duration FULLY_IDLE = Duration.ofMinutes(10);

    /** Heartbeat 0.3; device, load and missed offers 0.2 each; idle time 0.1. */
    public static final ReadinessWeights STANDARD = new ReadinessWeights(0.3, 0.2, 0.2, 0.1, 0.2);

    private static final double HEAVIEST = 1_000_000;

    public ReadinessWeights {
        requireWeight(heartbeat, "heartbeat");
        requireWeight(device, "device");
        requireWeight(load, "load");
        requireWeight(idle, "idle");
        requireWeight(missed, "missed");
        double sum = heartbeat + device + load + idle + missed;
        if (!(sum > 0)) {
            throw new IllegalArgumentException("at least one weight of readiness must be above 0");
        }
        heartbeat /= sum;
        device /= sum;
        load /= sum;
        idle /= sum;
        missed /= sum;
    }

    /**
     * Returns how ready an agent is.
     *
     * @param state what is known of his device
     * @param staleAfter after how long without a heartbeat he is stale
     */
    public Readiness readiness(Agent agent, DeviceState state, Instant now, Duration staleAfter) {
        double fresh = share(1 - seconds(agent.heartbeatAt(), now) / seconds(staleAfter));
        double reachable = switch (state) {
            case CONNECTED -> 1;
            case UNKNOWN -> 0.5;
            case DISCONNECTED -> 0;
        };
        double free =
                share(1 - (double) agent.engagements().size() / agent.profile().capacity());
        double rested = agent.engagements().isEmpty()
                ? share(seconds(agent.history().idleSince(), now) / seconds(FULLY_IDLE))
                : 0;
        double taken = share(1 - agent.history().missedRecently());
        double all = heartbeat * fresh + device * reachable + load * free + idle * rested + missed * taken;
        return new Readiness((int) Math.round(100 * share(all)), fresh, reachable, free, rested, taken);
    }

    private static double share(double value) {
        return Math.max(0, Math.min(1, value));
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    private static double seconds(Instant from, Instant to) {
        return (double) (to.getEpochSecond() - from.getEpochSecond()) + (to.getNano() - from.getNano()) / 1e9;
    }

    private static void requireWeight(double value, String what) {
        if (!(value >= 0 && value <= HEAVIEST)) {
            throw new IllegalArgumentException(
                    "the weight of " + what + " must be 0 to " + HEAVIEST + ", but was " + value);
        }
    }
}

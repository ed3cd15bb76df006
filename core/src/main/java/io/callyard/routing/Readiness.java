package io.callyard.routing;

/**
 * How ready an agent is for another caller, and what makes it up. Each part is between 0 (bad) and 1 (good).
 *
 * @param score the parts weighed by {@link ReadinessWeights}: 0 to 100
 * @param heartbeat how lately he was heard of: 1 just now, 0 when he is stale
 * @param device 1 if his device can be rung, 0.5 if nobody knows, 0 if not
 * @param load how much of his capacity is free
 * @param idle how long he has had nothing to do: 1 from {@link ReadinessWeights#FULLY_IDLE} on
 * @param missed how few of his latest offers he missed: 1 if none
 */
public record Readiness(int score, double heartbeat, double device, double load, double idle, double missed) {
    public Readiness {
        if (score < 0 || score > 100) {
            throw new IllegalArgumentException("readiness must be 0 to 100, but was " + score);
        }
        requirePart(heartbeat, "heartbeat");
        requirePart(device, "device");
        requirePart(load, "load");
        requirePart(idle, "idle");
        requirePart(missed, "missed");
    }

    private static void requirePart(double value, String what) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "the part of readiness for " + what + " must be 0 to 1, but was " + value);
        }
    }
}

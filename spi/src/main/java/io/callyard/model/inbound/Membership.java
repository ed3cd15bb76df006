package io.callyard.model.inbound;

/**
 * An agent's part in a queue.
 *
 * @param queue which queue
 * @param tier 1 is tried first, others when it is their time
 * @param order the place within the tier, for strategies that go by it; the smaller first
 */
public record Membership(QueueId queue, int tier, int order) {
    /** The last tier. */
    public static final int MAX_TIER = 100;

    public Membership {
        if (tier < 1 || tier > MAX_TIER) {
            throw new IllegalArgumentException("a tier must be 1 to " + MAX_TIER + ", but was " + tier);
        }
    }

    /** A member of the first tier. */
    public static Membership of(QueueId queue) {
        return new Membership(queue, 1, 0);
    }
}

package io.callyard.model.inbound;

import io.callyard.internal.Checks;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an inbound queue.
 *
 * @param name for people
 * @param strategy the name of the routing strategy that orders the agents of a tier
 * @param weight how fast waiting counts beside other queues of the same agent: at 2, one minute here weighs as much as
 *     two in a queue of weight 1
 * @param headStarts how much earlier each type of caller is taken to have come; a type that is not named has none
 * @param offers how callers are offered
 * @param waits how long and how many may wait
 * @param callbacks how they are called back
 * @param announcements what they hear
 * @param hours when somebody is there; absent: always
 * @param goal what counts as good service
 */
public record QueueSettings(
        String name,
        String strategy,
        double weight,
        Map<CallerType, Duration> headStarts,
        OfferRules offers,
        WaitRules waits,
        CallbackRules callbacks,
        AnnouncementRules announcements,
        @Nullable OpeningHours hours,
        ServiceGoal goal) {
    /** The agent who has been idle longest goes first. */
    public static final String LONGEST_IDLE = "longest_idle";

    public QueueSettings {
        Checks.text(name, "queue name", 200);
        Checks.id(strategy, "routing strategy", 64);
        if (!(weight >= 0.01 && weight <= 100)) {
            throw new IllegalArgumentException("a queue's weight must be 0.01 to 100, but was " + weight);
        }
        if (headStarts.size() > 100) {
            throw new IllegalArgumentException("head starts for at most 100 types of callers");
        }
        headStarts.values().forEach(Arrival::requireHeadStart);
        headStarts = Map.copyOf(headStarts);
    }

    /** The standard of everything; returning callers have a head start of 30 s, VIPs of two minutes. */
    public static QueueSettings named(String name) {
        return new QueueSettings(
                name,
                LONGEST_IDLE,
                1,
                Map.of(CallerType.RETURNING, Duration.ofSeconds(30), CallerType.VIP, Duration.ofMinutes(2)),
                OfferRules.STANDARD,
                WaitRules.STANDARD,
                CallbackRules.STANDARD,
                AnnouncementRules.STANDARD,
                null,
                ServiceGoal.STANDARD);
    }

    /** These rules with another strategy. */
    public QueueSettings routedBy(String value) {
        return new QueueSettings(name, value, weight, headStarts, offers, waits, callbacks, announcements, hours, goal);
    }

    /** These rules with another weight. */
    public QueueSettings weighing(double value) {
        return new QueueSettings(
                name, strategy, value, headStarts, offers, waits, callbacks, announcements, hours, goal);
    }

    /** These rules with other head starts. */
    public QueueSettings withHeadStarts(Map<CallerType, Duration> value) {
        return new QueueSettings(name, strategy, weight, value, offers, waits, callbacks, announcements, hours, goal);
    }

    /** These rules with other offers. */
    public QueueSettings with(OfferRules value) {
        return new QueueSettings(
                name, strategy, weight, headStarts, value, waits, callbacks, announcements, hours, goal);
    }

    /** These rules with other waits. */
    public QueueSettings with(WaitRules value) {
        return new QueueSettings(
                name, strategy, weight, headStarts, offers, value, callbacks, announcements, hours, goal);
    }

    /** These rules with other callbacks. */
    public QueueSettings with(CallbackRules value) {
        return new QueueSettings(name, strategy, weight, headStarts, offers, waits, value, announcements, hours, goal);
    }

    /** These rules with other announcements. */
    public QueueSettings with(AnnouncementRules value) {
        return new QueueSettings(name, strategy, weight, headStarts, offers, waits, callbacks, value, hours, goal);
    }

    /** These rules with opening hours. */
    public QueueSettings with(OpeningHours value) {
        return new QueueSettings(
                name, strategy, weight, headStarts, offers, waits, callbacks, announcements, value, goal);
    }

    /** Returns how much earlier than he came somebody is taken to have come. */
    public Duration headStartOf(Arrival arrival) {
        Duration own = arrival.headStart();
        return own != null ? own : headStarts.getOrDefault(arrival.type(), Duration.ZERO);
    }
}

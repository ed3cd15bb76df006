package io.callyard.routing;

import io.callyard.model.inbound.QueueSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The routing strategies that queues may name. Standard are, in this order, {@code longest_idle}, {@code round_robin},
 * {@code fewest_calls}, {@code least_talk_time}, {@code highest_readiness}, {@code linear}, {@code random} and {@code
 * ring_all}.
 *
 * <p><b>Threads.</b> Immutable.
 */
public final class RoutingStrategies {
    private static final RoutingStrategies STANDARD = new RoutingStrategies(Map.of())
            .with(
                    new LongestIdle(),
                    new RoundRobin(),
                    new FewestCalls(),
                    new LeastTalkTime(),
                    new HighestReadiness(),
                    new Linear(),
                    new Shuffled(),
                    new RingAll());

    private final Map<String, RoutingStrategy> byName;

    private RoutingStrategies(Map<String, RoutingStrategy> byName) {
        this.byName = byName;
    }

    /** Returns those that come with the engine. */
    public static RoutingStrategies standard() {
        return STANDARD;
    }

    /**
     * Returns these and others.
     *
     * @throws IllegalArgumentException if a name is taken, or no name
     */
    public RoutingStrategies with(RoutingStrategy... custom) {
        Map<String, RoutingStrategy> all = new LinkedHashMap<>(byName);
        for (RoutingStrategy strategy : List.of(custom)) {
            String name = requireName(strategy.name());
            if (all.putIfAbsent(name, strategy) != null) {
                throw new IllegalArgumentException("there are two routing strategies named " + name);
            }
        }
        return new RoutingStrategies(all);
    }

    /** As long as a queue's settings can hold. */
    private static String requireName(String name) {
        if (name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException("a routing strategy needs a name of 1 to 64 characters");
        }
        return name;
    }

    /** Returns the names, the standard ones first. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** Finds a strategy; empty if nobody knows it. */
    public Optional<RoutingStrategy> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns a strategy.
     *
     * @throws IllegalArgumentException if there is none of that name; it lists those there are
     */
    public RoutingStrategy named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no routing strategy is named " + name + "; there are " + String.join(", ", byName.keySet())));
    }

    /** Returns a strategy, or the standard one where there is none of that name. */
    RoutingStrategy orStandard(String name) {
        return find(name).or(() -> find(QueueSettings.LONGEST_IDLE)).orElseThrow();
    }
}

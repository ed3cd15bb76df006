package io.callyard.routing;

import static io.callyard.routing.AgentSample.agent;
import static io.callyard.routing.CallerSample.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.DeviceState;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How often a pass does something. How long it takes is measured by benchmarks. */
class MatchingCostTest {
    private static final int CALLERS = 1_000;
    private static final int AGENTS = 500;

    private final Counting shared = new Counting(false);
    private final Counting own = new Counting(true);
    private final FloorSample floor = new FloorSample().with(shared, own);

    /** The longest idle first, counted. */
    private static final class Counting implements RoutingStrategy {
        private final boolean ownOrders;
        private final Comparator<Contender> order = counted();
        private int asked;
        private int compared;

        Counting(boolean ownOrders) {
            this.ownOrders = ownOrders;
        }

        @Override
        public String name() {
            return ownOrders ? "own" : "shared";
        }

        @Override
        public Comparator<Contender> order(Caller caller) {
            asked++;
            return ownOrders ? counted() : order;
        }

        private Comparator<Contender> counted() {
            return (one, other) -> {
                compared++;
                return Contender.LONGEST_IDLE.compare(one, other);
            };
        }
    }

    @Test
    void agentsAreSortedOnceForAllCallers() {
        floor.sales(settings -> settings.routedBy("shared"));
        crowd(Map.of());

        assertThat(floor.match()).hasSize(AGENTS);
        assertThat(shared.compared).isLessThan(AGENTS * 9);
        assertThat(shared.asked).as("callers for whom nobody is left").isEqualTo(AGENTS);
    }

    @Test
    void callersWhoNeedWhatNobodyHasShareOneSearch() {
        floor.sales(settings -> settings.routedBy("own")).with(agent("other").knows(Map.of("billing", 90)));
        crowd(Map.of("spanish", 50, "billing", 50));

        assertThat(floor.match()).isEmpty();
        assertThat(own.asked).isEqualTo(1);
    }

    @Test
    void callersWhoseTierIsClosedShareOneSearch() {
        floor.sales(settings -> settings.routedBy("own")).with(agent("late").tier(2));
        for (int i = 0; i < CALLERS; i++) {
            floor.with(caller(i));
        }

        assertThat(floor.match()).isEmpty();
        assertThat(own.asked).isEqualTo(1);
    }

    @Test
    void forASkillThatNobodyHasNobodyIsLookedAt() {
        floor.sales(settings -> settings.routedBy("own"));
        for (int i = 0; i < CALLERS; i++) {
            floor.with(caller(i).wants("skill-" + i, 1));
        }
        floor.with(agent("a"));

        assertThat(floor.match()).isEmpty();
        assertThat(own.asked).isZero();
    }

    @Test
    void devicesAreLookedUpOnceForEachReadyAgent() {
        crowd(Map.of());
        FloorPlan plan = floor.plan();
        int[] lookUps = {0};

        Matching.match(new FloorPlan(
                plan.now(),
                plan.lines(),
                plan.agents(),
                agent -> {
                    lookUps[0]++;
                    return DeviceState.CONNECTED;
                },
                plan.rules()));

        assertThat(lookUps[0]).isEqualTo(AGENTS);
    }

    private void crowd(Map<String, Integer> wanted) {
        for (int i = 0; i < CALLERS; i++) {
            floor.with(caller(i).wants(wanted));
        }
        for (int i = 0; i < AGENTS; i++) {
            floor.with(agent("agent-" + i * 7919 % AGENTS)
                    .knows(Map.of("spanish", 90))
                    .idle(i * 7919 % 1_000));
        }
    }
}

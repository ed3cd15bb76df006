package io.callyard.routing;

import static io.callyard.routing.AgentSample.SALES;
import static io.callyard.routing.AgentSample.agent;
import static io.callyard.routing.CallerSample.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.QueueSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In which order each strategy asks agents. */
@Tag("R4.8")
class RoutingStrategiesTest {
    private static final Caller CALLER = caller(1).build();

    @Test
    void longestIdleAsksWhoHasHadNothingToDoTheLongest() {
        assertThat(order(
                        "longest_idle",
                        agent("a").idle(5),
                        agent("b").idle(50),
                        agent("c").idle(50),
                        agent("d").idle(9)))
                .isEqualTo("b c d a");
    }

    @Test
    void roundRobinAsksWhoWasAskedTheLongestAgo() {
        assertThat(order(
                        "round_robin",
                        agent("a").offered(5).idle(900),
                        agent("b").offered(50),
                        agent("c"),
                        agent("d").offered(50)))
                .as("who was never asked goes first")
                .isEqualTo("c b d a");
    }

    @Test
    void fewestCallsAsksWhoHasTakenTheFewest() {
        assertThat(order(
                        "fewest_calls",
                        agent("a").calls(2).idle(9),
                        agent("b").calls(1).idle(5),
                        agent("c").calls(1).idle(7),
                        agent("d").calls(1).idle(7)))
                .isEqualTo("c d b a");
    }

    @Test
    void leastTalkTimeAsksWhoHasTalkedTheLeast() {
        assertThat(order(
                        "least_talk_time",
                        agent("a").talked(100).calls(1).idle(9),
                        agent("b").talked(90).calls(9).idle(5),
                        agent("c").talked(90).calls(9).idle(7),
                        agent("d").talked(90).calls(9).idle(7)))
                .isEqualTo("c d b a");
    }

    @Test
    @Tag("R4.3")
    void highestReadinessAsksWhoIsTheMostReady() {
        assertThat(order(
                        "highest_readiness",
                        agent("a").contender(score(40)),
                        agent("b").idle(5).contender(score(90)),
                        agent("c").idle(7).contender(score(90)),
                        agent("d").idle(7).contender(score(90))))
                .isEqualTo("c d b a");
    }

    @Test
    void linearKeepsTheOrderOfTheQueue() {
        assertThat(order(
                        "linear",
                        agent("a").in(SALES, 1, 3).idle(900),
                        agent("b").in(SALES, 1, -1),
                        agent("d").in(SALES, 1, 2),
                        agent("c").in(SALES, 1, 2)))
                .isEqualTo("b c d a");
    }

    @Test
    void ringAllAsksTheLongestIdleTogether() {
        assertThat(order(
                        "ring_all",
                        agent("a").idle(5),
                        agent("b").idle(50),
                        agent("c").idle(50)))
                .isEqualTo("b c a");
        assertThat(RoutingStrategies.standard().names().stream()
                        .filter(name -> RoutingStrategies.standard().named(name).ringsAll()))
                .containsExactly("ring_all");
    }

    @Test
    void randomShufflesForEachCallerInAnotherWayAndAlwaysInTheSame() {
        List<Contender> agents = crowd(20);
        Set<String> orders = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String order = order("random", caller(i).build(), agents);
            assertThat(order("random", caller(i).build(), agents)).isEqualTo(order);
            orders.add(order);
        }
        assertThat(orders).hasSize(100);
    }

    /** By chance alone the number of times that one of ten is first, of 10,000, lies in 1,000 ± 4.5 deviations of 30. */
    @Test
    void randomAsksEveryAgentFirstEquallyOften() {
        List<Contender> agents = crowd(10);
        Map<String, Integer> first = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            Comparator<Contender> order =
                    RoutingStrategies.standard().named("random").order(caller(i).build());
            first.merge(Collections.min(agents, order).agent().id().value(), 1, Integer::sum);
        }
        assertThat(first).hasSize(10);
        assertThat(first.values()).allMatch(times -> times > 865 && times < 1_135);
    }

    @ParameterizedTest
    @MethodSource("names")
    void noOrderLeavesAnythingOpen(String name) {
        List<Contender> alike = new ArrayList<>(crowd(30));
        String order = order(name, CALLER, alike);
        for (int i = 0; i < 20; i++) {
            Collections.rotate(alike, 7);
            Collections.reverse(alike.subList(0, 16));
            assertThat(order(name, CALLER, alike)).isEqualTo(order);
        }
    }

    static Set<String> names() {
        return RoutingStrategies.standard().names();
    }

    @Test
    void theStandardOnesHaveTheirNames() {
        assertThat(names())
                .containsExactly(
                        "longest_idle",
                        "round_robin",
                        "fewest_calls",
                        "least_talk_time",
                        "highest_readiness",
                        "linear",
                        "random",
                        "ring_all")
                .contains(QueueSettings.named("any").strategy())
                .allMatch(
                        name -> RoutingStrategies.standard().named(name).name().equals(name));
    }

    @Test
    void otherStrategiesStandBesideThem() {
        RoutingStrategies all = RoutingStrategies.standard().with(named("mine"), named("yours"));

        assertThat(all.named("mine").name()).isEqualTo("mine");
        assertThat(all.names()).hasSize(10).endsWith("mine", "yours");
        assertThat(all.find("linear")).isPresent();
        assertThat(RoutingStrategies.standard().find("mine")).isEmpty();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RoutingStrategies.standard().with(named("mine")).named("longest-idle"))
                .withMessage("no routing strategy is named longest-idle; there are longest_idle, round_robin,"
                        + " fewest_calls, least_talk_time, highest_readiness, linear, random, ring_all, mine");
    }

    @Test
    void aNameIsGivenOnceAndIsOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingStrategies.standard().with(named("linear")))
                .withMessageContaining("two routing strategies named linear");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingStrategies.standard().with(named(" ")));
    }

    private static RoutingStrategy named(String name) {
        return new RoutingStrategy() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Comparator<Contender> order(Caller caller) {
                return Contender.BY_ID;
            }
        };
    }

    private static List<Contender> crowd(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> agent("agent-" + i).contender())
                .toList();
    }

    private static Readiness score(int value) {
        return new Readiness(value, 1, 1, 1, 1, 1);
    }

    private static String order(String strategy, AgentSample... agents) {
        return order(strategy, Stream.of(agents).map(AgentSample::contender).toArray(Contender[]::new));
    }

    private static String order(String strategy, Contender... agents) {
        return order(strategy, CALLER, List.of(agents));
    }

    private static String order(String strategy, Caller caller, List<Contender> agents) {
        List<String> names = agents.stream()
                .sorted(RoutingStrategies.standard().named(strategy).order(caller))
                .map(contender -> contender.agent().id().value())
                .toList();
        return String.join(" ", names);
    }
}

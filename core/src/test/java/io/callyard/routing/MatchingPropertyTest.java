package io.callyard.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.QueueBook;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Matching over any floors, against the rules as they are spoken. */
class MatchingPropertyTest {
    private static final int FLOORS = 6_000;

    @Test
    @Tag("R4.6")
    @Tag("R4.8")
    @Tag("R4.11")
    void anyFloorIsMatchedByTheRules() {
        Set<Integer> sizes = new TreeSet<>();
        Set<String> strategies = new HashSet<>();
        for (int seed = 0; seed < FLOORS; seed++) {
            FloorPlan plan = new RandomFloor(seed).plan();
            List<NaiveMatching.Outcome> expected = new NaiveMatching(plan).match();

            List<Match> matches = Matching.match(plan);

            assertThat(matches.stream().map(match -> match.caller().id() + " " + match.agents()))
                    .as("floor %d", seed)
                    .containsExactlyElementsOf(expected.stream()
                            .map(outcome -> outcome.caller().id() + " " + outcome.agents())
                            .toList());
            for (int i = 0; i < matches.size(); i++) {
                check(seed, matches.get(i), expected.get(i), plan.agents().size());
                strategies.add(matches.get(i).decision().strategy());
            }
            sizes.add(matches.size());
        }
        assertThat(sizes).as("so many matches on a floor").contains(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(strategies).hasSize(9);
    }

    private static void check(int seed, Match match, NaiveMatching.Outcome expected, int onFloor) {
        List<Candidate> candidates = match.decision().candidates();
        assertThat(match.decision().considered()).isEqualTo(onFloor);
        assertThat(candidates).as("floor %d", seed).hasSize(Math.min(onFloor, Decision.MAX));
        assertThat(candidates.stream().map(Candidate::agent).distinct()).hasSameSizeAs(candidates);
        assertThat(candidates.stream().filter(one -> one.passedOver().isEmpty()).map(Candidate::agent))
                .as("floor %d", seed)
                .containsExactlyElementsOf(match.agents());
        assertThat(expected.reasons()).as("floor %d", seed).containsAll(told(candidates));
    }

    @Test
    void everyExplanationGivesTheReasonAgainstEveryAgent() {
        int chosen = 0;
        for (int seed = 0; seed < FLOORS; seed++) {
            FloorPlan plan = new RandomFloor(seed).plan();
            List<NaiveMatching.Outcome> expected = new NaiveMatching(plan).match();
            for (NaiveMatching.Outcome outcome : expected.subList(0, Math.min(3, expected.size()))) {
                List<Candidate> all = Verdicts.explain(plan, outcome.caller(), queueOf(plan, outcome.caller()));

                assertThat(told(all)).as("floor %d", seed).containsExactlyInAnyOrderElementsOf(outcome.reasons());
                assertThat(firstAgents(all)).isEqualTo(outcome.agents());
                chosen++;
            }
        }
        assertThat(chosen).isGreaterThan(FLOORS);
    }

    @Test
    void theOrderInWhichAgentsAndQueuesAreGivenMakesNoDifference() {
        for (int seed = 0; seed < FLOORS; seed++) {
            FloorPlan plan = new RandomFloor(seed).plan();
            FloorPlan turned = new FloorPlan(
                    plan.now(), turned(plan.lines()), turned(plan.agents()), plan.devices(), plan.rules());

            assertThat(pairs(turned)).as("floor %d", seed).isEqualTo(pairs(plan));
        }
    }

    private static List<String> pairs(FloorPlan plan) {
        return Matching.match(plan).stream()
                .map(match -> match.caller().id() + " " + match.agents())
                .toList();
    }

    private static <T> List<T> turned(List<T> list) {
        return Stream.iterate(list.size() - 1, i -> i >= 0, i -> i - 1)
                .map(list::get)
                .toList();
    }

    private static QueueBook queueOf(FloorPlan plan, Caller caller) {
        return plan.lines().stream()
                .map(Waiting::queue)
                .filter(queue -> queue.id().equals(caller.queue()))
                .findFirst()
                .orElseThrow();
    }

    private static List<AgentId> firstAgents(List<Candidate> candidates) {
        return candidates.stream()
                .takeWhile(one -> one.passedOver().isEmpty())
                .map(Candidate::agent)
                .toList();
    }

    private static List<String> told(List<Candidate> candidates) {
        return candidates.stream()
                .map(one -> one.agent() + " " + one.tier() + " " + one.readiness() + " " + one.passedOver())
                .toList();
    }
}

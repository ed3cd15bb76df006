package io.callyard.routing;

import static io.callyard.routing.AgentSample.SALES;
import static io.callyard.routing.AgentSample.agent;
import static io.callyard.routing.CallerSample.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Why an agent, and why not another: in decisions and in explanations. */
@Tag("R4.8")
class VerdictsTest {
    private static final QueueId CARE = new QueueId("care");

    @Test
    void sayOfEveryAgentWhyNot() {
        FloorSample floor = new FloorSample()
                .device("device", DeviceState.DISCONNECTED)
                .with(caller(1)
                        .waited(18)
                        .wants(Map.of("spanish", 50, "billing", 10))
                        .failed(1, "missed"))
                .with(
                        speaker("first").idle(900),
                        speaker("second").idle(800),
                        speaker("missed").idle(700))
                .with(agent("lacking").idle(600).knows(Map.of("spanish", 49)))
                .with(speaker("stale").heardOf(95).idle(500), speaker("device").idle(400))
                .with(speaker("late").tier(2), speaker("later").tier(3))
                .with(speaker("away").is(Presence.AWAY), speaker("gone").is(Presence.OFFLINE))
                .with(
                        speaker("talks").talking(),
                        speaker("rings").offered(),
                        speaker("writes").wrapsUpFor(5))
                .with(speaker("other").in(CARE, 1, 0));

        List<String> told = List.of(
                "first: ",
                "second: ranked behind",
                "missed: missed this caller before",
                "lacking: lacks billing 10, spanish 50",
                "stale: stale: no heartbeat for 95 s",
                "device: device disconnected",
                "late: tier 2 opens in 12 s",
                "later: tier 3 opens in 42 s",
                "away: away",
                "gone: offline",
                "talks: on a call",
                "rings: offered to another caller",
                "writes: wrapping up",
                "other: not served");
        assertThat(floor.verdicts()).isEqualTo(told);
        Decision decision = floor.match().get(0).decision();
        assertThat(FloorSample.told(decision.candidates())).isEqualTo(told);
        assertThat(decision.strategy()).isEqualTo("longest_idle");
        assertThat(decision.tier()).isEqualTo(1);
        assertThat(decision.considered()).isEqualTo(14);
    }

    @Test
    @Tag("R4.3")
    void tellTierAndReadiness() {
        FloorSample floor = new FloorSample()
                .device("b", DeviceState.UNKNOWN)
                .with(caller(1).waited(60))
                .with(
                        agent("a").idle(600),
                        agent("b").tier(2).idle(600),
                        agent("c").in(CARE, 3, 0).idle(600))
                .with(agent("d").tier(3).idle(600).is(Presence.AWAY).missed(0.5));

        assertThat(floor.match().get(0).decision())
                .isEqualTo(new Decision(
                        "longest_idle",
                        3,
                        4,
                        List.of(
                                candidate("a", 1, 100, ""),
                                candidate("b", 2, 90, "ranked behind"),
                                candidate("d", 3, 90, "away"),
                                candidate("c", 0, 100, "not served"))));
    }

    @Test
    void earlierFailuresBringATierForward() {
        FloorSample floor = new FloorSample()
                .with(caller(1).waited(18).failed(2))
                .with(agent("a").tier(3));

        assertThat(floor.verdicts()).containsExactly("a: tier 3 opens in 12 s");
        assertThat(floor.match()).isEmpty();
    }

    @Test
    void aTierThatOpensWithinASecondIsNotSaidToBeOpen() {
        FloorSample floor = new FloorSample()
                .sales(settings -> settings.with(settings.offers().withTierWait(Duration.ofMillis(10_001))))
                .with(caller(1).waited(10))
                .with(agent("a").tier(2));

        assertThat(floor.verdicts()).containsExactly("a: tier 2 opens in 1 s");
    }

    @Test
    void thoseTakenInTheSamePassAreOfferedToOthers() {
        FloorSample floor = new FloorSample()
                .with(caller(1).waited(20), caller(2).waited(10))
                .with(agent("a").idle(2), agent("b").idle(1));

        List<Match> matches = floor.match();

        assertThat(FloorSample.told(matches.get(0).decision().candidates())).containsExactly("a: ", "b: ranked behind");
        assertThat(FloorSample.told(matches.get(1).decision().candidates()))
                .containsExactly("b: ", "a: offered to another caller");
    }

    @Test
    void anExplanationKnowsThoseWhoseTurnComesBefore() {
        FloorSample floor = new FloorSample()
                .with(caller(1).waited(10), caller(2).waited(20), caller(3).waited(5))
                .with(agent("a").idle(2));
        assertThat(floor.verdicts()).containsExactly("a: offered to another caller");

        floor.with(agent("b").idle(1));
        assertThat(floor.verdicts()).containsExactly("b: ", "a: offered to another caller");
    }

    @Test
    void anExplanationNeedsNeitherTheCallerNorHisQueueInThePlan() {
        FloorSample floor = new FloorSample().with(agent("a"));

        assertThat(FloorSample.told(Verdicts.explain(floor.plan(), caller(1).build(), floor.book(SALES))))
                .containsExactly("a: ");
    }

    @Test
    void whoIsEngagedWithTheCallerIsTheChosenOne() {
        FloorSample floor = new FloorSample()
                .with(caller(1).is(CallerState.OFFERED))
                .with(agent("a").idle(900))
                .with(agent("b").engaged(caller(1).build().id(), false));

        assertThat(floor.verdicts()).containsExactly("b: ", "a: ranked behind");
    }

    @Test
    void whatDoesNotCountForTheCallerIsNotSaid() {
        FloorSample floor = new FloorSample()
                .device("a", DeviceState.DISCONNECTED)
                .with(caller(1)
                        .wants("spanish", 50)
                        .without(Feature.HEARTBEAT, Feature.DEVICE_CHECK, Feature.ENHANCED_DISCOVERY))
                .with(agent("b").heardOf(900), agent("c").tier(9), agent("a"));

        assertThat(floor.verdicts()).containsExactly("a: ", "b: ranked behind", "c: ranked behind");
        assertThat(floor.match().get(0).decision().tier()).isEqualTo(100);
    }

    @Test
    void aDecisionNamesTheNearestOfMany() {
        FloorSample floor = new FloorSample().with(caller(1).failed(1, passedUpTo(49)));
        for (int i = 0; i < 100; i++) {
            floor.with(agent(name(i)).idle(1_000 - i));
        }

        List<Candidate> candidates = floor.match().get(0).decision().candidates();

        assertThat(candidates).hasSize(Decision.MAX).startsWith(candidate(name(50), 1, 100, ""));
        assertThat(FloorSample.told(candidates.subList(1, 6)))
                .startsWith(name(45) + ": missed this caller before")
                .endsWith(name(49) + ": missed this caller before");
        assertThat(FloorSample.told(candidates.subList(6, 20)))
                .startsWith(name(51) + ": ranked behind")
                .endsWith(name(64) + ": ranked behind");
        assertThat(floor.verdicts()).hasSize(100);
    }

    @Test
    void aDecisionForTheLastOfManyNamesThoseBeforeHim() {
        FloorSample floor = new FloorSample().with(caller(1).failed(1, passedUpTo(98)));
        for (int i = 0; i < 100; i++) {
            floor.with(agent(name(i)).idle(1_000 - i));
        }

        List<Candidate> candidates = floor.match().get(0).decision().candidates();

        assertThat(FloorSample.told(candidates))
                .hasSize(Decision.MAX)
                .startsWith(name(99) + ": ", name(80) + ": missed this caller before")
                .endsWith(name(98) + ": missed this caller before");
    }

    private static String[] passedUpTo(int last) {
        return IntStream.rangeClosed(0, last).mapToObj(VerdictsTest::name).toArray(String[]::new);
    }

    private static String name(int i) {
        return String.format("agent-%03d", i);
    }

    private static AgentSample speaker(String id) {
        return agent(id).idle(1).knows(Map.of("spanish", 50, "billing", 10));
    }

    private static Candidate candidate(String id, int tier, int readiness, String passedOver) {
        return new Candidate(new AgentId(id), tier, readiness, passedOver);
    }
}

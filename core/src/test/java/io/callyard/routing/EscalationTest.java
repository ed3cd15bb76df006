package io.callyard.routing;

import static io.callyard.routing.AgentSample.agent;
import static io.callyard.routing.CallerSample.caller;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the search widens: by time, by failure, and from agent to agent. */
@Tag("R4.8")
class EscalationTest {

    @ParameterizedTest
    @CsvSource({"29, 0, 1", "30, 0, 2", "59, 0, 2", "60, 0, 3", "0, 1, 1", "0, 2, 2", "29, 2, 2", "30, 2, 3", "0, 3, 2"
    })
    void aTierOpensAfterATimeAndOneMoreAfterTwoFailures(long waited, int failed, int open) {
        for (int tier = 1; tier <= 4; tier++) {
            FloorSample floor = new FloorSample()
                    .with(caller(1).waited(waited).failed(failed))
                    .with(agent("a").tier(tier));
            assertThat(floor.pairs()).as("tier " + tier).hasSize(tier <= open ? 1 : 0);
        }
    }

    @Test
    void aHeadStartOpensNoTier() {
        FloorSample floor = new FloorSample()
                .with(caller(1).waited(20).headStart(900))
                .with(agent("a").tier(2));

        assertThat(floor.pairs()).isEmpty();
    }

    @Test
    void withoutATimeForATierAllAreOpen() {
        FloorSample floor = new FloorSample()
                .sales(settings -> settings.with(settings.offers().withTierWait(Duration.ZERO)))
                .with(caller(1).waited(0))
                .with(agent("a").tier(100));

        assertThat(floor.pairs()).containsExactly("1>a");
    }

    @Test
    void theLowestTierWithSomebodyIsUsed() {
        FloorSample floor = new FloorSample()
                .with(
                        caller(1).waited(70),
                        caller(2).waited(69),
                        caller(3).waited(68),
                        caller(4).waited(20))
                .with(
                        agent("a").tier(3).idle(900),
                        agent("b").tier(2).idle(800),
                        agent("c").tier(1).idle(1));

        assertThat(floor.pairs()).containsExactly("1>c", "2>b", "3>a");
    }

    @Test
    void afterTwoFailuresSkillsNoLongerCount() {
        AgentSample[] agents = {
            agent("a").knows(Map.of("spanish", 90)).idle(1),
            agent("b").knows(Map.of("spanish", 20)).idle(2)
        };

        assertThat(new FloorSample()
                        .with(caller(1).wants("spanish", 50).failed(1))
                        .with(agents)
                        .pairs())
                .containsExactly("1>a");
        assertThat(new FloorSample()
                        .with(caller(1).wants("spanish", 50).failed(2))
                        .with(agents)
                        .pairs())
                .containsExactly("1>b");
    }

    @Test
    void whoDidNotTakeHimComesAfterAllOthersOfAnyOpenTier() {
        FloorSample floor = new FloorSample()
                .with(caller(1).waited(40).failedAt("a"))
                .with(agent("a").idle(900), agent("b").tier(2).idle(1));

        assertThat(floor.pairs()).containsExactly("1>b");
    }

    @Test
    void whoDidNotTakeHimIsPassedOverForThoseBehindHim() {
        FloorSample floor = new FloorSample()
                .with(caller(1).failed(1, "a", "b", "c"))
                .with(
                        agent("a").idle(900),
                        agent("b").idle(800),
                        agent("c").idle(700),
                        agent("d").idle(1));

        assertThat(floor.pairs()).containsExactly("1>d");
    }

    @Test
    void whoDidNotTakeHimStillTakesOthers() {
        FloorSample floor = new FloorSample()
                .with(caller(1).failedAt("a").waited(20), caller(2).waited(10))
                .with(agent("a").idle(900), agent("b").idle(1));

        assertThat(floor.pairs()).containsExactly("1>b", "2>a");
    }

    @Test
    void ifOnlyTheyAreLeftTheOldestFailureIsAskedAgain() {
        FloorSample floor = new FloorSample()
                .with(caller(1).failed(1, "c", "b", "a"))
                .with(agent("a").idle(900), agent("b").tier(1).idle(800));

        assertThat(floor.pairs()).containsExactly("1>b");
    }

    @Test
    void whoIsAskedAgainMustStillBeAbleTo() {
        FloorSample floor = new FloorSample()
                .with(caller(1).wants("spanish", 50).failedAt("b", "a").failed(1, "b", "a"))
                .with(agent("a").knows(Map.of("spanish", 50)), agent("b"))
                .with(caller(2).failed(1, "a", "b").waited(5));

        assertThat(floor.pairs()).containsExactly("1>a", "2>b");
    }

    @Test
    void ringingAllAsksAllOfTheLowestTierTogether() {
        FloorSample floor = ringAll()
                .with(caller(1).waited(40), caller(2).waited(39), caller(3).waited(38))
                .with(
                        agent("a").idle(1),
                        agent("b").idle(2),
                        agent("c").tier(2).idle(900),
                        agent("d").talking());

        assertThat(floor.pairs()).containsExactly("1>b+a", "2>c");
    }

    @Test
    void ringingAllAsksTenAtTheMost() {
        FloorSample floor = ringAll().with(caller(1), caller(2).waited(5));
        for (int i = 0; i < 12; i++) {
            floor.with(agent("a" + i).idle(100 - i));
        }

        assertThat(floor.pairs()).containsExactly("1>a0+a1+a2+a3+a4+a5+a6+a7+a8+a9", "2>a10+a11");
    }

    @Test
    void ringingAllTakesOneRoomOfEach() {
        FloorSample floor = ringAll()
                .with(caller(1), caller(2).waited(5))
                .with(agent("a").idle(2), agent("bot").capacity(2).idle(1));

        assertThat(floor.pairs()).containsExactly("1>a+bot", "2>bot");
    }

    @Test
    void ringingAllLeavesOutWhoDidNotTakeHimWhileThereAreOthers() {
        FloorSample floor = ringAll()
                .with(caller(1).failed(1, "a", "b").waited(40))
                .with(agent("a"), agent("b"), agent("c").tier(2));
        assertThat(floor.pairs()).containsExactly("1>c");

        floor = ringAll()
                .with(caller(1).failed(1, "c", "b", "a", "d").waited(40))
                .with(agent("a"), agent("b"), agent("c").tier(2), agent("d").tier(2));
        assertThat(floor.pairs())
                .as("again, those of the tier of the oldest failure")
                .containsExactly("1>c+d");
    }

    @Test
    void ringingAllTriesTheAgentWhoKnowsHimAlone() {
        FloorSample floor = ringAll()
                .with(caller(1).prefers("b"))
                .with(agent("a").idle(900), agent("b").idle(1));

        assertThat(floor.pairs()).containsExactly("1>b");
    }

    private static FloorSample ringAll() {
        return new FloorSample().sales(settings -> settings.routedBy("ring_all"));
    }
}

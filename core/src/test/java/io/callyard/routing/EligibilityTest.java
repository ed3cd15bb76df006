package io.callyard.routing;

import static io.callyard.routing.AgentSample.SALES;
import static io.callyard.routing.AgentSample.agent;
import static io.callyard.routing.CallerSample.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may take a caller. */
class EligibilityTest {
    private static final QueueId CARE = new QueueId("care");

    private final FloorSample floor = new FloorSample().with(caller(1));

    @Test
    void whoIsReadyMay() {
        assertThat(floor.with(agent("a")).pairs()).containsExactly("1>a");
    }

    @Test
    void whoServesOtherQueuesMayNot() {
        assertThat(floor.with(agent("a").in(CARE, 1, 0)).pairs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVAILABLE")
    void whoIsNotAvailableMayNot(Presence presence) {
        assertThat(floor.with(agent("a").is(presence)).pairs()).isEmpty();
    }

    @Test
    void whoWrapsUpOrTalksOrIsAskedMayNot() {
        assertThat(floor.with(
                                agent("a").wrapsUpFor(1),
                                agent("b").talking(),
                                agent("c").offered())
                        .pairs())
                .isEmpty();
    }

    @Test
    @Tag("R4.1")
    void whoIsStaleMayNot() {
        assertThat(floor.with(agent("a").heardOf(91)).pairs()).isEmpty();
        assertThat(floor.with(agent("b").heardOf(90)).pairs()).containsExactly("1>b");
    }

    @Test
    @Tag("R4.2")
    void whoseDeviceIsDisconnectedMayNot() {
        floor.device("a", DeviceState.DISCONNECTED).with(agent("a").idle(900));
        assertThat(floor.pairs()).isEmpty();

        floor.device("b", DeviceState.UNKNOWN).with(agent("b"));
        assertThat(floor.pairs()).containsExactly("1>b");
    }

    @ParameterizedTest
    @CsvSource({"50, 50, true", "49, 50, false", "100, 1, true"})
    void whoLacksASkillMayNot(int has, int wanted, boolean may) {
        FloorSample spanish = new FloorSample()
                .with(caller(1).wants("spanish", wanted))
                .with(agent("a").knows(Map.of("spanish", has, "billing", 100)));

        assertThat(spanish.pairs()).hasSize(may ? 1 : 0);
    }

    @Test
    void everyWantedSkillIsNeededFromOneAgent() {
        FloorSample two = new FloorSample()
                .with(caller(1).wants(Map.of("spanish", 10, "billing", 10)))
                .with(agent("a").knows(Map.of("spanish", 90)), agent("b").knows(Map.of("billing", 90)));
        assertThat(two.pairs()).isEmpty();

        two.with(agent("c").knows(Map.of("spanish", 10, "billing", 10)));
        assertThat(two.pairs()).containsExactly("1>c");
    }

    @Test
    void aLanguageIsNoSkill() {
        FloorSample spanish = new FloorSample().with(caller(1).speaks("es")).with(agent("a"));

        assertThat(spanish.pairs()).containsExactly("1>a");
    }

    @Test
    void aPersonTakesOneInAPass() {
        assertThat(floor.with(caller(2)).with(agent("a")).pairs()).containsExactly("1>a");
    }

    @Test
    void aProgramTakesAsManyAsItHasRoomFor() {
        floor.with(caller(2), caller(3), caller(4))
                .with(agent("bot").capacity(4).talking().offered());

        assertThat(floor.pairs()).containsExactly("1>bot", "2>bot");
    }

    @Test
    void roomIsSharedByAllQueues() {
        floor.with(caller(2).in(CARE).waited(5), caller(3).in(CARE).waited(4))
                .with(agent("bot").in(SALES, 1, 0).in(CARE, 1, 0).capacity(2));

        assertThat(floor.pairs()).containsExactly("1>bot", "2>bot");
    }

    @Test
    void theFirstOfTheStrategyTakesHim() {
        FloorSample linear = new FloorSample()
                .sales(settings -> settings.routedBy("linear"))
                .with(caller(1))
                .with(agent("a").in(SALES, 1, 2), agent("b").in(SALES, 1, 1));

        assertThat(linear.pairs()).containsExactly("1>b");
    }

    @Test
    void whoeverAStrategyTakesForEqualIsAskedByHisId() {
        RoutingStrategy indifferent = new RoutingStrategy() {
            @Override
            public String name() {
                return "indifferent";
            }

            @Override
            public Comparator<Contender> order(Caller caller) {
                return (one, other) -> 0;
            }
        };
        FloorSample custom = new FloorSample()
                .with(indifferent)
                .sales(settings -> settings.routedBy("indifferent"))
                .with(caller(1), caller(2))
                .with(agent("b"), agent("c"), agent("a"));

        assertThat(custom.pairs()).containsExactly("1>a", "2>b");
    }

    @Test
    void whereNobodyKnowsTheStrategyTheLongestIdleTakesHim() {
        FloorSample custom = new FloorSample()
                .sales(settings -> settings.routedBy("from_a_newer_node"))
                .with(caller(1))
                .with(agent("a").idle(1), agent("b").idle(2));

        assertThat(custom.pairs()).containsExactly("1>b");
        assertThat(custom.match().get(0).decision().strategy()).isEqualTo("longest_idle");
    }

    @Test
    void theAgentWhoKnowsHimGoesFirst() {
        FloorSample known = new FloorSample()
                .with(caller(1).prefers("b").waited(40))
                .with(agent("a").idle(900), agent("b").tier(2).idle(1));

        assertThat(known.pairs()).containsExactly("1>b");
    }

    @Test
    void theAgentWhoKnowsHimMustBeAbleToTakeHim() {
        FloorSample floor = new FloorSample()
                .sales(settings -> settings.with(settings.offers().withTierWait(Duration.ofSeconds(20))))
                .with(caller(1).prefers("b").wants("spanish", 1))
                .with(agent("a").knows(Map.of("spanish", 1)));

        assertThat(floor.with(agent("b")).pairs()).as("lacks the skill").containsExactly("1>a");
        assertThat(new FloorSample()
                        .with(caller(1).prefers("b").waited(0))
                        .with(agent("b").tier(2))
                        .pairs())
                .as("his tier is closed")
                .isEmpty();
        assertThat(new FloorSample()
                        .with(caller(1).prefers("b"))
                        .with(agent("a"))
                        .pairs())
                .as("is not there")
                .containsExactly("1>a");
        assertThat(new FloorSample()
                        .with(caller(1).prefers("b").failedAt("b"))
                        .with(agent("a").idle(1), agent("b").idle(900))
                        .pairs())
                .as("did not take him before")
                .containsExactly("1>a");
    }

    @Test
    void theAgentWhoKnowsSomebodyElseGoesToWhoeverComesFirst() {
        FloorSample known = new FloorSample()
                .with(caller(1).waited(20), caller(2).waited(10).prefers("a"))
                .with(agent("a").idle(2), agent("b").idle(1));

        assertThat(known.pairs()).containsExactly("1>a", "2>b");
    }

    @Test
    void aMemberOfTheLastTierCanBeReached() {
        FloorSample late = new FloorSample()
                .with(caller(1).waited(30L * (Membership.MAX_TIER - 1)))
                .with(agent("a").tier(Membership.MAX_TIER));

        assertThat(late.pairs()).containsExactly("1>a");
    }
}

package io.callyard.routing;

import static io.callyard.routing.AgentSample.SALES;
import static io.callyard.routing.AgentSample.agent;
import static io.callyard.routing.CallerSample.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.QueueId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
@Tag("R4.6")
class TurnsTest {
    private static final QueueId CARE = new QueueId("care");

    @Test
    void aLineIsServedFromItsHead() {
        FloorSample floor = new FloorSample()
                .with(caller(3).waited(20), caller(1).waited(5), caller(2).waited(30))
                .with(agent("a").idle(9), agent("b").idle(8));

        assertThat(floor.pairs()).containsExactly("2>a", "3>b");
    }

    @Test
    void ofEqualKeysTheSmallerIdGoesFirst() {
        FloorSample floor = new FloorSample().with(caller(2), caller(1)).with(agent("a"));

        assertThat(floor.pairs()).containsExactly("1>a");
    }

    @Test
    void aHeadStartCountsAsWaiting() {
        FloorSample floor = new FloorSample()
                .with(caller(1).waited(60), caller(2).waited(1).headStart(120))
                .with(agent("a"));

        assertThat(floor.pairs()).containsExactly("2>a");
    }

    @Test
    void whoSharesAgentsWithAnotherQueueWaitsNoLongerThanTheyDo() {
        FloorSample floor = new FloorSample()
                .with(caller(1).waited(20), caller(2).waited(10))
                .with(caller(3).in(CARE).waited(15), caller(4).in(CARE).waited(5))
                .with(
                        both("a").idle(9),
                        both("b").idle(8),
                        both("c").idle(7),
                        both("d").idle(6));

        assertThat(floor.pairs()).containsExactly("1>a", "3>b", "2>c", "4>d");
    }

    @Test
    void theWeightOfAQueueMakesItsTimeCountMore() {
        FloorSample floor = new FloorSample()
                .queue(CARE, settings -> settings.weighing(2))
                .with(caller(1).waited(20), caller(2).waited(19))
                .with(caller(3).in(CARE).waited(11), caller(4).in(CARE).waited(9))
                .with(
                        both("a").idle(9),
                        both("b").idle(8),
                        both("c").idle(7),
                        both("d").idle(6));

        assertThat(floor.pairs()).containsExactly("3>a", "1>b", "2>c", "4>d");
    }

    @Test
    void ofEqualWeightedWaitsTheEarlierGoesFirst() {
        FloorSample floor = new FloorSample()
                .queue(CARE, settings -> settings.weighing(2))
                .with(caller(1).in(CARE).waited(10), caller(2).waited(20))
                .with(both("a"));

        assertThat(floor.pairs()).containsExactly("2>a");
    }

    @Test
    void whoIsToWaitFirstIsNotPutFurtherBackByAWeight() {
        FloorSample floor = new FloorSample()
                .queue(CARE, settings -> settings.weighing(100))
                .with(
                        caller(1).in(CARE).waited(0).headStart(-50),
                        caller(2).waited(0).headStart(-60))
                .with(both("a"));

        assertThat(floor.pairs()).containsExactly("1>a");
    }

    @Test
    void whoMayNotBeOfferedNowIsLeftOut() {
        FloorSample floor = new FloorSample()
                .with(caller(1).waited(99).callback(1), caller(2).waited(98).is(CallerState.OFFERED))
                .with(caller(3).waited(50).callback(0), caller(4).waited(40))
                .with(agent("a").idle(9), agent("b").idle(8), agent("c").idle(7));

        assertThat(floor.pairs()).containsExactly("3>a", "4>b");
    }

    @Test
    void whoFindsNobodyHoldsUpNobody() {
        FloorSample floor = new FloorSample()
                .with(caller(1).waited(30).wants("spanish", 50), caller(2).waited(20))
                .with(agent("a"));

        assertThat(floor.pairs()).containsExactly("2>a");
    }

    @Test
    void aQueueWithoutAgentsHoldsUpNoOther() {
        FloorSample floor = new FloorSample()
                .with(caller(1).in(CARE).waited(30), caller(2).waited(20))
                .with(agent("a"));

        assertThat(floor.pairs()).containsExactly("2>a");
    }

    @Test
    void withoutCallersOrAgentsThereIsNothingToDo() {
        assertThat(new FloorSample().with(agent("a")).pairs()).isEmpty();
        assertThat(new FloorSample()
                        .sales(settings -> settings)
                        .with(agent("a"))
                        .pairs())
                .isEmpty();
        assertThat(new FloorSample().with(caller(1)).pairs()).isEmpty();
        assertThat(new FloorSample().pairs()).isEmpty();
    }

    private static AgentSample both(String id) {
        return agent(id).in(SALES, 1, 0).in(CARE, 1, 0);
    }
}

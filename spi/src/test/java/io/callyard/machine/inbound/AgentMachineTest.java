package io.callyard.machine.inbound;

import static io.callyard.machine.inbound.Given.AGENTS;
import static io.callyard.machine.inbound.Given.ANN;
import static io.callyard.machine.inbound.Given.CALLER;
import static io.callyard.machine.inbound.Given.NOW;
import static io.callyard.machine.inbound.Given.OFFER;
import static io.callyard.machine.inbound.Given.SALES;
import static io.callyard.machine.inbound.Given.TENANT;
import static io.callyard.machine.inbound.Given.after;
import static io.callyard.machine.inbound.Given.offered;
import static io.callyard.machine.inbound.Given.ready;
import static io.callyard.machine.inbound.Given.talks;
import static io.callyard.machine.inbound.Given.wrapsUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callyard.event.AgentEvent.AgentRegistered;
import io.callyard.event.AgentEvent.AgentStateChanged;
import io.callyard.event.AgentEvent.PresenceChanged;
import io.callyard.machine.Transition;
import io.callyard.machine.inbound.AgentMachine.Release;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Presence;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls do to an agent. */
@Tag("R4.8")
class AgentMachineTest {
    private static final CallerId SECOND = new CallerId(new UUID(1, 2));
    private static final OfferId OTHER = new OfferId(new UUID(2, 2));
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static Agent in(AgentState state) {
        return switch (state) {
            case READY -> ready();
            case OFFERED -> offered();
            case ON_CALL -> talks();
            case WRAP_UP -> wrapsUp();
        };
    }

    /** Every change in every state: the state it leads to, or "-" where it changes nothing at all. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            #         | READY   | OFFERED | ON_CALL | WRAP_UP
            offered   | OFFERED | -       | -       | -
            missed    | -       | READY   | -       | -
            answered  | -       | READY   | -       | -
            rescinded | -       | READY   | -       | -
            talks     | -       | ON_CALL | -       | -
            talked    | -       | -       | WRAP_UP | -
            wrappedUp | -       | -       | -       | READY
            timeOver  | -       | -       | -       | -
            """)
    void movesAlongTheEdgesOfTheDiagramOnly(String change, String ready, String offered, String onCall, String wrapUp) {
        String[] expected = {ready, offered, onCall, wrapUp};
        for (AgentState from : AgentState.values()) {
            Agent agent = in(from);
            assertThat(agent.stateAt(after(1))).isEqualTo(from);
            Transition<Agent> transition = change(change).apply(agent);

            String to = expected[from.ordinal()];
            assertThat(Given.isUnchanged(agent, transition))
                    .as("%s in %s", change, from)
                    .isEqualTo(to.equals("-"));
            if (!to.equals("-")) {
                AgentState state = AgentState.valueOf(to);
                assertThat(transition.state().stateAt(after(1)))
                        .as("%s in %s", change, from)
                        .isEqualTo(state);
                assertThat(transition.state().updatedAt()).isEqualTo(after(1));
                assertThat(transition.events()).containsExactly(new AgentStateChanged(ANN, state));
            }
        }
    }

    private static Function<Agent, Transition<Agent>> change(String name) {
        return agent -> switch (name) {
            case "offered" -> AGENTS.offered(agent, SECOND, OTHER, after(1));
            case "missed" -> AGENTS.released(agent, OFFER, Release.MISSED, after(1));
            case "answered" -> AGENTS.released(agent, OFFER, Release.ANSWERED, after(1));
            case "rescinded" -> AGENTS.released(agent, OFFER, Release.RESCINDED, after(1));
            case "talks" -> AGENTS.talks(agent, CALLER, after(1));
            case "talked" -> AGENTS.talked(agent, CALLER, TEN_SECONDS, after(1));
            case "wrappedUp" -> AGENTS.wrapUpOver(agent, true, after(1));
            case "timeOver" -> AGENTS.wrapUpOver(agent, false, after(1));
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void isRegisteredOffline() {
        AgentProfile profile = AgentProfile.of("Ann", SALES);
        Transition<Agent> registered = AGENTS.register(TENANT, ANN, profile, NOW);

        assertThat(registered.state().presence()).isEqualTo(Presence.OFFLINE);
        assertThat(registered.state().stateAt(NOW)).isEqualTo(AgentState.READY);
        assertThat(registered.state().isReadyAt(NOW)).isFalse();
        assertThat(registered.state().attentionAt()).isNull();
        assertThat(registered.events()).containsExactly(new AgentRegistered(ANN, profile));
    }

    @Test
    void changesHisProfileAndKeepsHisCalls() {
        AgentProfile wide = AgentProfile.of("Ann", SALES).withCapacity(2);
        Transition<Agent> changed = AGENTS.change(talks(), wide, after(1));

        assertThat(changed.state().engagements()).isEqualTo(talks().engagements());
        assertThat(changed.events())
                .as("there is room for another")
                .containsExactly(new AgentRegistered(ANN, wide), new AgentStateChanged(ANN, AgentState.READY));
        assertThat(AGENTS.change(ready(), wide, NOW).events()).containsExactly(new AgentRegistered(ANN, wide));
        Agent agent = ready();
        assertThat(Given.isUnchanged(agent, AGENTS.change(agent, agent.profile(), after(1))))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Presence.class, names = "AVAILABLE", mode = EnumSource.Mode.EXCLUDE)
    void isNotOfferedAnythingUnlessHeIsThere(Presence presence) {
        Agent agent = AGENTS.choose(ready(), presence, after(5)).state();

        assertThat(Given.isUnchanged(agent, AGENTS.offered(agent, CALLER, OFFER, after(6))))
                .isTrue();
    }

    @Test
    void fillsHisCapacity() {
        Agent one = AGENTS.offered(ready(2), CALLER, OFFER, NOW).state();
        Transition<Agent> again = AGENTS.offered(one, CALLER, OTHER, NOW);
        Agent two = AGENTS.offered(one, SECOND, OTHER, NOW).state();

        assertThat(Given.isUnchanged(one, again)).as("the same caller").isTrue();
        assertThat(two.engagements()).hasSize(2);
        assertThat(AGENTS.offered(one, SECOND, OTHER, NOW).events())
                .as("OFFERED already")
                .isEmpty();
        CallerId third = new CallerId(new UUID(1, 3));
        assertThat(Given.isUnchanged(two, AGENTS.offered(two, third, OTHER, NOW)))
                .isTrue();
    }

    @Test
    void tellsHisStateAsHisCallsComeAndGo() {
        Transition<Agent> offered = AGENTS.offered(ready(2), CALLER, OFFER, NOW);
        Transition<Agent> talks = AGENTS.talks(offered.state(), CALLER, NOW);
        Transition<Agent> second = AGENTS.offered(talks.state(), SECOND, OTHER, NOW);
        Transition<Agent> full = AGENTS.talks(second.state(), SECOND, NOW);
        Transition<Agent> less = AGENTS.talked(full.state(), CALLER, Duration.ZERO, NOW);

        assertThat(offered.events()).containsExactly(new AgentStateChanged(ANN, AgentState.OFFERED));
        assertThat(talks.events()).as("room for another").containsExactly(new AgentStateChanged(ANN, AgentState.READY));
        assertThat(second.events()).containsExactly(new AgentStateChanged(ANN, AgentState.OFFERED));
        assertThat(full.events()).containsExactly(new AgentStateChanged(ANN, AgentState.ON_CALL));
        assertThat(less.events()).containsExactly(new AgentStateChanged(ANN, AgentState.READY));
        assertThat(less.state().engagements()).containsExactly(new Engagement(SECOND, OTHER, true, NOW));
    }

    @Test
    void isReleasedFromTheOfferThatIsMeantAndNotWhileHeTalks() {
        Agent offered = offered();
        Agent talks = talks();

        assertThat(Given.isUnchanged(offered, AGENTS.released(offered, OTHER, Release.MISSED, NOW)))
                .isTrue();
        assertThat(Given.isUnchanged(talks, AGENTS.released(talks, OFFER, Release.RESCINDED, NOW)))
                .isTrue();
    }

    @Test
    void talksToWhomHeWasOfferedOnly() {
        Agent offered = offered();
        Agent talks = talks();

        assertThat(Given.isUnchanged(offered, AGENTS.talks(offered, SECOND, NOW)))
                .isTrue();
        assertThat(Given.isUnchanged(offered, AGENTS.talked(offered, CALLER, TEN_SECONDS, NOW)))
                .isTrue();
        assertThat(Given.isUnchanged(talks, AGENTS.talked(talks, SECOND, TEN_SECONDS, NOW)))
                .isTrue();
    }

    @Test
    void countsWhatHeHasDone() {
        Agent talks = AGENTS.talks(offered(), CALLER, after(5)).state();
        AgentRecord record =
                AGENTS.talked(talks, CALLER, TEN_SECONDS, after(65)).state().history();

        assertThat(talks.history().offeredAt()).isEqualTo(NOW);
        assertThat(record.calls()).isEqualTo(1);
        assertThat(record.talked()).isEqualTo(Duration.ofSeconds(60));
        assertThat(record.idleSince()).as("after the work after the call").isEqualTo(after(75));
    }

    @Test
    void talkedForNoTimeIfTheClockWentBack() {
        Agent talks = AGENTS.talks(offered(), CALLER, after(5)).state();

        assertThat(AGENTS.talked(talks, CALLER, TEN_SECONDS, NOW)
                        .state()
                        .history()
                        .talked())
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void isDoneWithTheWorkAfterACallWhenItsTimeIs() {
        Agent wrapsUp = wrapsUp();
        Transition<Agent> over = AGENTS.wrapUpOver(wrapsUp, false, after(10));

        assertThat(wrapsUp.attentionAt()).isEqualTo(after(10));
        assertThat(wrapsUp.isReadyAt(after(9))).isFalse();
        assertThat(wrapsUp.isReadyAt(after(10))).isTrue();
        assertThat(Given.isUnchanged(wrapsUp, AGENTS.wrapUpOver(wrapsUp, false, after(9))))
                .isTrue();
        assertThat(over.events()).containsExactly(new AgentStateChanged(ANN, AgentState.READY));
        assertThat(over.state().history().idleSince()).isEqualTo(after(10));
        assertThat(Given.isUnchanged(over.state(), AGENTS.wrapUpOver(over.state(), false, after(11))))
                .isTrue();
    }

    @Test
    void isDoneWithTheWorkAfterACallWhenHeSaysSo() {
        Transition<Agent> over = AGENTS.wrapUpOver(wrapsUp(), true, after(4));

        assertThat(over.state().isReadyAt(after(4))).isTrue();
        assertThat(over.state().history().idleSince()).isEqualTo(after(4));
        assertThat(Given.isUnchanged(over.state(), AGENTS.wrapUpOver(over.state(), true, after(5))))
                .isTrue();
    }

    @Test
    void tellsThatTheWorkAfterACallIsOverWhoeverLooksFirst() {
        Agent wrapsUp = wrapsUp();
        Transition<Agent> heard = AGENTS.heartbeat(wrapsUp, after(11));

        assertThat(heard.events()).containsExactly(new AgentStateChanged(ANN, AgentState.READY));
        assertThat(Given.isUnchanged(heard.state(), AGENTS.wrapUpOver(heard.state(), false, after(12))))
                .isTrue();
        assertThat(AGENTS.offered(wrapsUp, SECOND, OTHER, after(11)).events())
                .containsExactly(new AgentStateChanged(ANN, AgentState.OFFERED));
        assertThat(AGENTS.choose(wrapsUp, Presence.AWAY, after(11)).events())
                .containsExactly(
                        new PresenceChanged(ANN, Presence.AWAY, ""), new AgentStateChanged(ANN, AgentState.READY));
    }

    @Test
    void doesTheWorkOfTheLongerOfTwoCalls() {
        Agent one = AGENTS.talks(AGENTS.offered(ready(2), CALLER, OFFER, NOW).state(), CALLER, NOW)
                .state();
        Agent two = AGENTS.talks(AGENTS.offered(one, SECOND, OTHER, NOW).state(), SECOND, NOW)
                .state();
        Agent left = AGENTS.talked(two, CALLER, Duration.ofSeconds(60), NOW).state();

        assertThat(AGENTS.talked(left, SECOND, Duration.ofSeconds(5), after(1))
                        .state()
                        .wrapUpUntil())
                .isEqualTo(after(60));
    }

    @Test
    void isSetAwayAfterThreeMissedOffersInARow() {
        Agent agent = ready();
        for (int missed = 1; missed <= 2; missed++) {
            Transition<Agent> released = missed(agent);
            assertThat(released.events()).containsExactly(new AgentStateChanged(ANN, AgentState.READY));
            agent = released.state();
            assertThat(agent.history().missedInARow()).isEqualTo(missed);
        }

        Transition<Agent> third = missed(agent);

        assertThat(third.state().presence()).isEqualTo(Presence.AWAY);
        assertThat(third.state().presenceReason()).isEqualTo("3 offers missed");
        assertThat(third.events())
                .containsExactly(
                        new AgentStateChanged(ANN, AgentState.READY),
                        new PresenceChanged(ANN, Presence.AWAY, "3 offers missed"));
        Agent back = AGENTS.choose(third.state(), Presence.AVAILABLE, after(60)).state();
        assertThat(back.history().missedInARow()).as("begins anew").isZero();
        assertThat(missed(back).state().presence()).isEqualTo(Presence.AVAILABLE);
    }

    private static Transition<Agent> missed(Agent agent) {
        Agent asked = AGENTS.offered(agent, CALLER, OFFER, agent.wrapUpUntil()).state();
        return AGENTS.released(asked, OFFER, Release.MISSED, after(15));
    }

    @Test
    void countsMissedOffersInARowOnly() {
        Agent twice = missed(missed(ready()).state()).state();
        Agent asked = AGENTS.offered(twice, CALLER, OFFER, after(20)).state();
        Agent answered =
                AGENTS.released(asked, OFFER, Release.ANSWERED, after(21)).state();
        Agent rescinded =
                AGENTS.released(asked, OFFER, Release.RESCINDED, after(21)).state();
        Agent talks = AGENTS.talks(asked, CALLER, after(21)).state();

        assertThat(answered.history().missedInARow()).isZero();
        assertThat(talks.history().missedInARow()).isZero();
        assertThat(rescinded.history().missedInARow()).isEqualTo(2);
        assertThat(twice.history().missedRecently()).isCloseTo(0.125 + 0.125 * 0.875, within(1e-9));
        assertThat(answered.history().missedRecently())
                .isLessThan(twice.history().missedRecently());
    }

    @Test
    void isNotSetAwayTwice() {
        Agent two = missed(missed(ready()).state()).state();
        Agent asked = AGENTS.offered(two, CALLER, OFFER, after(20)).state();
        Agent gone = AGENTS.choose(asked, Presence.OFFLINE, after(21)).state();

        assertThat(AGENTS.released(gone, OFFER, Release.MISSED, after(35))
                        .state()
                        .presence())
                .isEqualTo(Presence.OFFLINE);
    }
}

package io.callyard.machine.inbound;

import static io.callyard.machine.inbound.Given.AGENTS;
import static io.callyard.machine.inbound.Given.ANN;
import static io.callyard.machine.inbound.Given.NOW;
import static io.callyard.machine.inbound.Given.after;
import static io.callyard.machine.inbound.Given.offered;
import static io.callyard.machine.inbound.Given.offline;
import static io.callyard.machine.inbound.Given.ready;
import static io.callyard.machine.inbound.Given.talks;
import static io.callyard.machine.inbound.Given.wrapsUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.event.AgentEvent.AgentStateChanged;
import io.callyard.event.AgentEvent.PresenceChanged;
import io.callyard.machine.Transition;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Presence;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an agent chooses to be, and what his silence makes of him. */
@Tag("R4.1")
class AgentPresenceTest {
    private static final Instant STALE = after(90).plusNanos(1_000);

    @ParameterizedTest
    @EnumSource(Presence.class)
    void isWhatHeChoosesToBe(Presence presence) {
        Presence other = presence == Presence.AWAY ? Presence.OFFLINE : Presence.AWAY;
        Agent agent = AGENTS.choose(ready(), other, after(10)).state();
        Transition<Agent> chosen = AGENTS.choose(agent, presence, after(20));

        assertThat(chosen.state().presence()).isEqualTo(presence);
        assertThat(chosen.state().presenceAt()).isEqualTo(after(20));
        assertThat(chosen.state().heartbeatAt()).as("a sign of life").isEqualTo(after(20));
        assertThat(chosen.events()).containsExactly(new PresenceChanged(ANN, presence, ""));
        Transition<Agent> again = AGENTS.choose(chosen.state(), presence, after(30));
        assertThat(again.events()).isEmpty();
        assertThat(again.state().presenceAt()).isEqualTo(after(20));
        assertThat(again.state().heartbeatAt()).isEqualTo(after(30));
    }

    @Test
    void keepsHisCallsWhenHeGoesAway() {
        Agent away = AGENTS.choose(talks(), Presence.AWAY, after(5)).state();

        assertThat(away.engagements()).isEqualTo(talks().engagements());
        assertThat(AGENTS.choose(offered(), Presence.AWAY, after(5)).state().engagements())
                .hasSize(1);
    }

    @Test
    void isIdleFromTheMomentHeComes() {
        assertThat(AGENTS.choose(offline(1), Presence.AVAILABLE, after(7))
                        .state()
                        .history()
                        .idleSince())
                .isEqualTo(after(7));
    }

    @Test
    void isNotStaleAsLongAsHeIsHeardOf() {
        Agent heard = AGENTS.heartbeat(ready(), after(60)).state();

        assertThat(heard.heartbeatAt()).isEqualTo(after(60));
        assertThat(heard.attentionAt()).isEqualTo(STALE.plusSeconds(60));
        assertThat(Given.isUnchanged(heard, AGENTS.sweep(heard, after(150)))).isTrue();
        assertThat(AGENTS.heartbeat(ready(), after(60)).events()).isEmpty();
    }

    @Test
    void keepsTheNewestSignOfLife() {
        Agent heard = AGENTS.heartbeat(ready(), after(60)).state();

        assertThat(AGENTS.heartbeat(heard, after(50)).state().heartbeatAt()).isEqualTo(after(60));
    }

    @Test
    void isOfflineAfterThreeMissedHeartbeats() {
        Agent agent = ready();
        assertThat(agent.attentionAt()).isEqualTo(STALE);
        assertThat(Given.isUnchanged(agent, AGENTS.sweep(agent, after(90)))).isTrue();

        Transition<Agent> swept = AGENTS.sweep(agent, STALE);

        assertThat(swept.state().presence()).isEqualTo(Presence.OFFLINE);
        assertThat(swept.state().attentionAt()).isNull();
        assertThat(swept.events())
                .containsExactly(new PresenceChanged(ANN, Presence.OFFLINE, AgentMachine.NO_HEARTBEAT));
        assertThat(Given.isUnchanged(swept.state(), AGENTS.sweep(swept.state(), after(999))))
                .isTrue();
    }

    @Test
    void isAvailableAgainAtTheNextHeartbeat() {
        Agent swept = AGENTS.sweep(ready(), STALE).state();
        Transition<Agent> back = AGENTS.heartbeat(swept, after(120));

        assertThat(back.state().isReadyAt(after(120))).isTrue();
        assertThat(back.events()).containsExactly(new PresenceChanged(ANN, Presence.AVAILABLE, ""));
    }

    @Test
    void isAwayAgainIfHeWasAwayBefore() {
        Agent away = AGENTS.choose(ready(), Presence.AWAY, after(10)).state();
        Agent swept = AGENTS.sweep(away, after(101)).state();
        Transition<Agent> back = AGENTS.heartbeat(swept, after(120));

        assertThat(swept.presence()).isEqualTo(Presence.OFFLINE);
        assertThat(back.state().presence()).isEqualTo(Presence.AWAY);
        assertThat(back.events()).containsExactly(new PresenceChanged(ANN, Presence.AWAY, ""));
    }

    @Test
    void staysOfflineIfHeChoseIt() {
        Agent off = AGENTS.choose(ready(), Presence.OFFLINE, after(10)).state();
        Transition<Agent> heard = AGENTS.heartbeat(off, after(20));

        assertThat(heard.state().presence()).isEqualTo(Presence.OFFLINE);
        assertThat(heard.state().attentionAt()).isNull();
        assertThat(heard.events()).isEmpty();
        assertThat(AGENTS.heartbeat(offline(1), after(1)).state().presence()).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void staysOfflineIfHeLogsOutWhenHeWasTakenForGone() {
        Agent swept = AGENTS.sweep(ready(), STALE).state();
        Transition<Agent> out = AGENTS.choose(swept, Presence.OFFLINE, after(120));

        assertThat(out.events()).containsExactly(new PresenceChanged(ANN, Presence.OFFLINE, ""));
        assertThat(AGENTS.heartbeat(out.state(), after(121)).state().presence()).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void letsOneWhoFlapsSettle() {
        Agent away = AGENTS.choose(ready(), Presence.AWAY, after(10)).state();
        Transition<Agent> back =
                AGENTS.choose(away, Presence.AVAILABLE, after(10).plusMillis(900));
        Instant settled = after(10).plusMillis(900).plus(AgentMachine.SETTLING);

        assertThat(back.state().presence()).isEqualTo(Presence.AVAILABLE);
        assertThat(back.state().isReadyAt(settled.minusMillis(1))).isFalse();
        assertThat(back.state().isReadyAt(settled)).isTrue();
        assertThat(back.state().attentionAt()).isEqualTo(settled);
        assertThat(back.state().history().idleSince()).isEqualTo(settled);
        assertThat(back.events())
                .containsExactly(
                        new PresenceChanged(ANN, Presence.AVAILABLE, ""),
                        new AgentStateChanged(ANN, AgentState.WRAP_UP));
        assertThat(AGENTS.wrapUpOver(back.state(), false, settled).events())
                .containsExactly(new AgentStateChanged(ANN, AgentState.READY));
    }

    @Test
    void needNotSettleToGo() {
        Agent away = AGENTS.choose(ready(), Presence.AWAY, after(10)).state();
        Agent back = AGENTS.choose(away, Presence.AVAILABLE, after(20)).state();

        assertThat(AGENTS.choose(back, Presence.AWAY, after(20).plusMillis(500)).events())
                .containsExactly(new PresenceChanged(ANN, Presence.AWAY, ""));
    }

    @Test
    void takesOneWhoDoesNotFlapAtHisWord() {
        Agent away = AGENTS.choose(ready(), Presence.AWAY, after(10)).state();

        assertThat(AGENTS.choose(away, Presence.AVAILABLE, after(11)).state().isReadyAt(after(11)))
                .isTrue();
        assertThat(AGENTS.choose(offline(1), Presence.AVAILABLE, NOW).state().isReadyAt(NOW))
                .as("registered just now")
                .isTrue();
    }

    @Test
    void isOfferedNothingByFlappingOutOfTheWorkAfterACall() {
        Agent away = AGENTS.choose(wrapsUp(), Presence.AWAY, after(5)).state();
        Agent back = AGENTS.choose(away, Presence.AVAILABLE, after(5)).state();

        assertThat(back.wrapUpUntil()).isEqualTo(after(10));
        assertThat(back.history().idleSince()).isEqualTo(after(10));
    }

    @Test
    void isLookedAfterForTheFirstOfHisTimes() {
        assertThat(wrapsUp().attentionAt()).isEqualTo(after(10));
        assertThat(AGENTS.choose(wrapsUp(), Presence.OFFLINE, after(5)).state().attentionAt())
                .as("the end of his work is told all the same")
                .isEqualTo(after(10));
        Agent late =
                AGENTS.talked(talks(), Given.CALLER, Duration.ofMinutes(5), NOW).state();
        assertThat(late.attentionAt()).isEqualTo(STALE);
    }

    @Test
    void refusesRulesThatMakeNoSense() {
        assertThatThrownBy(() -> new AgentRules(Duration.ofMillis(999), 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AgentRules(Duration.ofSeconds(1), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

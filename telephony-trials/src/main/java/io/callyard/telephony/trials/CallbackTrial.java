package io.callyard.telephony.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.fake.Party;
import io.callyard.model.Outcome;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Somebody asks to be called back, and is: the agent waits on his line while the person's telephone rings. A driver's
 * tests extend it.
 */
@Tag("R4.15")
public abstract class CallbackTrial {
    private static final Party WILLING = Party.answering(Duration.ofSeconds(3), Party.FOR_EVER);

    private final String device;
    private final CallCentre board;

    /**
     * Makes one.
     *
     * @param device where an agent can be rung who takes calls by picking up
     * @param board a call centre at the carrier
     */
    protected CallbackTrial(String device, CallCentre board) {
        this.device = device;
        this.board = board;
    }

    /** A caller presses 1 and is let go of; then an agent comes. */
    private Caller promised(Party person) {
        QueueSettings rules = QueueSettings.named("Support");
        board.engine()
                .inbound()
                .define(
                        CallCentre.ACME,
                        CallCentre.SUPPORT,
                        rules.with(rules.callbacks().offeringAfter(Duration.ofSeconds(20))));
        board.parties.put(CallCentre.CALLER, person);
        Phone first = board.arrives(Party.answering(Duration.ZERO, Party.FOR_EVER));
        board.pass(70);
        first.press('1');
        board.pass(15);
        assertThat(first.isOver()).isTrue();
        assertThat(board.caller(first).callback()).isNotNull();
        board.agent(CallCentre.IRIS, device, WILLING);
        return board.caller(first);
    }

    private Phone agent() {
        return board.at(device).orElseThrow();
    }

    private Phone person() {
        return board.at(CallCentre.CALLER).orElseThrow(() -> new AssertionError("the person was not called"));
    }

    private CallerState state(Caller caller) {
        return board.engine()
                .inbound()
                .find(CallCentre.ACME, caller.id())
                .orElseThrow()
                .state();
    }

    @Test
    void theAgentIsOnTheLineFirstAndThenTheyTalk() {
        Caller caller = promised(Party.answering(Duration.ofSeconds(25), Party.FOR_EVER));
        board.pass(15);
        assertThat(state(caller)).isEqualTo(CallerState.DIALING);
        assertThat(agent().isOver()).isFalse();
        board.pass(25);

        assertThat(state(caller)).isEqualTo(CallerState.CONNECTED);
        assertThat(person().talkingTo()).contains(agent().call());
        board.assertSound();
    }

    @Test
    void whenThePersonHangsUpTheAgentIsFree() {
        Caller caller = promised(Party.answering(Duration.ofSeconds(5), Party.FOR_EVER));
        board.pass(30);
        assertThat(state(caller)).isEqualTo(CallerState.CONNECTED);
        person().hangUp();
        board.pass(20);

        assertThat(board.events(CallerLeft.class))
                .extracting(CallerLeft::reason)
                .containsExactly(LeaveReason.CALLED_BACK);
        assertThat(agent().isOver()).isTrue();
        assertThat(board.engine()
                        .agents()
                        .find(CallCentre.ACME, CallCentre.IRIS)
                        .orElseThrow()
                        .state())
                .isEqualTo(AgentState.READY);
        board.assertSound();
    }

    @Test
    void whenTheAgentHangsUpThePersonIsLetGoOf() {
        promised(Party.answering(Duration.ofSeconds(5), Party.FOR_EVER));
        board.pass(30);
        agent().hangUp();
        board.pass(5);

        assertThat(person().isOver()).isTrue();
        assertThat(board.events(CallerLeft.class))
                .extracting(CallerLeft::reason)
                .containsExactly(LeaveReason.CALLED_BACK);
        assertThat(board.events(CallEnded.class)).extracting(CallEnded::outcome).containsExactly(Outcome.COMPLETED);
        board.assertSound();
    }

    @Test
    void whenThePersonDoesNotAnswerTheAgentIsLetGoOf() {
        Caller caller = promised(Party.reacting(Party.Reaction.BUSY, Duration.ofSeconds(4)));
        board.pass(25);

        assertThat(agent().isOver()).isTrue();
        assertThat(state(caller)).isEqualTo(CallerState.WAITING);
        assertThat(board.events(CallEnded.class)).extracting(CallEnded::outcome).containsExactly(Outcome.BUSY);
        board.assertSound();
    }
}

package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import io.callyard.fake.telnyx.CallSnapshot;
import io.callyard.fake.telnyx.FakeLine;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers and agents, from the engine to the telephones and back. */
@Tag("R4.15")
class InboundTest {
    private static final String DEVICE = "sip:iris@sip.example.com";
    private static final String NUMBER = "+15558000002";
    private static final Party PATIENT = Party.answering(Duration.ZERO, Party.FOR_EVER);
    private static final Party WILLING = Party.answering(Duration.ofSeconds(3), Party.FOR_EVER);
    private static final Party ASLEEP = Party.reacting(Party.Reaction.NO_ANSWER, Duration.ZERO);

    private final Switchboard board = new Switchboard();

    private FakeLine agent() {
        return board.at(DEVICE).orElseThrow(() -> new AssertionError("the agent was not rung"));
    }

    private static boolean areTalking(FakeLine one, FakeLine other) {
        return one.talkingTo().filter(other.callControlId()::equals).isPresent()
                && other.talkingTo().filter(one.callControlId()::equals).isPresent();
    }

    private LeaveReason whyLeft() {
        List<CallerLeft> left = board.events(CallerLeft.class);
        assertThat(left).hasSize(1);
        return left.get(0).reason();
    }

    private AgentState stateOf(AgentId agent) {
        return board.engine.agents().find(Switchboard.ACME, agent).orElseThrow().state();
    }

    @Test
    void aCallerIsHeldWithMusicAndSpokenTo() {
        FakeLine line = board.arrives(PATIENT);
        board.pass(20);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.WAITING);
        assertThat(line.state()).isEqualTo(CallSnapshot.State.ANSWERED);
        assertThat(Switchboard.heard(line)).anyMatch(words -> words.startsWith("Thank you for calling."));
        assertThat(Switchboard.heard(line)).last().isEqualTo(Switchboard.MUSIC);
        int before = line.heard().size();
        board.pass(30);
        assertThat(Switchboard.heard(line).subList(before, line.heard().size()))
                .anyMatch(words -> words.contains("in line"))
                .last()
                .isEqualTo(Switchboard.MUSIC);
        board.assertSound();
    }

    @Test
    @Tag("R3.6")
    void aCallerWhoHangsUpWhileHeWaitsIsGone() {
        FakeLine line = board.arrives(PATIENT);
        board.pass(20);
        line.hangUp();
        board.pass(1);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.ENDED);
        assertThat(whyLeft()).isEqualTo(LeaveReason.ABANDONED);
        board.assertSound();
    }

    @Test
    void aCallerWhoHangsUpWhileHeIsSpokenToIsGone() {
        FakeLine line = board.arrives(PATIENT);
        board.pass(0.7);
        assertThat(line.heard())
                .last()
                .satisfies(heard -> assertThat(heard.what()).isNotEqualTo(Switchboard.MUSIC));
        line.hangUp();
        board.pass(1);

        assertThat(whyLeft()).isEqualTo(LeaveReason.ABANDONED);
        board.assertSound();
    }

    @Test
    void anAgentAtADeviceIsOfferedTheCallerAndTheyTalk() {
        FakeLine line = board.arrives(PATIENT);
        board.pass(12);
        board.agent(Switchboard.IRIS, DEVICE, WILLING);
        board.pass(2);
        assertThat(board.stateOf(line)).isEqualTo(CallerState.OFFERED);
        assertThat(Switchboard.heard(line)).last().isEqualTo(Switchboard.MUSIC);
        board.pass(6);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        assertThat(areTalking(line, agent())).isTrue();
        assertThat(stateOf(Switchboard.IRIS)).isEqualTo(AgentState.ON_CALL);
        board.assertSound();
    }

    @Test
    void whenTheAgentHangsUpTheCallerIsLetGoOf() {
        FakeLine line = board.arrives(PATIENT);
        board.agent(Switchboard.IRIS, DEVICE, WILLING);
        board.pass(15);
        assertThat(areTalking(line, agent())).isTrue();
        agent().hangUp();
        board.pass(2);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.ENDED);
        assertThat(whyLeft()).isEqualTo(LeaveReason.CONNECTED);
        assertThat(line.isOver()).isTrue();
        board.pass(20);
        assertThat(stateOf(Switchboard.IRIS)).isEqualTo(AgentState.READY);
        board.assertSound();
    }

    @Test
    void whenTheCallerHangsUpTheAgentIsFree() {
        FakeLine line = board.arrives(PATIENT);
        board.agent(Switchboard.IRIS, DEVICE, WILLING);
        board.pass(15);
        line.hangUp();
        board.pass(2);

        assertThat(whyLeft()).isEqualTo(LeaveReason.CONNECTED);
        assertThat(agent().isOver()).isTrue();
        board.pass(20);
        assertThat(stateOf(Switchboard.IRIS)).isEqualTo(AgentState.READY);
        board.assertSound();
    }

    @Test
    void anAgentAtANumberHasToPressOne() {
        board.agent(Switchboard.OTTO, NUMBER, WILLING.pressing(Duration.ofSeconds(2), '1'));
        FakeLine line = board.arrives(PATIENT);
        board.pass(15);

        FakeLine otto = board.at(NUMBER).orElseThrow();
        assertThat(Switchboard.heard(otto)).first().isEqualTo("A call for you. Press 1 to take it.");
        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        assertThat(areTalking(line, otto)).isTrue();
        board.assertSound();
    }

    @Test
    void anAgentWhoPressesNothingHasNotTakenTheCaller() {
        board.agent(Switchboard.OTTO, NUMBER, WILLING);
        FakeLine line = board.arrives(PATIENT);
        board.pass(14);
        assertThat(board.stateOf(line)).isNotEqualTo(CallerState.CONNECTED);
        board.pass(10);

        assertThat(board.events(OfferEnded.class))
                .isNotEmpty()
                .noneMatch(ended -> ended.state() == OfferState.CONNECTED);
        assertThat(line.isOver()).isFalse();
        assertThat(Switchboard.heard(line)).contains(Switchboard.MUSIC);
        board.assertSound();
    }

    @Test
    void anOfferIsRescindedWhenTheCallerHangsUpAndTheAgentStopsRinging() {
        board.agent(Switchboard.IRIS, DEVICE, ASLEEP);
        FakeLine line = board.arrives(PATIENT);
        board.pass(5);
        assertThat(board.stateOf(line)).isEqualTo(CallerState.OFFERED);
        assertThat(agent().isOver()).isFalse();
        line.hangUp();
        board.pass(1);

        assertThat(whyLeft()).isEqualTo(LeaveReason.ABANDONED);
        assertThat(board.events(OfferEnded.class)).extracting(OfferEnded::state).containsExactly(OfferState.RESCINDED);
        assertThat(agent().isOver()).isTrue();
        assertThat(stateOf(Switchboard.IRIS)).isEqualTo(AgentState.READY);
        board.assertSound();
    }

    @Test
    void whoDoesNotAnswerLosesTheOfferAndTheNextOneGetsIt() {
        board.agent(Switchboard.IRIS, DEVICE, ASLEEP);
        FakeLine line = board.arrives(PATIENT);
        board.pass(3);
        board.agent(Switchboard.OTTO, "sip:otto@pbx.example.com", WILLING);
        board.pass(30);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        assertThat(areTalking(line, board.at("sip:otto@pbx.example.com").orElseThrow()))
                .isTrue();
        assertThat(agent().isOver()).isTrue();
        board.assertSound();
    }

    @Test
    void aKeyOnTheLineReachesTheEngine() {
        QueueSettings rules = QueueSettings.named("Support");
        board.engine
                .inbound()
                .define(
                        Switchboard.ACME,
                        Switchboard.SUPPORT,
                        rules.with(rules.callbacks().offeringAfter(Duration.ofSeconds(20))));
        FakeLine line = board.arrives(PATIENT);
        board.pass(70);
        line.press('1');
        board.pass(15);

        assertThat(board.caller(line).callback()).isNotNull();
        assertThat(line.isOver()).isTrue();
        board.assertSound();
    }

    @Test
    void twoCallersEachTalkToTheirOwnAgent() {
        FakeLine first = board.arrives(PATIENT);
        FakeLine second = board.arrives(PATIENT);
        board.pass(3);
        board.agent(Switchboard.IRIS, DEVICE, WILLING);
        board.agent(Switchboard.OTTO, NUMBER, WILLING.pressing(Duration.ofSeconds(2), '1'));
        board.pass(20);

        FakeLine otto = board.at(NUMBER).orElseThrow();
        assertThat(areTalking(first, agent()) || areTalking(first, otto)).isTrue();
        assertThat(areTalking(second, agent()) || areTalking(second, otto)).isTrue();
        assertThat(first.talkingTo()).isNotEqualTo(second.talkingTo());
        board.assertSound();
    }

    /** Every webhook comes three times, the copies late. */
    @Test
    void aTalkIsTheSameWhenEveryWebhookComesThreeTimes() {
        Switchboard repeating = new Switchboard(
                carrier -> carrier.faults(new Faults() {
                    @Override
                    public DeliveryFault onWebhook(FakeRequest webhook) {
                        return new DeliveryFault(3, Duration.ofMillis(200));
                    }
                }),
                driver -> driver);
        FakeLine line = repeating.arrives(PATIENT);
        repeating.agent(Switchboard.IRIS, DEVICE, WILLING);
        repeating.pass(20);
        assertThat(repeating.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        repeating.at(DEVICE).orElseThrow().hangUp();
        repeating.pass(30);

        assertThat(repeating.events(CallerLeft.class))
                .extracting(CallerLeft::reason)
                .containsExactly(LeaveReason.CONNECTED);
        assertThat(line.isOver()).isTrue();
        repeating.assertSound();
    }
}

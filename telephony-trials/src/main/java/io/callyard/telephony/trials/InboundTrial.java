package io.callyard.telephony.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers and agents, from the engine to the telephones and back. A driver's tests extend it. */
@Tag("R4.15")
public abstract class InboundTrial {
    private static final String NUMBER = "+15558000002";
    private static final Party PATIENT = Party.answering(Duration.ZERO, Party.FOR_EVER);
    private static final Party WILLING = Party.answering(Duration.ofSeconds(3), Party.FOR_EVER);
    private static final Party ASLEEP = Party.reacting(Party.Reaction.NO_ANSWER, Duration.ZERO);

    private final String device;
    private final Function<Faults, ? extends CallCentre> maker;
    private final CallCentre board;

    /**
     * Makes one.
     *
     * @param device where an agent can be rung who takes calls by picking up
     * @param maker makes a call centre at the carrier
     */
    protected InboundTrial(String device, Function<Faults, ? extends CallCentre> maker) {
        this.device = device;
        this.maker = maker;
        board = maker.apply(Faults.NONE);
    }

    private Phone agent() {
        return board.at(device).orElseThrow(() -> new AssertionError("the agent was not rung"));
    }

    private LeaveReason whyLeft() {
        List<CallerLeft> left = board.events(CallerLeft.class);
        assertThat(left).hasSize(1);
        return left.get(0).reason();
    }

    private AgentState stateOf(AgentId agent) {
        return board.engine()
                .agents()
                .find(CallCentre.ACME, agent)
                .orElseThrow()
                .state();
    }

    @Test
    void aCallerIsHeldWithMusicAndSpokenTo() {
        Phone line = board.arrives(PATIENT);
        board.pass(20);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.WAITING);
        assertThat(line.isAnswered()).isTrue();
        assertThat(line.heard()).anyMatch(words -> words.startsWith("Thank you for calling."));
        assertThat(line.heard()).last().isEqualTo(CallCentre.MUSIC);
        int before = line.heard().size();
        board.pass(30);
        assertThat(line.heard().subList(before, line.heard().size()))
                .anyMatch(words -> words.contains("in line"))
                .last()
                .isEqualTo(CallCentre.MUSIC);
        board.assertSound();
    }

    @Test
    @Tag("R3.6")
    void aCallerWhoHangsUpWhileHeWaitsIsGone() {
        Phone line = board.arrives(PATIENT);
        board.pass(20);
        line.hangUp();
        board.pass(1);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.ENDED);
        assertThat(whyLeft()).isEqualTo(LeaveReason.ABANDONED);
        board.assertSound();
    }

    @Test
    void aCallerWhoHangsUpWhileHeIsSpokenToIsGone() {
        Phone line = board.arrives(PATIENT);
        board.pass(0.7);
        assertThat(line.heard()).last().isNotEqualTo(CallCentre.MUSIC);
        line.hangUp();
        board.pass(1);

        assertThat(whyLeft()).isEqualTo(LeaveReason.ABANDONED);
        board.assertSound();
    }

    @Test
    void anAgentAtADeviceIsOfferedTheCallerAndTheyTalk() {
        Phone line = board.arrives(PATIENT);
        board.pass(12);
        board.agent(CallCentre.IRIS, device, WILLING);
        board.pass(2);
        assertThat(board.stateOf(line)).isEqualTo(CallerState.OFFERED);
        assertThat(line.heard()).last().isEqualTo(CallCentre.MUSIC);
        board.pass(6);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        assertThat(Phone.areTalking(line, agent())).isTrue();
        assertThat(stateOf(CallCentre.IRIS)).isEqualTo(AgentState.ON_CALL);
        board.assertSound();
    }

    @Test
    void whenTheAgentHangsUpTheCallerIsLetGoOf() {
        Phone line = board.arrives(PATIENT);
        board.agent(CallCentre.IRIS, device, WILLING);
        board.pass(15);
        assertThat(Phone.areTalking(line, agent())).isTrue();
        agent().hangUp();
        board.pass(2);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.ENDED);
        assertThat(whyLeft()).isEqualTo(LeaveReason.CONNECTED);
        assertThat(line.isOver()).isTrue();
        board.pass(20);
        assertThat(stateOf(CallCentre.IRIS)).isEqualTo(AgentState.READY);
        board.assertSound();
    }

    @Test
    void whenTheCallerHangsUpTheAgentIsFree() {
        Phone line = board.arrives(PATIENT);
        board.agent(CallCentre.IRIS, device, WILLING);
        board.pass(15);
        line.hangUp();
        board.pass(2);

        assertThat(whyLeft()).isEqualTo(LeaveReason.CONNECTED);
        assertThat(agent().isOver()).isTrue();
        board.pass(20);
        assertThat(stateOf(CallCentre.IRIS)).isEqualTo(AgentState.READY);
        board.assertSound();
    }

    @Test
    void anAgentAtANumberHasToPressOne() {
        board.agent(CallCentre.OTTO, NUMBER, WILLING.pressing(Duration.ofSeconds(2), '1'));
        Phone line = board.arrives(PATIENT);
        board.pass(15);

        Phone otto = board.at(NUMBER).orElseThrow();
        assertThat(otto.heard()).first().isEqualTo("A call for you. Press 1 to take it.");
        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        assertThat(Phone.areTalking(line, otto)).isTrue();
        board.assertSound();
    }

    @Test
    void anAgentWhoPressesNothingHasNotTakenTheCaller() {
        board.agent(CallCentre.OTTO, NUMBER, WILLING);
        Phone line = board.arrives(PATIENT);
        board.pass(14);
        assertThat(board.stateOf(line)).isNotEqualTo(CallerState.CONNECTED);
        board.pass(10);

        assertThat(board.events(OfferEnded.class))
                .isNotEmpty()
                .noneMatch(ended -> ended.state() == OfferState.CONNECTED);
        assertThat(line.isOver()).isFalse();
        assertThat(line.heard()).contains(CallCentre.MUSIC);
        board.assertSound();
    }

    @Test
    void anOfferIsRescindedWhenTheCallerHangsUpAndTheAgentStopsRinging() {
        board.agent(CallCentre.IRIS, device, ASLEEP);
        Phone line = board.arrives(PATIENT);
        board.pass(5);
        assertThat(board.stateOf(line)).isEqualTo(CallerState.OFFERED);
        assertThat(agent().isOver()).isFalse();
        line.hangUp();
        board.pass(1);

        assertThat(whyLeft()).isEqualTo(LeaveReason.ABANDONED);
        assertThat(board.events(OfferEnded.class)).extracting(OfferEnded::state).containsExactly(OfferState.RESCINDED);
        assertThat(agent().isOver()).isTrue();
        assertThat(stateOf(CallCentre.IRIS)).isEqualTo(AgentState.READY);
        board.assertSound();
    }

    @Test
    void whoDoesNotAnswerLosesTheOfferAndTheNextOneGetsIt() {
        board.agent(CallCentre.IRIS, device, ASLEEP);
        Phone line = board.arrives(PATIENT);
        board.pass(3);
        board.agent(CallCentre.OTTO, "sip:otto@pbx.example.com", WILLING);
        board.pass(30);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        assertThat(Phone.areTalking(line, board.at("sip:otto@pbx.example.com").orElseThrow()))
                .isTrue();
        assertThat(agent().isOver()).isTrue();
        board.assertSound();
    }

    @Test
    void aKeyOnTheLineReachesTheEngine() {
        QueueSettings rules = QueueSettings.named("Support");
        board.engine()
                .inbound()
                .define(
                        CallCentre.ACME,
                        CallCentre.SUPPORT,
                        rules.with(rules.callbacks().offeringAfter(Duration.ofSeconds(20))));
        Phone line = board.arrives(PATIENT);
        board.pass(70);
        line.press('1');
        board.pass(15);

        assertThat(board.caller(line).callback()).isNotNull();
        assertThat(line.isOver()).isTrue();
        board.assertSound();
    }

    @Test
    void twoCallersEachTalkToTheirOwnAgent() {
        Phone first = board.arrives(PATIENT);
        Phone second = board.arrives(PATIENT);
        board.pass(3);
        board.agent(CallCentre.IRIS, device, WILLING);
        board.agent(CallCentre.OTTO, NUMBER, WILLING.pressing(Duration.ofSeconds(2), '1'));
        board.pass(20);

        Phone otto = board.at(NUMBER).orElseThrow();
        assertThat(Phone.areTalking(first, agent()) || Phone.areTalking(first, otto))
                .isTrue();
        assertThat(Phone.areTalking(second, agent()) || Phone.areTalking(second, otto))
                .isTrue();
        assertThat(first.talkingTo()).isNotEqualTo(second.talkingTo());
        board.assertSound();
    }

    /** Every webhook comes three times, the copies late. */
    @Test
    void aTalkIsTheSameWhenEveryWebhookComesThreeTimes() {
        CallCentre repeating = maker.apply(new Faults() {
            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                return new DeliveryFault(3, Duration.ofMillis(200));
            }
        });
        Phone line = repeating.arrives(PATIENT);
        repeating.agent(CallCentre.IRIS, device, WILLING);
        repeating.pass(20);
        assertThat(repeating.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        repeating.at(device).orElseThrow().hangUp();
        repeating.pass(30);

        assertThat(repeating.events(CallerLeft.class))
                .extracting(CallerLeft::reason)
                .containsExactly(LeaveReason.CONNECTED);
        assertThat(line.isOver()).isTrue();
        repeating.assertSound();
    }
}

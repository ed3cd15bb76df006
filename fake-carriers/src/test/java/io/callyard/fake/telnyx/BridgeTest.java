package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.telnyx.CallSnapshot.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BridgeTest {
    @Test
    void bothLegsAreToldThatTheyAreJoinedAndHearNothingMore() {
        Bench bench = new Bench();
        FakeLine caller = bench.answeredCaller(Bench.ALICE);
        bench.command(
                caller.callControlId(), "playback_start", "audio_url", "https://x.example/m.mp3", "loop", "infinity");
        FakeLine agent = bench.answeredCallee(Bench.BOB, "link_to", caller.callControlId());
        assertThat(join(bench, caller, agent).status()).isEqualTo(200);
        bench.pass(0);

        assertThat(bench.types(caller.callControlId())).endsWith("call.playback.ended", "call.bridged");
        assertThat(bench.types(agent.callControlId())).endsWith("call.bridged");
        assertThat(caller.talkingTo()).contains(agent.callControlId());
        assertThat(agent.talkingTo()).contains(caller.callControlId());
        assertThat(bench.get("/v2/calls/" + agent.callControlId()).data("call_session_id"))
                .isEqualTo(bench.get("/v2/calls/" + caller.callControlId()).data("call_session_id"));
    }

    @Test
    void whenOneLegEndsTheOtherIsHungUp() {
        Bench bench = new Bench();
        FakeLine caller = bench.answeredCaller(Bench.ALICE);
        FakeLine agent = bench.answeredCallee(Bench.BOB);
        join(bench, caller, agent);
        agent.hangUp();
        bench.pass(0);

        assertThat(caller.isOver()).isTrue();
        assertThat(bench.last(agent.callControlId(), "call.hangup").payload("hangup_source"))
                .isEqualTo("callee");
        assertThat(bench.last(caller.callControlId(), "call.hangup").payload("hangup_cause"))
                .isEqualTo("normal_clearing");
    }

    @Test
    void aLegThatIsToBeParkedLivesOn() {
        Bench bench = new Bench();
        FakeLine caller = bench.answeredCaller(Bench.ALICE);
        FakeLine agent = bench.answeredCallee(Bench.BOB);
        assertThat(join(bench, caller, agent, "park_after_unbridge", "self").status())
                .isEqualTo(200);
        agent.hangUp();

        assertThat(caller.state()).isEqualTo(State.ANSWERED);
        assertThat(caller.talkingTo()).isEmpty();
        FakeLine second =
                bench.answeredCallee(Bench.BOB, "link_to", caller.callControlId(), "park_after_unbridge", "self");
        join(bench, caller, second);
        caller.hangUp();
        assertThat(second.state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void ofTwoAgentsWhoWantOneCallerTheSecondIsRefused() {
        Bench bench = new Bench();
        FakeLine caller = bench.answeredCaller(Bench.ALICE);
        FakeLine first = bench.answeredCallee(Bench.BOB);
        FakeLine second = bench.answeredCallee(Bench.BOB);
        join(bench, first, caller, "prevent_double_bridge", true);

        assertThat(join(bench, second, caller, "prevent_double_bridge", true).code())
                .isEqualTo("90019");
        assertThat(second.state()).isEqualTo(State.ANSWERED);
        assertThat(first.talkingTo()).contains(caller.callControlId());
    }

    @Test
    void withoutThePreventionTheSecondTakesTheCallerFromTheFirst() {
        Bench bench = new Bench();
        FakeLine caller = bench.answeredCaller(Bench.ALICE);
        FakeLine first = bench.answeredCallee(Bench.BOB);
        FakeLine second = bench.answeredCallee(Bench.BOB);
        join(bench, first, caller);
        join(bench, second, caller);

        assertThat(first.isOver()).isTrue();
        assertThat(second.state()).isEqualTo(State.BRIDGED);
        assertThat(caller.state()).isEqualTo(State.BRIDGED);
    }

    @Test
    void whoHasHungUpOrNotAnsweredCannotBeJoined() {
        Bench bench = new Bench();
        FakeLine caller = bench.answeredCaller(Bench.ALICE);
        FakeLine agent = bench.fake.line(bench.dial(Bench.BOB).id()).orElseThrow();
        bench.pass(1);
        assertThat(join(bench, caller, agent).code()).isEqualTo("90034");
        assertThat(join(bench, agent, caller).code()).isEqualTo("90034");
        bench.pass(3);
        caller.hangUp();
        assertThat(join(bench, agent, caller).code()).isEqualTo("90018");
        assertThat(bench.command(agent.callControlId(), "bridge", "call_control_id", "v3:nobody")
                        .code())
                .isEqualTo("90015");
        assertThat(bench.command(agent.callControlId(), "bridge").code()).isEqualTo("10004");
        assertThat(join(bench, agent, agent).code()).isEqualTo("90019");
        assertThat(agent.state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void aLegMayNeedAMomentAfterItsAnswer() {
        Bench bench = new Bench(builder -> builder.answerSettling(Duration.ofMillis(300)));
        FakeLine caller = bench.answeredCaller(Bench.ALICE);
        FakeLine agent = bench.fake.line(bench.dial(Bench.BOB).id()).orElseThrow();
        bench.time.runUntil(() -> agent.state() == State.ANSWERED, Duration.ofMinutes(1));

        assertThat(join(bench, caller, agent).code()).isEqualTo("90034");
        bench.pass(0.3);
        assertThat(join(bench, caller, agent).status()).isEqualTo(200);
    }

    @Test
    void aDialCanJoinItselfOnceItIsAnswered() {
        Bench bench = new Bench();
        FakeLine caller = bench.answeredCaller(Bench.ALICE);
        FakeLine agent = bench.answeredCallee(
                Bench.BOB, "link_to", caller.callControlId(), "bridge_intent", true, "bridge_on_answer", true);
        FakeLine late = bench.answeredCallee(
                Bench.BOB, "link_to", caller.callControlId(), "bridge_on_answer", true, "prevent_double_bridge", true);

        assertThat(agent.talkingTo()).contains(caller.callControlId());
        assertThat(bench.last(agent.callControlId(), "call.initiated").payload("from"))
                .isEqualTo(Bench.ALICE);
        assertThat(bench.last(late.callControlId(), "call.initiated").payload("from"))
                .isEqualTo(Bench.OURS);
        assertThat(late.isOver()).isTrue();
    }

    @Test
    void aTransferJoinsANewLegAndDiesWithTheOldOne() {
        Bench bench = new Bench();
        FakeLine caller = bench.answeredCaller(Bench.ALICE);
        assertThat(bench.command(caller.callControlId(), "transfer", "to", Bench.BOB, "target_leg_client_state", "bmV3")
                        .status())
                .isEqualTo(200);
        bench.pass(1);
        FakeLine first = bench.fake.linesTo(Bench.BOB).get(0);
        assertThat(bench.last(first.callControlId(), "call.initiated").payload("client_state"))
                .isEqualTo("bmV3");
        first.hangUp();
        assertThat(caller.state()).isEqualTo(State.ANSWERED);

        bench.command(caller.callControlId(), "transfer", "to", Bench.BOB);
        bench.pass(4);
        FakeLine second = bench.fake.linesTo(Bench.BOB).get(1);
        assertThat(second.talkingTo()).contains(caller.callControlId());

        FakeLine impatient = bench.answeredCaller(Bench.ALICE);
        bench.command(impatient.callControlId(), "transfer", "to", Bench.BOB);
        bench.pass(1);
        impatient.hangUp();
        assertThat(bench.fake.linesTo(Bench.BOB).get(2).isOver()).isTrue();
    }

    private static Bench.Reply join(Bench bench, FakeLine one, FakeLine other, Object... more) {
        Object[] fields = new Object[more.length + 2];
        fields[0] = "call_control_id";
        fields[1] = other.callControlId();
        System.arraycopy(more, 0, fields, 2, more.length);
        return bench.command(one.callControlId(), "bridge", fields);
    }
}

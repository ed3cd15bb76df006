package io.callyard.machine;

import static io.callyard.machine.Given.ACCOUNT;
import static io.callyard.machine.Given.MACHINE;
import static io.callyard.machine.Given.NODE;
import static io.callyard.machine.Given.NOW;
import static io.callyard.machine.Given.POSITION;
import static io.callyard.machine.Given.admitted;
import static io.callyard.machine.Given.apply;
import static io.callyard.machine.Given.at;
import static io.callyard.machine.Given.held;
import static io.callyard.machine.Given.in;
import static io.callyard.machine.Given.newCall;
import static io.callyard.machine.Given.queued;
import static io.callyard.machine.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallHeld;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.NewCall;
import io.callyard.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallMachineTimeTest {
    private static final Instant DUE = NOW.plusSeconds(60);
    private static final long LATER_POSITION = POSITION + 35;

    private static Transition<Call> timePassed(Call call, Instant now) {
        return MACHINE.timePassed(call, new Step(now, LATER_POSITION));
    }

    @Test
    @Tag("R1.5")
    void queuesACallAtOnce() {
        NewCall call = newCall(request().priority(5).key("k"));

        Transition<Call> admitted = MACHINE.admit(call, at(NOW));

        Call queued = admitted.state();
        assertThat(queued.state()).isEqualTo(CallState.QUEUED);
        assertThat(queued.position()).isEqualTo(POSITION);
        assertThat(queued.priority()).isEqualTo(5);
        assertThat(queued.key()).isEqualTo("k");
        assertThat(queued.attentionAt()).as("nothing will happen by time alone").isNull();
        assertThat(queued.createdAt()).isEqualTo(NOW);
        assertThat(admitted.events()).containsExactly(new CallQueued(queued.subject(), 5, POSITION));
    }

    @Test
    @Tag("R1.4")
    void givesADirectCallAPriorityOfAHundred() {
        assertThat(queued().priority()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0})
    void queuesACallWhoseTimeHasComeAlready(long nanos) {
        assertThat(admitted(newCall(request().scheduledFor(NOW.plusNanos(nanos))))
                        .state())
                .isEqualTo(CallState.QUEUED);
    }

    @Test
    void schedulesACallForLaterWithoutAPlaceInTheQueue() {
        Transition<Call> admitted = MACHINE.admit(newCall(request().scheduledFor(NOW.plusNanos(1_000))), at(NOW));

        Call call = admitted.state();
        assertThat(call.state()).isEqualTo(CallState.SCHEDULED);
        assertThat(call.position()).isZero();
        assertThat(call.attentionAt()).isEqualTo(NOW.plusNanos(1_000));
        assertThat(admitted.events()).containsExactly(new CallScheduled(call.subject(), 0, NOW.plusNanos(1_000), null));
    }

    @Test
    void bringsAScheduledCallIntoTheQueueAtItsTimeAndNotBefore() {
        Call call = admitted(newCall(request().scheduledFor(DUE)));

        assertThat(timePassed(call, DUE.minusNanos(1_000)).state()).isSameAs(call);

        Transition<Call> due = timePassed(call, DUE);
        assertThat(due.state().state()).isEqualTo(CallState.QUEUED);
        assertThat(due.state().position()).isEqualTo(LATER_POSITION);
        assertThat(due.state().notBefore()).isNull();
        assertThat(due.state().attentionAt()).isNull();
        assertThat(due.events()).containsExactly(new CallQueued(call.subject(), 100, LATER_POSITION));
    }

    @Test
    @Tag("R1.11")
    void holdsACallBackAtIntake() {
        Transition<Call> admitted = MACHINE.admit(held(request(), DUE), at(NOW));

        Call call = admitted.state();
        assertThat(call.isHeldAt(DUE.minusNanos(1))).isTrue();
        assertThat(call.isHeldAt(DUE)).isFalse();
        assertThat(call.reason()).isEqualTo("not yet");
        assertThat(admitted.events())
                .containsExactly(
                        new CallQueued(call.subject(), 100, POSITION), new CallHeld(call.subject(), DUE, "not yet"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0})
    void doesNotHoldACallUntilATimeThatHasCome(long nanos) {
        Call call = admitted(held(request(), NOW.plusNanos(nanos)));

        assertThat(call.notBefore()).isNull();
        assertThat(call.reason()).isNull();
        assertThat(call.attentionAt()).isNull();
    }

    @Test
    void doesNotHoldAScheduledCallTwice() {
        Call call = admitted(held(request().scheduledFor(DUE), DUE.plusSeconds(5)));

        assertThat(call.state()).isEqualTo(CallState.SCHEDULED);
        assertThat(call.notBefore()).isEqualTo(DUE);
        assertThat(call.reason()).isNull();
    }

    @Test
    void endsAHoldAtItsTimeAndKeepsThePlace() {
        Call call = admitted(held(request(), DUE));

        assertThat(timePassed(call, DUE.minusNanos(1_000)).state()).isSameAs(call);

        Transition<Call> free = timePassed(call, DUE);
        assertThat(free.state().position()).isEqualTo(POSITION);
        assertThat(free.state().notBefore()).isNull();
        assertThat(free.state().reason()).isNull();
        assertThat(free.events()).containsExactly(new CallQueued(call.subject(), 100, POSITION));
        assertThat(timePassed(free.state(), DUE).state()).as("once").isSameAs(free.state());
    }

    @Test
    void reservesNothingForACallThatIsHeldBack() {
        Call call = admitted(held(request(), DUE));
        CallChange reserve = MACHINE.reserve(NODE, ACCOUNT);

        assertThat(reserve.apply(call, at(DUE.minusNanos(1_000))).state()).isSameAs(call);

        Call reserved = reserve.apply(call, at(DUE)).state();
        assertThat(reserved.state()).isEqualTo(CallState.RESERVED);
        assertThat(reserved.notBefore()).as("only a waiting call is put off").isNull();
    }

    @Test
    void expiresAWaitingCallAtItsTimeAndNotBefore() {
        Call call = admitted(newCall(request().expiresAt(DUE)));

        assertThat(timePassed(call, DUE.minusNanos(1_000)).state()).isSameAs(call);

        Transition<Call> expired = timePassed(call, DUE);
        assertThat(expired.state().outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(expired.events()).singleElement().isInstanceOf(CallEnded.class);
    }

    @Test
    void expiresAHeldCallWhoseHoldEndsTooLate() {
        Call call = admitted(held(request().expiresAt(DUE), DUE.plusSeconds(1)));

        assertThat(call.attentionAt()).isEqualTo(DUE);
        assertThat(timePassed(call, DUE).state().outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void expiresRatherThanQueuesWhenBothAreDue() {
        Call call = admitted(newCall(request().scheduledFor(DUE).expiresAt(DUE.plusSeconds(5))));

        assertThat(timePassed(call, DUE.plusSeconds(5).minusNanos(1_000))
                        .state()
                        .state())
                .isEqualTo(CallState.QUEUED);
        assertThat(timePassed(call, DUE.plusSeconds(5)).state().outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void expiresACallThatCameInTooLate() {
        Call call = admitted(newCall(request().expiresAt(NOW.minusSeconds(1))));

        assertThat(call.state()).isEqualTo(CallState.QUEUED);
        assertThat(timePassed(call, NOW).state().outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void stillExpiresAfterAHoldAndAfterBeingGivenBack() {
        Call free = timePassed(admitted(held(request().expiresAt(DUE.plusSeconds(9)), DUE)), DUE)
                .state();
        Call returned = apply(
                admitted(newCall(request().expiresAt(DUE))),
                MACHINE.reserve(NODE, ACCOUNT),
                MACHINE.giveBack(1, "busy", Duration.ZERO));

        assertThat(free.attentionAt()).isEqualTo(DUE.plusSeconds(9));
        assertThat(returned.attentionAt()).isEqualTo(DUE);
    }

    @ParameterizedTest
    @EnumSource(
            value = CallState.class,
            names = {"RESERVED", "UNKNOWN", "DIALING", "RINGING", "IN_PROGRESS"})
    @Tag("R1.10")
    void neverChangesALiveCallByTimeAlone(CallState live) {
        Call call = in(live, builder -> builder.expiresAt(DUE));

        assertThat(timePassed(call, DUE.plus(Duration.ofDays(1))).state()).isSameAs(call);
    }
}

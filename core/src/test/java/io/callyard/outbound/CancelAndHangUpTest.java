package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.FakeCarrier;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Taking a waiting call back and ending a live one: two wishes that are never mixed up. */
@Tag("R1.10")
class CancelAndHangUpTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    void aWaitingCallIsTakenBackAndNeverDialled() {
        yard.placed(2);
        Call call = yard.placed(yard.direct());

        CallAction action = yard.calls.cancel(ACME, call.id());

        assertThat(((CallAction.Done) action).call().outcome()).isEqualTo(Outcome.CANCELED);
        yard.endLast(Outcome.COMPLETED);
        assertThat(yard.dialled()).doesNotContain(call.id());
    }

    @Test
    void aScheduledCallIsTakenBack() {
        Call call = yard.placed(yard.direct().scheduledFor(yard.now().plusSeconds(60)));

        assertThat(yard.calls.cancel(ACME, call.id())).isInstanceOf(CallAction.Done.class);

        yard.advanceSeconds(60);
        assertThat(yard.carrier.orders()).isEmpty();
    }

    /** Where a live call may stand. */
    enum Live {
        RESERVED,
        UNKNOWN,
        DIALING,
        RINGING,
        IN_PROGRESS;

        Call reach(Yard yard) {
            if (this == RESERVED) {
                yard.carrier.answerNextBy(order -> new CompletableFuture<>());
            } else if (this == UNKNOWN) {
                yard.carrier.answerNext(new PlaceAnswer.NoClearAnswer(CarrierCause.of("server error")));
            }
            Call call = yard.placed(yard.direct());
            if (this == RINGING) {
                yard.carrier.ringing(yard.order(call));
            } else if (this == IN_PROGRESS) {
                yard.answer(call);
            }
            assertThat(yard.now(call).state()).isEqualTo(CallState.valueOf(name()));
            return yard.now(call);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLiveCallCannotBeCanceledAndIsNotTouched(Live state) {
        Call call = state.reach(yard);
        long events = yard.store.lastSeq(ACME);

        CallAction action = yard.calls.cancel(ACME, call.id());
        yard.run();

        CallAction.NotPossible no = (CallAction.NotPossible) action;
        assertThat(no.reason()).isEqualTo("the call is live: hang it up");
        assertThat(yard.now(call)).isEqualTo(call);
        assertThat(yard.store.lastSeq(ACME)).isEqualTo(events);
        assertThat(yard.carrier.hangUps()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"DIALING", "RINGING", "IN_PROGRESS"})
    void hangingUpAsksTheCarrierAndTheReportEndsTheCall(Live state) {
        Call call = state.reach(yard);

        CallAction action = yard.calls.hangUp(ACME, call.id());

        assertThat(action).isInstanceOf(CallAction.Done.class);
        assertThat(yard.carrier.hangUps()).containsExactly(FakeCarrier.idOf(yard.order(call)));
        assertThat(yard.now(call).state())
                .as("over only when the carrier says so")
                .isEqualTo(call.state());
        assertThat(yard.events(HangUpRequested.class)).hasSize(1);
        assertThat(yard.end(call, Outcome.CANCELED).outcome()).isEqualTo(Outcome.CANCELED);
    }

    @Test
    void aCallHungUpWhileItIsBeingPlacedIsEndedAsSoonAsTheCarrierHasIt() {
        CompletableFuture<PlaceAnswer> answer = new CompletableFuture<>();
        yard.carrier.answerNextBy(order -> answer);
        Call call = yard.placed(yard.direct());

        assertThat(yard.calls.hangUp(ACME, call.id())).isInstanceOf(CallAction.Done.class);
        assertThat(yard.carrier.hangUps()).as("there is nothing to hang up yet").isEmpty();
        answer.complete(new PlaceAnswer.Placed(FakeCarrier.idOf(yard.order(call))));
        yard.run();

        assertThat(yard.carrier.hangUps()).containsExactly(FakeCarrier.idOf(yard.order(call)));
    }

    @Test
    void aCallHungUpWhileItIsBeingPlacedIsOverIfTheCarrierDoesNotTakeIt() {
        CompletableFuture<PlaceAnswer> answer = new CompletableFuture<>();
        yard.carrier.answerNextBy(order -> answer);
        Call call = yard.placed(yard.direct());

        yard.calls.hangUp(ACME, call.id());
        answer.complete(new PlaceAnswer.NotNow(CarrierCause.of("busy"), Duration.ZERO, false));
        yard.run();

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.CANCELED);
        yard.advanceSeconds(60);
        assertThat(yard.orders(call)).isEqualTo(1);
    }

    @Test
    void aDoubtfulCallIsHungUpWhenItIsFound() {
        Call call = Live.UNKNOWN.reach(yard);
        yard.carrier.answerLookUpsBy(question -> CompletableFuture.completedStage(
                new LookUpAnswer.Found(FakeCarrier.idOf(yard.order(call)), new Fact.Ringing())));

        assertThat(yard.calls.hangUp(ACME, call.id())).isInstanceOf(CallAction.Done.class);
        assertThat(yard.carrier.hangUps()).isEmpty();
        yard.advanceSeconds(5);

        assertThat(yard.carrier.hangUps()).contains(FakeCarrier.idOf(yard.order(call)));
    }

    @Test
    void aSecondWishReachesTheCarrierAgainButMakesNoSecondEvent() {
        Call call = Live.IN_PROGRESS.reach(yard);
        yard.carrier.answerHangUpsBy(id -> CompletableFuture.failedStage(new IllegalStateException("lost")));
        yard.calls.hangUp(ACME, call.id());

        CallAction again = yard.calls.hangUp(ACME, call.id());

        assertThat(again).isInstanceOf(CallAction.Done.class);
        assertThat(yard.carrier.hangUps())
                .as("the first request may have been lost")
                .hasSize(2);
        assertThat(yard.events(HangUpRequested.class)).hasSize(1);
    }

    @Test
    void aCarrierThatThrowsWhenHangingUpChangesNothing() {
        Call call = Live.IN_PROGRESS.reach(yard);
        yard.carrier.answerHangUpsBy(id -> {
            throw new IllegalStateException("a bug in the driver");
        });

        assertThat(yard.calls.hangUp(ACME, call.id())).isInstanceOf(CallAction.Done.class);

        assertThat(yard.now(call).state()).isEqualTo(CallState.IN_PROGRESS);
    }

    @Test
    void aWaitingCallCannotBeHungUp() {
        yard.placed(2);
        Call call = yard.placed(yard.direct());

        CallAction.NotPossible no = (CallAction.NotPossible) yard.calls.hangUp(ACME, call.id());

        assertThat(no.reason()).isEqualTo("the call waits: cancel it");
        assertThat(yard.now(call)).isEqualTo(call);
    }

    @Test
    void aCallThatIsOverCanNeitherBeCanceledNorHungUp() {
        Call call = yard.end(yard.placed(yard.direct()));

        assertThat(((CallAction.NotPossible) yard.calls.cancel(ACME, call.id())).reason())
                .isEqualTo("the call is over");
        assertThat(((CallAction.NotPossible) yard.calls.hangUp(ACME, call.id())).reason())
                .isEqualTo("the call is over");
        assertThat(yard.now(call)).isEqualTo(call);
    }

    @Test
    void anotherTenantFindsNothingAndChangesNothing() {
        Call live = yard.placed(yard.direct());
        yard.placed(yard.direct());
        Call waiting = yard.placed(yard.direct());

        assertThat(yard.calls.hangUp(GLOBEX, live.id())).isEqualTo(new CallAction.NotFound());
        assertThat(yard.calls.cancel(GLOBEX, waiting.id())).isEqualTo(new CallAction.NotFound());
        assertThat(yard.calls.find(GLOBEX, live.id())).isEmpty();
        assertThat(yard.calls.explain(GLOBEX, waiting.id())).isEmpty();
        assertThat(yard.now(live)).isEqualTo(live);
        assertThat(yard.now(waiting)).isEqualTo(waiting);
        assertThat(yard.carrier.hangUps()).isEmpty();
    }

    @Test
    void anUnknownCallIsNotFound() {
        CallId nobody = new CallId(new UUID(1, 2));

        assertThat(yard.calls.cancel(ACME, nobody)).isEqualTo(new CallAction.NotFound());
        assertThat(yard.calls.hangUp(ACME, nobody)).isEqualTo(new CallAction.NotFound());
    }
}

package io.callyard.telephony.simulated;

import static io.callyard.telephony.simulated.Bench.always;
import static io.callyard.telephony.simulated.Bench.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.LookUpAnswer.Proof;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookUpTest {
    private final Bench bench = Bench.steady();

    @Test
    @Tag("R3.6")
    void findsACallWhereItStands() {
        PlaceOrder order = bench.order();
        CarrierCallId id = bench.placed(order);

        List<LookUpAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(bench.lookUp(order));
            bench.scheduler.advance(seconds(i == 0 ? 1.2 : i == 1 ? 5 : 20));
        }

        assertThat(answers)
                .containsExactly(
                        new LookUpAnswer.Found(id, new Fact.Started()),
                        new LookUpAnswer.Found(id, new Fact.Ringing()),
                        new LookUpAnswer.Found(id, new Fact.Answered()),
                        new LookUpAnswer.Found(id, new Fact.Answered()),
                        new LookUpAnswer.Found(
                                id, new Fact.Ended(Outcome.COMPLETED, CarrierCause.of("the called person hung up"))));
    }

    @Test
    void aTurnDoesNotHideWhereACallStands() {
        Bench talking = Bench.with(Behaviour.STEADY.withScripts(ConversationScript.APPOINTMENT));
        PlaceOrder order = talking.order();
        talking.placed(order);
        talking.scheduler.runUntil(() -> talking.story().contains("Turn"), Duration.ofMinutes(1));

        assertThat(((LookUpAnswer.Found) talking.lookUp(order)).fact()).isInstanceOf(Fact.Answered.class);
    }

    @Test
    void tellsAttemptsApart() {
        PlaceOrder first = bench.order();
        PlaceOrder second = Bench.again(first, 2);
        CarrierCallId firstId = bench.placed(first);
        CarrierCallId secondId = bench.placed(second);
        bench.finish();

        assertThat(firstId).isNotEqualTo(secondId);
        assertThat(((LookUpAnswer.Found) bench.lookUp(first)).carrierCallId()).isEqualTo(firstId);
        assertThat(((LookUpAnswer.Found) bench.lookUp(second)).carrierCallId()).isEqualTo(secondId);
        assertThat(bench.lookUp(Bench.again(first, 3))).isEqualTo(new LookUpAnswer.Absent(Proof.WEAK));
    }

    @Test
    void whatWasNeverAskedForIsNotListed() {
        assertThat(bench.lookUp(bench.order())).isEqualTo(new LookUpAnswer.Absent(Proof.WEAK));
    }

    @Test
    void whatWasAskedForButNotMadeIsNotListed() {
        bench.carrier.failNext(FaultKind.REQUEST_LOST);
        PlaceOrder order = bench.order();
        bench.carrier.place(order);
        bench.finish();

        assertThat(bench.lookUp(order)).isEqualTo(new LookUpAnswer.Absent(Proof.WEAK));
    }

    @Test
    void aRequestOnItsWayIsNotListedAndStillMakesItsCall() {
        Bench late = Bench.with(Faults.NONE.withSlowness(always(30)));
        late.carrier.failNext(FaultKind.REQUEST_LATE);
        PlaceOrder order = late.order();
        late.carrier.place(order);
        late.scheduler.advance(seconds(20));

        LookUpAnswer before = late.lookUp(order);
        late.scheduler.advance(seconds(20));
        LookUpAnswer after = late.lookUp(order);

        assertThat(before).isEqualTo(new LookUpAnswer.Absent(Proof.WEAK));
        assertThat(after).isInstanceOf(LookUpAnswer.Found.class);
    }

    @Test
    void aNewCallIsNotListedUntilTheLagIsOver() {
        Bench lagging = Bench.with(Faults.NONE.withLookUpLag(seconds(10)));
        lagging.carrier.change(instant());
        PlaceOrder order = lagging.order();
        CarrierCallId id = lagging.placed(order);

        lagging.scheduler.advance(seconds(10).minusNanos(1_000));
        assertThat(lagging.lookUp(order)).isEqualTo(new LookUpAnswer.Absent(Proof.WEAK));
        lagging.scheduler.advance(Duration.ofNanos(1_000));
        assertThat(lagging.lookUp(order)).isEqualTo(new LookUpAnswer.Found(id, new Fact.Answered()));
    }

    @Test
    void theLagDoesNotHideACallFromWhoeverKnowsItsId() {
        Bench lagging = Bench.with(Faults.NONE.withLookUpLag(seconds(10)));
        PlaceOrder order = lagging.order();
        CarrierCallId id = lagging.placed(order);

        LookUp question = new LookUp(order.subject(), 1, id, VirtualScheduler.START);

        assertThat(lagging.result(lagging.carrier.lookUp(question)))
                .isEqualTo(new LookUpAnswer.Found(id, new Fact.Started()));
    }

    @Test
    void anIdThatIsNotKnownIsLookedUpByAttempt() {
        PlaceOrder order = bench.order();
        CarrierCallId id = bench.placed(order);
        LookUp question =
                new LookUp(order.subject(), 1, new CarrierCallId("of another carrier"), VirtualScheduler.START);

        assertThat(((LookUpAnswer.Found) bench.result(bench.carrier.lookUp(question))).carrierCallId())
                .isEqualTo(id);
    }

    @Test
    void anUnavailableLookUpSaysNothingUntilTheFaultIsOver() {
        PlaceOrder order = bench.order();
        bench.placed(order);

        bench.carrier.change(Faults.NONE.with(FaultKind.LOOK_UP_UNAVAILABLE, 1));
        assertThat(bench.lookUp(order)).isInstanceOf(LookUpAnswer.Unavailable.class);
        bench.carrier.change(Faults.NONE);
        assertThat(bench.lookUp(order)).isInstanceOf(LookUpAnswer.Found.class);
        bench.carrier.outage(true);
        assertThat(bench.lookUp(order)).isInstanceOf(LookUpAnswer.Unavailable.class);
        bench.carrier.outage(false);
        assertThat(bench.lookUp(order)).isInstanceOf(LookUpAnswer.Found.class);
    }

    @Test
    void aFaultOrderedForACallMeetsEachOfItsLookUpsAndNoOthers() {
        bench.carrier.failNext(FaultKind.LOOK_UP_UNAVAILABLE, FaultKind.REQUEST_LOST);
        PlaceOrder lost = bench.order();
        PlaceOrder other = bench.order();
        bench.carrier.place(lost);
        bench.placed(other);

        assertThat(bench.lookUp(lost)).isInstanceOf(LookUpAnswer.Unavailable.class);
        assertThat(bench.lookUp(other)).isInstanceOf(LookUpAnswer.Found.class);
        assertThat(bench.lookUp(lost)).isInstanceOf(LookUpAnswer.Unavailable.class);
    }

    @Test
    void aLostLookUpIsNeverAnswered() {
        bench.carrier.failNext(FaultKind.LOOK_UP_LOST);
        PlaceOrder order = bench.order();
        bench.placed(order);

        CompletableFuture<LookUpAnswer> answer =
                bench.carrier.lookUp(bench.question(order)).toCompletableFuture();
        bench.finish();

        assertThat(answer).isNotDone();
    }

    @Test
    void aLookUpThatFailsSaysNothing() {
        bench.carrier.failNext(FaultKind.LOOK_UP_FAILS);
        PlaceOrder order = bench.order();
        bench.placed(order);

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> bench.lookUp(order))
                .withCauseInstanceOf(CarrierException.class);
    }

    private static Behaviour instant() {
        return Behaviour.STEADY
                .withLatency(Distribution.NONE)
                .withRingDelay(Distribution.NONE)
                .withPickUp(Distribution.NONE);
    }

    /** A carrier whose idempotency settles what was not made. */
    @Nested
    class Idempotent {
        private final Bench bench = new Bench(
                VirtualScheduler.inOrder(),
                settings -> settings.idempotent(true)
                        .faults(Faults.NONE.withSlowness(always(30)).withLookUpLag(Duration.ofHours(1))));

        @Test
        void findsACallWithoutLag() {
            PlaceOrder order = bench.order();
            CarrierCallId id = bench.placed(order);

            assertThat(bench.lookUp(order)).isEqualTo(new LookUpAnswer.Found(id, new Fact.Started()));
        }

        @Test
        void provesThatACallWasNotMade() {
            bench.carrier.failNext(FaultKind.REQUEST_LOST);
            PlaceOrder order = bench.order();
            bench.carrier.place(order);

            assertThat(bench.lookUp(order)).isEqualTo(new LookUpAnswer.Absent(Proof.STRONG));
        }

        @Test
        void keepsItsWordWhenTheRequestComesLate() {
            bench.carrier.failNext(FaultKind.REQUEST_LATE);
            PlaceOrder order = bench.order();
            CompletableFuture<PlaceAnswer> answer = bench.carrier.place(order).toCompletableFuture();

            assertThat(bench.lookUp(order)).isEqualTo(new LookUpAnswer.Absent(Proof.STRONG));
            bench.finish();

            assertThat(answer.join()).isInstanceOf(PlaceAnswer.Refused.class);
            assertThat(bench.onlyRecord().isMade()).isFalse();
            assertThat(bench.lookUp(order)).isEqualTo(new LookUpAnswer.Absent(Proof.STRONG));
        }

        @Test
        void keepsItsWordWhenSomebodyAsksAgainForTheCall() {
            PlaceOrder order = bench.order();

            assertThat(bench.lookUp(order)).isEqualTo(new LookUpAnswer.Absent(Proof.STRONG));
            assertThat(bench.place(order)).isInstanceOf(PlaceAnswer.Refused.class);
            assertThat(bench.place(Bench.again(order, 2))).isInstanceOf(PlaceAnswer.Placed.class);
        }

        @Test
        void makesAnAttemptOnceHoweverOftenItIsOrdered() {
            PlaceOrder order = bench.order();
            bench.carrier.failNext(FaultKind.REQUEST_LATE);
            CompletableFuture<PlaceAnswer> late = bench.carrier.place(order).toCompletableFuture();
            PlaceAnswer first = bench.place(order);
            PlaceAnswer second = bench.place(order);
            bench.finish();

            assertThat(second).isInstanceOf(PlaceAnswer.Placed.class).isEqualTo(first);
            assertThat(late).isCompletedWithValue(first);
            assertThat(bench.carrier.log().where(CarrierCallRecord::isMade).records())
                    .hasSize(1);
            assertThat(bench.carrier.log().orderedAgain()).hasSize(2);
        }

        @Test
        void provesNothingAboutTheTimeItHasForgotten() {
            Bench forgetful = new Bench(
                    VirtualScheduler.inOrder(),
                    settings -> settings.idempotent(true).keepFinished(0));
            PlaceOrder order = forgetful.order();
            forgetful.placed(order);
            forgetful.finish();
            LookUp later = new LookUp(order.subject(), 2, null, forgetful.scheduler.instant());

            assertThat(forgetful.lookUp(order)).isEqualTo(new LookUpAnswer.Absent(Proof.WEAK));
            assertThat(forgetful.result(forgetful.carrier.lookUp(later)))
                    .isEqualTo(new LookUpAnswer.Absent(Proof.STRONG));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutIdempotencyAnAttemptOrderedTwiceIsMadeTwice(boolean idempotent) {
        Bench twice = new Bench(VirtualScheduler.inOrder(), settings -> settings.idempotent(idempotent));
        PlaceOrder order = twice.order();
        twice.placed(order);
        twice.placed(order);
        twice.finish();

        assertThat(twice.carrier.log().where(CarrierCallRecord::isMade).records())
                .hasSize(idempotent ? 1 : 2)
                .extracting(CarrierCallRecord::carrierCallId)
                .doesNotHaveDuplicates();
        assertThat(twice.carrier.log().orderedAgain()).hasSize(1);
    }
}

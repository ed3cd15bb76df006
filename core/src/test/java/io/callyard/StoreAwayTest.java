package io.callyard;

import static io.callyard.Yard.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.broadcast.Subscriber;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.FakeCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is away for a while: rounds go on, answers and reports are kept in the end. */
class StoreAwayTest {
    @RegisterExtension
    final Yards yards = new Yards();

    @ParameterizedTest
    @ValueSource(strings = {"claim", "untilNextWork", "overdue", "stoppedWithWaitingCalls"})
    void aRoundThatFailsInAnyWayIsNotTheLast(String method) {
        for (Throwable failure : List.of(new IllegalStateException("a bug"), new NoClassDefFoundError("a bug"))) {
            Yard yard = yards.with()
                    .engineSees(store -> new FailingStore(store, method, 2, false, () -> failure).asStore())
                    .open();
            try {
                yard.place(yard.direct());
            } catch (IllegalStateException | NoClassDefFoundError e) {
                assertThat(e).as("whoever asked is told").isSameAs(failure);
            }
            yard.advanceSeconds(20);

            assertThat(yard.carrier.orders()).as(method + ", " + failure).hasSize(1);
            assertThat(yard.engine.health().isReady()).isTrue();
        }
    }

    @Test
    @Tag("R1.8")
    void aStoreWhoseSignalsAreLostIsLookedThroughEveryTenSeconds() {
        Yard yard = yards.with()
                .engineSees(store -> Interposed.of(
                        store, (method, step) -> method.equals("onSignal") ? (AutoCloseable) () -> {} : step.take()))
                .open();
        List<Long> heard = new ArrayList<>();
        yard.engine.broadcaster().subscribe(Room.of(ACME), 0, new Subscriber() {
            @Override
            public void onEvent(Delivery delivery) {
                heard.add(delivery.event().seq());
            }

            @Override
            public void onResyncRequired(long lastSeq) {}
        });
        List<Call> calls = yard.placed(3);
        yard.end(calls.get(0));
        assertThat(yard.now(calls.get(2)).state()).isEqualTo(CallState.QUEUED);

        yard.advanceSeconds(10);

        assertThat(yard.now(calls.get(2)).state()).isEqualTo(CallState.DIALING);
        yard.advanceSeconds(10);
        assertThat(heard).hasSize((int) yard.store.lastSeq(ACME));
    }

    @Test
    void anEngineWhoseStoreIsDownSaysSoAndGoesOnWhenItIsBack() {
        boolean[] down = {false};
        Yard yard = yards.with()
                .engineSees(store -> Interposed.unreachable(store, method -> down[0]))
                .open();
        yard.place(yard.direct().scheduledFor(yard.now().plusSeconds(60)));
        assertThat(yard.engine.health().isReady()).isTrue();

        down[0] = true;
        yard.advanceSeconds(120);
        assertThat(yard.engine.health().storeAnswers()).isFalse();
        assertThat(yard.engine.health().isReady()).isFalse();
        down[0] = false;
        yard.advanceSeconds(10);

        assertThat(yard.engine.health().isReady()).isTrue();
        assertThat(yard.carrier.orders()).hasSize(1);
    }

    @Test
    @Tag("R1.9")
    void anAnswerThatCannotBeKeptForAWhileIsKeptInTheEnd() {
        for (RuntimeException failure :
                List.of(new StoreUnavailableException("down"), new IllegalStateException("a bug"))) {
            Yard yard = yards.with()
                    .engineSees(store -> new FailingStore(store, "update", 1, false, () -> failure).asStore())
                    .open();
            Call call = yard.placed(yard.direct());
            assertThat(yard.now(call).state()).isEqualTo(CallState.RESERVED);
            assertThat(yard.engine.health().placing()).isEqualTo(1);

            yard.advanceSeconds(1);

            assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
            assertThat(yard.engine.health().placing()).isZero();
        }
    }

    @Test
    void aStoreThatStaysAwayLeavesNoPlacingOpenForEver() {
        boolean[] down = {false};
        Yard yard = yards.with()
                .engineSees(store -> Interposed.unreachable(store, method -> down[0]))
                .open();
        yard.carrier.answerNextBy(order -> {
            down[0] = true;
            return FakeCarrier.taken(order);
        });
        Call call = yard.placed(yard.direct());

        yard.advance(Duration.ofMinutes(20));
        assertThat(yard.engine.health().placing()).isZero();
        down[0] = false;
        yard.carrier.answerLookUpsBy(question -> CompletableFuture.completedStage(
                new LookUpAnswer.Found(FakeCarrier.idOf(yard.order(call)), new Fact.Answered())));
        yard.advanceSeconds(30);

        assertThat(yard.now(call).state()).as("looked after by the reconciler").isEqualTo(CallState.IN_PROGRESS);
    }

    @Test
    void aReportDuringAFailureOfTheStoreIsToldToTheCarrierWhichReportsAgain() {
        FailingStore[] failing = new FailingStore[1];
        Yard yard = yards.with()
                .engineSees(store -> {
                    failing[0] = new FailingStore(
                            store, "findAnywhere", 1, false, () -> new StoreUnavailableException("down"));
                    return failing[0].asStore();
                })
                .open();
        Call call = yard.placed(yard.direct());
        PlaceOrder order = yard.order(call);

        assertThat(catchThrowable(() -> yard.carrier.answered(order))).isInstanceOf(StoreUnavailableException.class);
        yard.carrier.answered(order);

        assertThat(yard.now(call).state()).isEqualTo(CallState.IN_PROGRESS);
        assertThat(FakeCarrier.idOf(order)).isEqualTo(yard.now(call).carrierCallId());
    }
}

package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class FakeCarrierTest {
    private static final CarrierAccountId ACCOUNT = new CarrierAccountId("fake");

    private final FakeCarrier carrier = new FakeCarrier(ACCOUNT);
    private final List<CarrierReport> reports = new ArrayList<>();

    private static PlaceOrder order(int attempt) {
        TenantId tenant = new TenantId("acme");
        CallRequest request =
                CallRequest.direct(tenant, PhoneNumber.parse("+15551234567")).build();
        return new PlaceOrder(
                tenant,
                request.subject(new CallId(new UUID(1, 1))),
                CallData.NONE,
                attempt,
                Duration.ofSeconds(60),
                Duration.ofHours(2));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    @Test
    void takesOrdersAndRecordsThem() {
        PlaceOrder order = order(1);

        assertThat(now(carrier.place(order))).isEqualTo(new PlaceAnswer.Placed(FakeCarrier.idOf(order)));

        assertThat(carrier.orders()).containsExactly(order);
        assertThat(carrier.lastOrder()).isEqualTo(order);
    }

    @Test
    void knowsEachAttemptUnderAnIdOfItsOwn() {
        assertThat(FakeCarrier.idOf(order(1))).isNotEqualTo(FakeCarrier.idOf(order(2)));
    }

    @Test
    void answersAsItWasToldAndThenAsBefore() {
        PlaceAnswer refused = new PlaceAnswer.Refused(CarrierCause.of("no"));
        PlaceAnswer unclear = new PlaceAnswer.NoClearAnswer(CarrierCause.of("?"));
        carrier.answerBy(order -> CompletableFuture.completedStage(unclear))
                .answerNext(refused)
                .answerNextBy(order -> {
                    throw new IllegalStateException("broken");
                });

        assertThat(now(carrier.place(order(1)))).isEqualTo(refused);
        assertThatIllegalStateException().isThrownBy(() -> carrier.place(order(2)));
        assertThat(now(carrier.place(order(3)))).isEqualTo(unclear);
        assertThat(carrier.orders()).hasSize(3);
    }

    @Test
    void recordsHangUpsAndLookUpsAndAnswersThemAsToldTo() {
        PlaceOrder order = order(1);
        LookUp question = new LookUp(order.subject(), 1, null, VirtualScheduler.START);
        assertThat(now(carrier.lookUp(question))).isInstanceOf(LookUpAnswer.Unavailable.class);
        LookUpAnswer absent = new LookUpAnswer.Absent(LookUpAnswer.Proof.STRONG);
        carrier.answerLookUpsBy(any -> CompletableFuture.completedStage(absent))
                .answerHangUpsBy(any -> new CompletableFuture<>());

        assertThat(now(carrier.lookUp(question))).isEqualTo(absent);
        assertThat(carrier.hangUp(FakeCarrier.idOf(order)).toCompletableFuture())
                .isNotDone();

        assertThat(carrier.lookUps()).containsExactly(question, question);
        assertThat(carrier.hangUps()).containsExactly(FakeCarrier.idOf(order));
    }

    @Test
    void reportsWhatTheTestSays() {
        PlaceOrder order = order(2);
        ConversationTurn turn = new ConversationTurn(Speaker.AGENT, "hello", VirtualScheduler.START);
        carrier.start(reports::add);

        carrier.started(order);
        carrier.ringing(order);
        carrier.answered(order);
        carrier.turn(order, "t1", turn);
        carrier.ended(order, Outcome.BUSY);

        assertThat(reports)
                .allMatch(report -> report.account().equals(ACCOUNT)
                        && order.subject().id().equals(report.call())
                        && report.attempt() == 2
                        && FakeCarrier.idOf(order).equals(report.carrierCallId()));
        assertThat(reports)
                .extracting(CarrierReport::fact)
                .containsExactly(
                        new Fact.Started(),
                        new Fact.Ringing(),
                        new Fact.Answered(),
                        new Fact.Turn(turn),
                        new Fact.Ended(Outcome.BUSY, CarrierCause.of("fake BUSY")));
        assertThat(reports.get(3).deduplicationKey()).isEqualTo("t1");
    }

    @Test
    void saysWhenItWasUsedTooEarly() {
        assertThatIllegalStateException().isThrownBy(() -> carrier.ringing(order(1)));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(carrier::lastOrder);
    }
}

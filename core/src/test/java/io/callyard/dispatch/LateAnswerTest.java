package io.callyard.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.LookUpAnswer.Absent;
import io.callyard.spi.carrier.LookUpAnswer.Proof;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a carrier says about an attempt is a fact, however late it says it. */
@Tag("R0.2")
@Tag("R1.9")
class LateAnswerTest {
    private static final CarrierCallId ELSEWHERE = new CarrierCallId("known-to-the-carrier");

    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();
    private final List<Long> asked = new ArrayList<>();

    @Test
    void anAnswerThatComesLateIsAFactAllTheSame() {
        Call placed = lateAnswer(order -> new PlaceAnswer.Placed(FakeCarrier.idOf(order)));

        assertThat(placed.state()).isEqualTo(CallState.DIALING);
        assertThat(placed.carrierCallId()).isEqualTo(FakeCarrier.idOf(yard.order(placed)));
        assertThat(yard.end(placed).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aLateRefusalEndsTheCallAndALateNotNowQueuesItAgain() {
        Call refused = lateAnswer(order -> new PlaceAnswer.Refused(CarrierCause.of("no such number")));
        assertThat(refused.outcome()).isEqualTo(Outcome.FAILED);

        Call notNow =
                lateAnswer(order -> new PlaceAnswer.NotNow(CarrierCause.of("too many"), Duration.ofSeconds(5), false));
        assertThat(notNow.state()).isEqualTo(CallState.QUEUED);
        yard.assertNoSlotTaken();
        yard.advanceSeconds(5);
        assertThat(yard.now(notNow).attempts()).isEqualTo(2);
    }

    @Test
    void anAnswerThatComesWhenTheCallWasGivenUpIsHungUpAndTold() {
        CompletableFuture<PlaceAnswer> answer = new CompletableFuture<>();
        yard.carrier.answerNextBy(order -> answer);
        Call call = yard.placed(yard.direct());
        answerLookUps(question -> new Absent(Proof.WEAK));
        yard.advanceSeconds(180);
        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.NOT_PLACED);

        answer.complete(new PlaceAnswer.Placed(ELSEWHERE));
        yard.run();

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.NOT_PLACED);
        assertThat(yard.carrier.hangUps()).containsExactly(ELSEWHERE);
        assertThat(yard.events(LateReport.class))
                .extracting(LateReport::carrierCallId)
                .containsExactly(ELSEWHERE);
    }

    private Call lateAnswer(Function<PlaceOrder, PlaceAnswer> answer) {
        CompletableFuture<PlaceAnswer> late = new CompletableFuture<>();
        yard.carrier.answerNextBy(order -> late);
        Call call = yard.placed(yard.direct());
        yard.advanceSeconds(12);
        assertThat(yard.now(call).state()).isEqualTo(CallState.UNKNOWN);
        late.complete(answer.apply(yard.order(call)));
        yard.run();
        return yard.now(call);
    }

    private void answerLookUps(Function<LookUp, LookUpAnswer> answer) {
        yard.carrier.answerLookUpsBy(question -> {
            asked.add(Duration.between(VirtualScheduler.START, yard.now()).toSeconds());
            return CompletableFuture.completedStage(answer.apply(question));
        });
    }
}

package io.callyard.dispatch;

import static io.callyard.Yard.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.LookUpAnswer.Absent;
import io.callyard.spi.carrier.LookUpAnswer.Found;
import io.callyard.spi.carrier.LookUpAnswer.Proof;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes that die or freeze at the worst moment; another on the same store settles what they left. */
@Tag("R0.1")
@Tag("R0.2")
@Tag("R1.9")
class LostNodeTest {
    private static final CarrierCallId FOUND = new CarrierCallId("found-at-the-carrier");

    /** Lease 30 s less the carrier's 10 s: when a node must have sent by. */
    private static final Duration SEND_BY = Duration.ofSeconds(20);

    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    void aCallClaimedByANodeThatDiedBeforeSendingIsPlacedByAnotherOnce() {
        Call call = Yard.callOf(yard.place(yard.direct()));
        assertThat(call.state()).isEqualTo(CallState.RESERVED);
        yard.node.crash();
        Yard other = yard.join();
        answerLookUps(new Absent(Proof.STRONG));

        yard.advanceSeconds(29);
        assertThat(yard.carrier.orders()).as("the lease still runs").isEmpty();
        yard.advanceSeconds(6);

        assertThat(yard.carrier.orders()).extracting(order -> order.attempt()).containsExactly(2);
        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
        yard.end(call);
        other.assertNoSlotTaken();
    }

    @Test
    void aCallWhoseNodeDiedBeforeTheAnswerIsAdoptedByAnother() {
        Call call = orderedThenCrashed();
        yard.join();
        answerLookUps(new Found(FOUND, new Fact.Answered()));

        yard.advanceSeconds(35);

        assertThat(yard.now(call).state()).isEqualTo(CallState.IN_PROGRESS);
        assertThat(yard.now(call).carrierCallId()).isEqualTo(FOUND);
        assertThat(yard.orders(call)).as("nobody is dialled twice").isEqualTo(1);
    }

    @Test
    void aCallWhoseNodeDiedBeforeTheAnswerIsNotDialledAgainOnAGuess() {
        Call call = orderedThenCrashed();
        yard.join();
        answerLookUps(new Absent(Proof.WEAK));

        yard.advance(Duration.ofMinutes(10));

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.NOT_PLACED);
        assertThat(yard.orders(call)).isEqualTo(1);
    }

    @Test
    void theCarriersReportSettlesWhatTheDeadNodeLeft() {
        Call call = orderedThenCrashed();
        Yard other = yard.join();

        other.carrier.answered(other.order(call));

        assertThat(yard.now(call).state()).isEqualTo(CallState.IN_PROGRESS);
        yard.advanceSeconds(60);
        assertThat(yard.carrier.lookUps()).isEmpty();
    }

    @Test
    void whatWaitedAtTheDeadNodeGoesOnAtTheOthers() {
        yard.placed(2);
        Call waiting = yard.placed(yard.direct());
        yard.node.crash();
        Yard other = yard.join();

        other.carrier.ended(other.carrier.orders().get(0), Outcome.COMPLETED);
        other.run();

        assertThat(yard.now(waiting).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void aNodeThatIsFrozenUntilItsTimeIsUpDoesNotSend() {
        Call call = Yard.callOf(yard.place(yard.direct()));
        yard.node.freeze();

        yard.advance(SEND_BY);
        yard.node.thaw();
        yard.run();

        assertThat(yard.carrier.orders())
                .as("given back, claimed anew, and only then sent")
                .extracting(order -> order.attempt())
                .containsExactly(2);
        assertThat(yard.now(call).attempts()).isEqualTo(2);
    }

    @Test
    void aNodeThatIsFrozenForLessGoesOn() {
        Call call = Yard.callOf(yard.place(yard.direct()));
        yard.node.freeze();

        yard.advance(SEND_BY.minusNanos(1_000));
        yard.node.thaw();
        yard.run();

        assertThat(yard.carrier.orders()).extracting(order -> order.attempt()).containsExactly(1);
        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void aNodeThatWakesWhenAnotherHasGivenTheCallUpSendsNothing() {
        Call call = Yard.callOf(yard.place(yard.direct()));
        yard.node.freeze();
        yard.join();
        answerLookUps(new Absent(Proof.WEAK));
        yard.advance(Duration.ofMinutes(5));
        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.NOT_PLACED);

        yard.node.thaw();
        yard.advance(Duration.ofMinutes(5));

        assertThat(yard.carrier.orders()).isEmpty();
        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.NOT_PLACED);
    }

    @Test
    void aNodeThatWakesWhenAnotherHasPlacedTheCallSendsNothing() {
        Call call = Yard.callOf(yard.place(yard.direct()));
        yard.node.freeze();
        yard.join();
        answerLookUps(new Absent(Proof.STRONG));
        yard.advance(Duration.ofSeconds(40));
        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);

        yard.node.thaw();
        yard.advance(Duration.ofSeconds(5));

        assertThat(yard.carrier.orders()).extracting(order -> order.attempt()).containsExactly(2);
        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
        assertThat(yard.live(ACME)).isEqualTo(1);
    }

    @Test
    void twoNodesShareEveryLimit() {
        Yard other = yard.join();
        for (int i = 0; i < 10; i++) {
            yard.place(yard.direct());
            other.place(CallRequest.direct(ACME, yard.newNumber()));
        }
        yard.run();

        assertThat(yard.live(ACME)).isEqualTo(2);
        assertThat(yard.carrier.orders()).hasSize(2);
        assertThat(yard.calls.counts(ACME).queued()).isEqualTo(18);
    }

    private Call orderedThenCrashed() {
        yard.carrier.answerNextBy(order -> {
            yard.node.crash();
            return new CompletableFuture<>();
        });
        Call call = yard.placed(yard.direct());
        assertThat(yard.carrier.orders()).hasSize(1);
        return call;
    }

    private void answerLookUps(LookUpAnswer answer) {
        yard.carrier.answerLookUpsBy(question -> CompletableFuture.completedStage(answer));
    }
}

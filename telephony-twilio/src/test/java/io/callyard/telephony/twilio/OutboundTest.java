package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Outbound calls from the engine to the far end and back. */
@Tag("R3.6")
class OutboundTest {
    private static final String SCRIPT = "<Response><Say>Hello.</Say><Pause length=\"60\"/></Response>";

    private static Switchboard board(Faults faults, boolean detection) {
        return new Switchboard(
                carrier -> carrier.faults(faults),
                driver -> driver.machineDetection(detection).instructions(order -> Instructions.twiml(SCRIPT)));
    }

    private static CallRequest request() {
        return CallRequest.direct(Switchboard.ACME, Bench.PERSON).build();
    }

    @Test
    void aCallGoesFromTheQueueToTheEndByWebhooks() {
        Switchboard board = board(Faults.NONE, false);
        board.parties.put(Bench.PERSON.e164(), Party.answering(Duration.ofSeconds(3), Duration.ofSeconds(20)));
        Call call = board.dial(request());

        board.pass(1);
        assertThat(board.now(call).state()).isEqualTo(CallState.RINGING);
        board.pass(3);
        assertThat(board.now(call).state()).isEqualTo(CallState.IN_PROGRESS);
        assertThat(board.at(Bench.PERSON.e164()).orElseThrow().heard()).containsExactly("Hello.");
        board.pass(25);
        assertThat(board.now(call).state()).isEqualTo(CallState.ENDED);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(board.fake.placedCount(Bench.PERSON.e164())).isOne();
        board.assertSound();
    }

    @ParameterizedTest
    @CsvSource({"NO_ANSWER, NO_ANSWER", "BUSY, BUSY", "REJECT, REJECTED", "UNREACHABLE, FAILED", "MACHINE, MACHINE"})
    void whatBecomesOfACallIsToldInNeutralWords(Party.Reaction reaction, Outcome outcome) {
        Switchboard board = board(Faults.NONE, true);
        board.parties.put(Bench.PERSON.e164(), Party.reacting(reaction, Duration.ofSeconds(3)));
        Call call = board.dial(request());

        board.pass(100);
        assertThat(board.now(call).outcome()).isEqualTo(outcome);
        board.assertSound();
    }

    @Test
    void aMachineIsHungUpAsSoonAsItIsKnown() {
        Switchboard board = board(Faults.NONE, true);
        board.parties.put(
                Bench.PERSON.e164(),
                new Party(Party.Reaction.MACHINE, Duration.ofSeconds(2), Party.FOR_EVER, List.of()));
        Call call = board.dial(request());

        board.pass(10);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.MACHINE);
        assertThat(board.at(Bench.PERSON.e164()).orElseThrow().isOver()).isTrue();
        board.assertSound();
    }

    @Test
    void aCallIsHungUpByTheEngine() {
        Switchboard board = board(Faults.NONE, false);
        Call call = board.dial(request());
        board.pass(5);
        board.engine().calls().hangUp(Switchboard.ACME, call.id());
        board.pass(1);

        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(board.at(Bench.PERSON.e164()).orElseThrow().isOver()).isTrue();
        board.assertSound();
    }

    /** The answer to the first request is lost in one way or another. */
    private static final class FirstAnswerIsLost implements Faults {
        private final RequestFault fault;
        private boolean done;

        FirstAnswerIsLost(RequestFault fault) {
            this.fault = fault;
        }

        @Override
        public RequestFault onRequest(FakeRequest request) {
            boolean first = !done && request.method().equals("POST");
            done |= first;
            return first ? fault : RequestFault.NONE;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Faults.RequestFault.class,
            names = {
                "DONE_WITHOUT_ANSWER",
                "DONE_THEN_BROKEN",
                "DONE_THEN_500",
                "DONE_THEN_GARBAGE",
                "DONE_THEN_TRUNCATED",
                "DONE_THEN_OVERSIZED"
            })
    void aLostAnswerIsMadeGoodByTheFirstWebhookAndNobodyIsCalledTwice(Faults.RequestFault fault) {
        Switchboard board = board(new FirstAnswerIsLost(fault), false);
        Call call = board.dial(request());

        board.pass(60);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(board.fake.placedCount(Bench.PERSON.e164())).isOne();
        board.assertSound();
    }

    /** The first answer and every webhook are lost. */
    private static final class Deaf implements Faults {
        private final Faults answers = new FirstAnswerIsLost(RequestFault.DONE_WITHOUT_ANSWER);
        private final boolean losesAnswer;

        Deaf(boolean losesAnswer) {
            this.losesAnswer = losesAnswer;
        }

        @Override
        public RequestFault onRequest(FakeRequest request) {
            return losesAnswer ? answers.onRequest(request) : RequestFault.NONE;
        }

        @Override
        public DeliveryFault onWebhook(FakeRequest webhook) {
            return DeliveryFault.LOST;
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whereEveryWebhookIsLostTheEndIsLearntByAsking(boolean losesAnswer) {
        Switchboard board = board(new Deaf(losesAnswer), false);
        Call call = board.dial(request());

        board.pass(600);
        assertThat(board.now(call).state()).isEqualTo(CallState.ENDED);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(board.now(call).carrierCallId()).isNotNull();
        assertThat(board.fake.placedCount(Bench.PERSON.e164())).isOne();
    }

    @Test
    void aRequestThatProvablyWasNotSentIsSentLater() {
        Switchboard board = board(new FirstAnswerIsLost(Faults.RequestFault.CONNECTION_REFUSED), false);
        Call call = board.dial(request());

        board.pass(100);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(board.fake.placedCount(Bench.PERSON.e164())).isOne();
    }

    private static LookUpAnswer ask(Switchboard board, Call call, int attempt, Instant orderedAt) {
        CompletableFuture<LookUpAnswer> answer = board.driver
                .lookUp(new LookUp(call.subject(), attempt, null, orderedAt))
                .toCompletableFuture();
        board.scheduler.advance(Duration.ofMillis(1));
        assertThat(answer).isCompleted();
        return answer.join();
    }

    @Test
    void anAttemptIsFoundAmongAllCallsToTheNumberByItsTag() {
        Switchboard board = board(Faults.NONE, false);
        board.parties.put(Bench.PERSON.e164(), Party.answering(Duration.ofSeconds(2), Duration.ofSeconds(10)));
        Call first = board.dial(request());
        board.pass(30);
        Call second =
                board.dial(CallRequest.direct(Switchboard.ACME, Bench.PERSON).build());
        board.pass(5);
        CarrierCallId firstId = Objects.requireNonNull(board.now(first).carrierCallId());
        CarrierCallId secondId = Objects.requireNonNull(board.now(second).carrierCallId());

        assertThat(ask(board, first, 1, VirtualScheduler.START))
                .isInstanceOfSatisfying(LookUpAnswer.Found.class, found -> {
                    assertThat(found.carrierCallId()).isEqualTo(firstId);
                    assertThat(found.fact())
                            .isInstanceOfSatisfying(
                                    Fact.Ended.class,
                                    ended -> assertThat(ended.outcome()).isEqualTo(Outcome.COMPLETED));
                });
        assertThat(ask(board, second, 1, VirtualScheduler.START))
                .isEqualTo(new LookUpAnswer.Found(secondId, new Fact.Answered()));
        assertThat(ask(board, second, 2, VirtualScheduler.START))
                .isEqualTo(new LookUpAnswer.Absent(LookUpAnswer.Proof.WEAK));
        assertThat(ask(board, first, 1, board.scheduler.instant()))
                .isEqualTo(new LookUpAnswer.Absent(LookUpAnswer.Proof.WEAK));
    }
}

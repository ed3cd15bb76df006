package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import io.callyard.fake.telnyx.ScriptedTurn;
import io.callyard.fake.telnyx.ScriptedTurn.Role;
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
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outbound calls from the engine to the far end and back. */
@Tag("R3.6")
class OutboundTest {
    private static final String NUMBER = Bench.PERSON.e164();
    private static final List<ScriptedTurn> SCRIPT = List.of(
            new ScriptedTurn(Role.ASSISTANT, "Good morning, this is Acme.", Duration.ofSeconds(1)),
            new ScriptedTurn(Role.USER, "Hello?", Duration.ofSeconds(3)),
            new ScriptedTurn(Role.TOOL, "lookup(42)", Duration.ofSeconds(1)),
            new ScriptedTurn(Role.ASSISTANT, "Your parcel is here.", Duration.ofSeconds(2)),
            new ScriptedTurn(Role.USER, "Thank you, goodbye.", Duration.ofSeconds(3)));
    private static final List<String> TALK = List.of(
            "AGENT Good morning, this is Acme.",
            "CUSTOMER Hello?",
            "AGENT Your parcel is here.",
            "CUSTOMER Thank you, goodbye.");

    private static Switchboard board(Faults faults, MachineDetection detection) {
        return new Switchboard(
                carrier -> carrier.faults(faults).script(SCRIPT),
                driver -> driver.machineDetection(detection).assistant(order -> Optional.of("assistant-7")));
    }

    private static CallRequest request() {
        return CallRequest.direct(Switchboard.ACME, Bench.PERSON).build();
    }

    private static List<String> talk(Switchboard board) {
        return board.events(TurnHeard.class).stream()
                .map(heard -> heard.turn().speaker() + " " + heard.turn().text())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(MachineDetection.class)
    void aCallIsTalkedOnByAnAssistantFromTheQueueToTheEnd(MachineDetection detection) {
        Switchboard board = board(Faults.NONE, detection);
        board.parties.put(NUMBER, Party.answering(Duration.ofSeconds(3), Party.FOR_EVER));
        Call call = board.dial(request());

        board.pass(1);
        assertThat(board.now(call).state()).isEqualTo(CallState.DIALING);
        board.pass(10);
        assertThat(board.now(call).state()).isEqualTo(CallState.IN_PROGRESS);
        board.pass(60);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(talk(board)).isEqualTo(TALK);
        assertThat(board.events(CallStatusChanged.class))
                .extracting(CallStatusChanged::state)
                .as("the carrier tells of no ringing, and none is made up")
                .doesNotContain(CallState.RINGING);
        assertThat(board.fake.placedCount(NUMBER)).isOne();
        board.assertSound();
    }

    @ParameterizedTest
    @CsvSource({"NO_ANSWER, NO_ANSWER", "BUSY, BUSY", "REJECT, REJECTED", "UNREACHABLE, FAILED", "MACHINE, MACHINE"})
    void whatBecomesOfACallIsToldInNeutralWords(Party.Reaction reaction, Outcome outcome) {
        for (MachineDetection detection : List.of(MachineDetection.STANDARD, MachineDetection.PREMIUM)) {
            Switchboard board = board(Faults.NONE, detection);
            board.parties.put(NUMBER, new Party(reaction, Duration.ofSeconds(3), Party.FOR_EVER, List.of()));
            Call call = board.dial(request());

            board.pass(100);
            assertThat(board.now(call).outcome()).isEqualTo(outcome);
            assertThat(talk(board)).isEmpty();
            board.assertSound();
        }
    }

    @Test
    void aMachineThatHangsUpBeforeItIsKnownIsAnsweredAllTheSame() {
        Switchboard board = board(Faults.NONE, MachineDetection.STANDARD);
        board.parties.put(
                NUMBER, new Party(Party.Reaction.MACHINE, Duration.ofSeconds(2), Duration.ofSeconds(1), List.of()));
        Call call = board.dial(request());

        board.pass(30);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        board.assertSound();
    }

    @Test
    void whoHangsUpInTheMomentOfAnsweringHasAnswered() {
        Switchboard board = board(Faults.NONE, MachineDetection.OFF);
        board.parties.put(NUMBER, Party.answering(Duration.ofSeconds(2), Duration.ZERO));
        Call call = board.dial(request());

        board.pass(10);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        board.assertSound();
    }

    @ParameterizedTest
    @CsvSource({"1, CANCELED", "6, COMPLETED"})
    void aCallIsHungUpByTheEngine(int after, Outcome outcome) {
        Switchboard board = board(Faults.NONE, MachineDetection.OFF);
        board.parties.put(NUMBER, Party.answering(Duration.ofSeconds(3), Party.FOR_EVER));
        Call call = board.dial(request());
        board.pass(after);
        board.engine().calls().hangUp(Switchboard.ACME, call.id());
        board.pass(1);

        assertThat(board.now(call).outcome()).isEqualTo(outcome);
        assertThat(board.at(NUMBER).orElseThrow().isOver()).isTrue();
        board.assertSound();
    }

    /** The first few requests for a call go wrong in one way. */
    private static final class FirstDialsFail implements Faults {
        private final RequestFault fault;
        private int left;

        FirstDialsFail(RequestFault fault, int times) {
            this.fault = fault;
            this.left = times;
        }

        @Override
        public RequestFault onRequest(FakeRequest request) {
            boolean dials = request.uri().getPath().endsWith("/calls");
            return dials && left-- > 0 ? fault : RequestFault.NONE;
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
                "DONE_THEN_OVERSIZED",
                "NOT_DONE_500"
            })
    void aLostAnswerIsMadeGoodByAskingAgainAndNobodyIsCalledTwice(Faults.RequestFault fault) {
        for (int times : new int[] {1, 2, 50}) {
            Switchboard board = board(new FirstDialsFail(fault, times), MachineDetection.OFF);
            board.parties.put(NUMBER, Party.answering(Duration.ofSeconds(3), Party.FOR_EVER));
            Call call = board.dial(request());

            board.pass(700);
            boolean made = fault != Faults.RequestFault.NOT_DONE_500 || times < 50;
            // What was never made is not listed, and not dialled again on that ground.
            assertThat(board.now(call).outcome()).isEqualTo(made ? Outcome.COMPLETED : Outcome.UNKNOWN);
            assertThat(board.fake.placedCount(NUMBER)).isEqualTo(made ? 1 : 0);
            board.assertSound();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Faults.RequestFault.class,
            names = {"CONNECTION_REFUSED", "TOO_MANY"})
    void whatProvablyWasNotDoneIsDoneLater(Faults.RequestFault fault) {
        Switchboard board = board(new FirstDialsFail(fault, 2), MachineDetection.OFF);
        Call call = board.dial(request());

        board.pass(300);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(board.fake.placedCount(NUMBER)).isOne();
        board.assertSound();
    }

    @Test
    void anAccountAtItsLimitTakesTheCallLater() {
        Switchboard board = new Switchboard(carrier -> carrier.concurrentCalls(1), driver -> driver);
        board.parties.put(NUMBER, Party.answering(Duration.ofSeconds(3), Duration.ofSeconds(20)));
        Call first = board.dial(request());
        board.pass(2);
        Call second = board.dial(request());
        board.pass(1);
        assertThat(board.now(second).state()).isEqualTo(CallState.QUEUED);

        board.pass(300);
        assertThat(board.now(first).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(board.now(second).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(board.fake.placedCount(NUMBER)).isEqualTo(2);
        board.assertSound();
    }

    /** Webhooks of which something holds are lost. */
    private static Faults losing(Predicate<String> which) {
        return new Faults() {
            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                return which.test(webhook.text()) ? DeliveryFault.LOST : DeliveryFault.NONE;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereEveryWebhookIsLostTheEndIsLearntByAsking(boolean losesAnswers) {
        Faults dials = new FirstDialsFail(Faults.RequestFault.DONE_THEN_BROKEN, losesAnswers ? 50 : 0);
        Switchboard board = new Switchboard(
                carrier -> carrier.faults(new Faults() {
                    @Override
                    public RequestFault onRequest(FakeRequest request) {
                        return dials.onRequest(request);
                    }

                    @Override
                    public DeliveryFault onWebhook(FakeRequest webhook) {
                        return DeliveryFault.LOST;
                    }
                }),
                driver -> driver);
        board.parties.put(NUMBER, Party.answering(Duration.ofSeconds(3), Duration.ofSeconds(20)));
        Call call = board.dial(request());

        board.pass(900);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(board.now(call).carrierCallId()).isNotNull();
        assertThat(board.fake.placedCount(NUMBER)).isOne();
    }

    @Test
    void turnsWhoseEventsAreLostAreReadWhenTheConversationIsOver() {
        Switchboard board = board(losing(text -> text.contains("message_history")), MachineDetection.OFF);
        board.parties.put(NUMBER, Party.answering(Duration.ofSeconds(3), Party.FOR_EVER));
        board.dial(request());

        board.pass(60);
        assertThat(talk(board)).isEqualTo(TALK);
        board.assertSound();
    }

    @Test
    void aVerdictThatIsLostLeavesNobodyInSilence() {
        Switchboard board = board(losing(text -> text.contains("call.machine.")), MachineDetection.STANDARD);
        board.parties.put(NUMBER, Party.answering(Duration.ofSeconds(3), Party.FOR_EVER));
        Call call = board.dial(request());

        board.pass(60);
        assertThat(talk(board)).isEqualTo(TALK);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        board.assertSound();
    }

    @Test
    void aCallIsTheSameWhenEveryWebhookComesThreeTimes() {
        Switchboard board = board(
                new Faults() {
                    @Override
                    public DeliveryFault onWebhook(FakeRequest webhook) {
                        return new DeliveryFault(3, Duration.ofMillis(700));
                    }
                },
                MachineDetection.STANDARD);
        board.parties.put(NUMBER, Party.answering(Duration.ofSeconds(3), Party.FOR_EVER));
        Call call = board.dial(request());

        board.pass(60);
        assertThat(board.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(talk(board)).isEqualTo(TALK);
        assertThat(board.at(NUMBER).orElseThrow().heard())
                .containsExactly("Good morning, this is Acme.", "Your parcel is here.");
        board.assertSound();
    }

    private static LookUpAnswer ask(Switchboard board, Call call, int attempt, Instant orderedAt) {
        return board.driver
                .lookUp(new LookUp(call.subject(), attempt, null, orderedAt))
                .toCompletableFuture()
                .join();
    }

    @Test
    void anAttemptIsFoundAmongAllCallsToTheNumberByItsTag() {
        Switchboard board = new Switchboard();
        board.parties.put(NUMBER, Party.answering(Duration.ofSeconds(2), Duration.ofSeconds(10)));
        Call first = board.dial(request());
        board.pass(30);
        Call second = board.dial(request());
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

package io.callyard.machine;

import static io.callyard.machine.Given.ACCOUNT;
import static io.callyard.machine.Given.CARRIER_ID;
import static io.callyard.machine.Given.CAUSE;
import static io.callyard.machine.Given.MACHINE;
import static io.callyard.machine.Given.NODE;
import static io.callyard.machine.Given.NOW;
import static io.callyard.machine.Given.REPORTS;
import static io.callyard.machine.Given.TIMEOUTS;
import static io.callyard.machine.Given.apply;
import static io.callyard.machine.Given.at;
import static io.callyard.machine.Given.events;
import static io.callyard.machine.Given.in;
import static io.callyard.machine.Given.queued;
import static io.callyard.machine.Given.reserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Outcome;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.RetryPolicy;
import io.callyard.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallMachineTest {

    /** Every change in every state: the state it leads to, or "-" where it changes nothing at all. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = false, textBlock = """
            #            | SCHEDULED | QUEUED   | RESERVED    | UNKNOWN     | DIALING     | RINGING     | IN_PROGRESS | ENDED
            reserve      | -         | RESERVED | -           | -           | -           | -           | -           | -
            giveBack     | -         | -        | QUEUED      | QUEUED      | -           | -           | -           | -
            refuse       | -         | -        | ENDED       | ENDED       | -           | -           | -           | -
            inDoubt      | -         | -        | UNKNOWN     | -           | -           | -           | -           | -
            reclaim      | -         | -        | ENDED       | ENDED       | ENDED       | ENDED       | ENDED       | -
            cancel       | ENDED     | ENDED    | -           | -           | -           | -           | -           | -
            hangUp       | -         | -        | RESERVED    | UNKNOWN     | DIALING     | RINGING     | IN_PROGRESS | -
            lookAgain    | -         | -        | RESERVED    | UNKNOWN     | DIALING     | RINGING     | IN_PROGRESS | -
            note         | SCHEDULED | QUEUED   | RESERVED    | UNKNOWN     | DIALING     | RINGING     | IN_PROGRESS | -
            timePassed   | QUEUED    | -        | -           | -           | -           | -           | -           | -
            started      | -         | -        | DIALING     | DIALING     | -           | -           | -           | -
            ringing      | -         | -        | RINGING     | RINGING     | RINGING     | -           | -           | -
            answered     | -         | -        | IN_PROGRESS | IN_PROGRESS | IN_PROGRESS | IN_PROGRESS | -           | -
            ended        | -         | -        | ENDED       | ENDED       | ENDED       | ENDED       | ENDED       | -
            """)
    @Tag("R0.2")
    @Tag("R1.10")
    void movesAlongTheEdgesOfTheDiagramOnly(
            String change,
            String scheduled,
            String queued,
            String reserved,
            String unknown,
            String dialing,
            String ringing,
            String inProgress,
            String ended) {
        String[] expected = {scheduled, queued, reserved, unknown, dialing, ringing, inProgress, ended};

        for (CallState from : CallState.values()) {
            Call call = in(from);
            Instant now = change.equals("timePassed") ? NOW.plus(Duration.ofDays(1)) : NOW;
            Transition<Call> transition = change(change).apply(call, at(now));

            String to = expected[from.ordinal()];
            if (to.equals("-")) {
                assertThat(transition.state()).as("%s in %s", change, from).isSameAs(call);
                assertThat(transition.events()).as("%s in %s", change, from).isEmpty();
            } else {
                assertThat(transition.state()).as("%s in %s", change, from).isNotSameAs(call);
                assertThat(transition.state().state())
                        .as("%s in %s", change, from)
                        .isEqualTo(CallState.valueOf(to));
            }
        }
    }

    private static CallChange change(String name) {
        return switch (name) {
            case "reserve" -> MACHINE.reserve(NODE, ACCOUNT);
            case "giveBack" -> MACHINE.giveBack(1, "busy", Duration.ZERO);
            case "refuse" -> MACHINE.refuse(1, Outcome.FAILED, CAUSE, RetryPolicy.NONE);
            case "inDoubt" -> MACHINE.inDoubt(1, "time-out");
            case "reclaim" -> MACHINE.reclaim(1, Outcome.UNKNOWN, "silence");
            case "cancel" -> MACHINE.cancel("no longer wanted");
            case "hangUp" -> MACHINE::requestHangUp;
            case "lookAgain" -> CallMachine.lookAgainIn(1, Duration.ofSeconds(9));
            case "note" -> CallMachine.note(List.of(new PolicyVerdict("credits", Verdict.allow(), NOW)));
            case "timePassed" -> MACHINE::timePassed;
            case "started" -> REPORTS.started(1, CARRIER_ID);
            case "ringing" -> REPORTS.ringing(1, CARRIER_ID);
            case "answered" -> REPORTS.answered(1, CARRIER_ID);
            case "ended" -> REPORTS.ended(1, CARRIER_ID, Outcome.NO_ANSWER, CAUSE, RetryPolicy.NONE);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    @Tag("R1.9")
    void decidesNothingAboutAnyAttemptButTheNewest(int stale) {
        Call returned = apply(reserved(), MACHINE.giveBack(1, "busy", Duration.ZERO));
        Call second = apply(returned, MACHINE.reserve(NODE, ACCOUNT));
        Call secondInDoubt = apply(second, MACHINE.inDoubt(2, "time-out"));
        List<CallChange> decisions = List.of(
                MACHINE.giveBack(stale, "busy", Duration.ZERO),
                MACHINE.refuse(stale, Outcome.FAILED, CAUSE, RetryPolicy.NONE),
                MACHINE.inDoubt(stale, "time-out"),
                MACHINE.reclaim(stale, Outcome.UNKNOWN, "silence"),
                CallMachine.lookAgainIn(stale, Duration.ofSeconds(9)));

        for (Call call : List.of(second, secondInDoubt)) {
            for (CallChange decision : decisions) {
                Transition<Call> transition = decision.apply(call, at(NOW));
                assertThat(transition.state()).isSameAs(call);
                assertThat(transition.events()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void takesNoReportAboutAnOtherAttemptForTheNewest(int other) {
        Call returned = apply(reserved(), MACHINE.giveBack(1, "busy", Duration.ZERO));
        Call second = apply(returned, MACHINE.reserve(NODE, ACCOUNT));
        ConversationTurn turn = new ConversationTurn(ConversationTurn.Speaker.AGENT, "hello", NOW);
        List<CallChange> reports = List.of(
                REPORTS.started(other, CARRIER_ID),
                REPORTS.ringing(other, CARRIER_ID),
                REPORTS.answered(other, CARRIER_ID),
                REPORTS.turn(other, CARRIER_ID, turn),
                REPORTS.ended(other, CARRIER_ID, Outcome.COMPLETED, CAUSE, RetryPolicy.NONE));

        for (CallChange report : reports) {
            assertThat(apply(second, report)).isSameAs(second);
        }
    }

    @Test
    @Tag("R0.2")
    void reservesWithANewAttemptAndALease() {
        Call reserved = reserved();

        assertThat(reserved.attempts()).isEqualTo(1);
        assertThat(reserved.attempt()).isEqualTo(Attempt.reserved(1, NODE, ACCOUNT, NOW));
        assertThat(reserved.carrierCallId()).isNull();
        assertThat(reserved.attentionAt()).isEqualTo(NOW.plus(TIMEOUTS.lease()));
        assertThat(reserved.updatedAt()).isEqualTo(NOW);
        assertThat(events(queued(), MACHINE.reserve(NODE, ACCOUNT)))
                .containsExactly(new CallReserved(reserved.subject(), 1, NODE, ACCOUNT, NOW.plus(TIMEOUTS.lease())));
    }

    @Test
    @Tag("R0.2")
    @Tag("R1.9")
    void givesTheSlotBackAtOnceAndKeepsThePlace() {
        Call waiting = apply(reserved(), MACHINE.giveBack(1, "no connection", Duration.ZERO));

        assertThat(waiting.state().holdsSlot()).isFalse();
        assertThat(waiting.position()).isEqualTo(queued().position());
        assertThat(waiting.createdAt()).isEqualTo(queued().createdAt());
        assertThat(waiting.notBefore()).isNull();
        assertThat(waiting.reason()).isEqualTo("no connection");
        assertThat(waiting.attempts()).isEqualTo(1);
        assertThat(waiting.dialled()).as("nobody was reached").isZero();
        assertThat(events(reserved(), MACHINE.giveBack(1, "no connection", Duration.ZERO)))
                .containsExactly(new CallReturned(waiting.subject(), 1, "no connection", null));
    }

    @Test
    void holdsBackACallThatIsGivenBackWithADelay() {
        Call waiting = apply(reserved(), MACHINE.giveBack(1, "too many requests", Duration.ofSeconds(3)));

        assertThat(waiting.notBefore()).isEqualTo(NOW.plusSeconds(3));
        assertThat(waiting.attentionAt()).isEqualTo(NOW.plusSeconds(3));
        assertThat(waiting.isHeldAt(NOW.plusSeconds(3).minusNanos(1))).isTrue();
        assertThat(waiting.isHeldAt(NOW.plusSeconds(3))).isFalse();
    }

    @Test
    void takesANegativeDelayForNone() {
        assertThat(apply(reserved(), MACHINE.giveBack(1, "?", Duration.ofSeconds(-3)))
                        .notBefore())
                .isNull();
    }

    @Test
    void endsACallThatIsGivenBackAfterSomebodyWantedItToEnd() {
        Call unwanted = apply(reserved(), MACHINE::requestHangUp);

        Call ended = apply(unwanted, MACHINE.giveBack(1, "busy", Duration.ofSeconds(3)));

        assertThat(ended.outcome()).isEqualTo(Outcome.CANCELED);
        assertThat(ended.dialled()).isZero();
    }

    @Test
    void numbersAttemptsOneByOne() {
        Call call = queued();
        for (int attempt = 1; attempt <= 3; attempt++) {
            call = apply(call, MACHINE.reserve(NODE, ACCOUNT));
            assertThat(call.attempts()).isEqualTo(attempt);
            assertThat(call.attempt().number()).isEqualTo(attempt);
            call = apply(call, MACHINE.giveBack(attempt, "busy", Duration.ZERO));
        }
    }

    @Test
    void keepsTheSlotWhileInDoubt() {
        Call unknown = in(CallState.UNKNOWN);

        assertThat(unknown.state().holdsSlot()).isTrue();
        assertThat(unknown.attempt().unknownSince()).isEqualTo(NOW);
        assertThat(unknown.attentionAt()).isEqualTo(NOW.plus(TIMEOUTS.firstLookUp()));
        assertThat(events(reserved(), MACHINE.inDoubt(1, "time-out")))
                .containsExactly(new CallInDoubt(unknown.subject(), 1, "time-out"));
    }

    @Test
    @Tag("R1.9")
    void refusesForGoodWithOneTerminalEvent() {
        CallChange refuse = MACHINE.refuse(1, Outcome.SUPPRESSED, CAUSE, RetryPolicy.NONE);
        Call ended = apply(reserved(), refuse);

        assertThat(ended.outcome()).isEqualTo(Outcome.SUPPRESSED);
        assertThat(ended.attentionAt()).isNull();
        assertThat(events(reserved(), refuse))
                .containsExactly(new CallEnded(ended.subject(), 1, Outcome.SUPPRESSED, CAUSE, Duration.ZERO));
    }

    @Test
    @Tag("R1.9")
    void saysThatASlotWasTakenBackBeforeItEndsTheCall() {
        Call live = in(CallState.IN_PROGRESS);
        Instant later = NOW.plusSeconds(90);

        Transition<Call> reclaimed =
                MACHINE.reclaim(1, Outcome.UNKNOWN, "silence").apply(live, at(later));

        CarrierCause silence = CarrierCause.of("silence");
        assertThat(reclaimed.state().ending().at()).isEqualTo(later);
        assertThat(reclaimed.state().ending().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(reclaimed.events())
                .containsExactly(
                        new SlotReclaimed(live.subject(), 1, "silence"),
                        new CallEnded(live.subject(), 1, Outcome.UNKNOWN, silence, Duration.ofSeconds(90)));
    }

    @Test
    void countsAReclaimedAttemptAsOneThatMayHaveReachedSomebody() {
        Call reclaimed = apply(in(CallState.UNKNOWN), MACHINE.reclaim(1, Outcome.NOT_PLACED, "not listed"));

        assertThat(reclaimed.dialled()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "SCHEDULED"})
    void endsAWaitingCallThatIsTakenBack(CallState waiting) {
        Call canceled = apply(in(waiting), MACHINE.cancel("no longer wanted"));

        assertThat(canceled.outcome()).isEqualTo(Outcome.CANCELED);
        assertThat(canceled.notBefore()).isNull();
        assertThat(canceled.attentionAt()).isNull();
        assertThat(events(in(waiting), MACHINE.cancel("no longer wanted")))
                .containsExactly(new CallEnded(
                        canceled.subject(), 0, Outcome.CANCELED, CarrierCause.of("no longer wanted"), Duration.ZERO));
    }

    @Test
    void looksSoonAfterACallThatSomebodyWantsEnded() {
        Call marked = apply(in(CallState.IN_PROGRESS), MACHINE::requestHangUp);

        assertThat(marked.attentionAt()).isEqualTo(NOW.plus(Given.TIMEOUTS.ringing()));
        assertThat(apply(reserved(), MACHINE::requestHangUp).attentionAt())
                .as("the lease runs out before")
                .isEqualTo(NOW.plus(Given.TIMEOUTS.lease()));
    }

    @Test
    void notesAWishToHangUpOnce() {
        Call live = in(CallState.RINGING);
        Call marked = apply(live, MACHINE::requestHangUp);

        assertThat(events(live, MACHINE::requestHangUp)).containsExactly(new HangUpRequested(live.subject(), 1));
        assertThat(marked.attempt().hangUpRequested()).isTrue();
        assertThat(apply(marked, MACHINE::requestHangUp)).isSameAs(marked);
    }

    @Test
    void doesNotRetryACallThatSomebodyWantedToEnd() {
        Call unwanted = apply(in(CallState.DIALING), MACHINE::requestHangUp);
        RetryPolicy again = RetryPolicy.NONE.with(Outcome.NO_ANSWER, 5, Duration.ZERO);

        Call over = apply(unwanted, REPORTS.ended(1, CARRIER_ID, Outcome.NO_ANSWER, CAUSE, again));

        assertThat(over.outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void keepsTheNewestVerdictsOnly() {
        Call call = queued();
        List<PolicyVerdict> given = new ArrayList<>();
        for (int i = 0; i <= CallMachine.MAX_VERDICTS; i++) {
            PolicyVerdict verdict = new PolicyVerdict("policy-" + i, Verdict.allow(), NOW);
            given.add(verdict);
            call = apply(call, CallMachine.note(List.of(verdict)));
        }

        assertThat(call.verdicts()).isEqualTo(given.subList(1, given.size()));
        assertThat(apply(queued(), CallMachine.note(given)).verdicts()).isEqualTo(call.verdicts());
    }

    @Test
    void notesNothingWithoutAVerdict() {
        Call call = queued();

        assertThat(apply(call, CallMachine.note(List.of()))).isSameAs(call);
    }

    @Test
    void looksAgainWithoutAnEvent() {
        CallChange later = CallMachine.lookAgainIn(1, Duration.ofSeconds(9));

        assertThat(apply(in(CallState.UNKNOWN), later).attentionAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(events(in(CallState.UNKNOWN), later)).isEmpty();
    }

    @Test
    void doesTwoChangesAsOne() {
        CallChange both = CallMachine.both(MACHINE.reserve(NODE, ACCOUNT), MACHINE.inDoubt(1, "crash"));

        assertThat(apply(queued(), both)).isEqualTo(apply(reserved(), MACHINE.inDoubt(1, "crash")));
        assertThat(events(queued(), both))
                .hasSize(2)
                .hasAtLeastOneElementOfType(CallReserved.class)
                .last()
                .isInstanceOf(CallInDoubt.class);
    }

    @Test
    @Tag("R0.3")
    void beginsTheLanesDelayWhenASlotMayHaveReachedSomebody() {
        Call reserved = reserved();
        Call live = in(CallState.RINGING);
        Call ended = apply(live, REPORTS.ended(1, CARRIER_ID, Outcome.BUSY, CAUSE, RetryPolicy.NONE));
        RetryPolicy again = RetryPolicy.NONE.with(Outcome.BUSY, 2, Duration.ZERO);
        Call scheduled = apply(live, REPORTS.ended(1, CARRIER_ID, Outcome.BUSY, CAUSE, again));
        Call returned = apply(reserved, MACHINE.giveBack(1, "busy", Duration.ZERO));
        Call suppressed = apply(reserved, MACHINE.refuse(1, Outcome.SUPPRESSED, CAUSE, RetryPolicy.NONE));
        Call canceled = apply(queued(), MACHINE.cancel("no longer wanted"));

        assertThat(CallMachine.beginsDelay(live, ended)).isTrue();
        assertThat(CallMachine.beginsDelay(live, scheduled)).isTrue();
        assertThat(CallMachine.beginsDelay(reserved, returned)).isFalse();
        assertThat(CallMachine.beginsDelay(reserved, suppressed)).isFalse();
        assertThat(CallMachine.beginsDelay(queued(), canceled)).isFalse();
        assertThat(CallMachine.beginsDelay(reserved, live)).isFalse();
    }

    @Test
    void refusesACallThatContradictsItself() {
        Call live = in(CallState.RINGING);

        assertThatThrownBy(() -> CallEdit.of(live).state(CallState.ENDED).at(NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        CallEdit.of(in(CallState.ENDED)).state(CallState.QUEUED).at(NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallEdit.of(queued()).state(CallState.RESERVED).at(NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package io.callyard.audit;

import static io.callyard.audit.HandMadeLog.MAIN;
import static io.callyard.audit.HandMadeLog.begin;
import static io.callyard.audit.HandMadeLog.direct;
import static io.callyard.audit.HandMadeLog.lead;
import static io.callyard.audit.HandMadeLog.of;
import static io.callyard.audit.HandMadeLog.second;
import static io.callyard.audit.HandMadeLog.subject;
import static io.callyard.audit.Invariant.ATTEMPT_NUMBERS;
import static io.callyard.audit.Invariant.KNOWN_CALL;
import static io.callyard.audit.Invariant.LEGAL_STEP;
import static io.callyard.audit.Invariant.NEVER_TWICE;
import static io.callyard.audit.Invariant.ONCE_PER_CONTACT;
import static io.callyard.audit.Invariant.ONE_END;
import static io.callyard.audit.Invariant.ONE_SLOT;
import static io.callyard.audit.Invariant.POSITION;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.model.CallState;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For each invariant of a single call a log that just keeps it and one that breaks it. */
class CallRulesTest {
    private static final CallSubject CALL = direct(1);

    /** Every kind of event in every state: "+" where the state machine makes it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            #         | SCHEDULED | QUEUED | RESERVED | UNKNOWN | DIALING | RINGING | IN_PROGRESS
            again     | -         | -      | +        | +       | +       | +       | +
            queued    | +         | -      | -        | -       | -       | -       | -
            held      | -         | +      | -        | -       | -       | -       | -
            returned  | -         | -      | +        | +       | -       | -       | -
            inDoubt   | -         | -      | +        | -       | -       | -       | -
            started   | -         | -      | +        | +       | -       | -       | -
            ringing   | -         | -      | -        | -       | +       | -       | -
            answered  | -         | -      | -        | -       | +       | +       | -
            turn      | -         | -      | -        | -       | -       | -       | +
            hangUp    | -         | -      | +        | +       | +       | +       | +
            reclaimed | -         | -      | +        | +       | +       | +       | +
            ended     | +         | +      | +        | +       | +       | +       | +
            """)
    @Tag("R0.2")
    void allowsTheStepsOfTheStateMachineOnly(
            String event,
            String scheduled,
            String queued,
            String reserved,
            String unknown,
            String dialing,
            String ringing,
            String inProgress) {
        String[] allowed = {scheduled, queued, reserved, unknown, dialing, ringing, inProgress};
        for (int state = 0; state < allowed.length; state++) {
            HandMadeLog log = add(event, in(CallState.values()[state]));

            if (allowed[state].equals("+")) {
                log.isClean();
            } else {
                log.breaks(LEGAL_STEP);
            }
        }
    }

    private static HandMadeLog in(CallState state) {
        HandMadeLog log = begin();
        if (state == CallState.SCHEDULED) {
            return log.scheduled(CALL, 0);
        }
        log.queued(CALL);
        if (state == CallState.QUEUED) {
            return log;
        }
        log.reserved(CALL);
        return switch (state) {
            case UNKNOWN -> log.inDoubt(CALL);
            case DIALING -> log.started(CALL);
            case RINGING, IN_PROGRESS -> log.started(CALL).moved(CALL, state);
            default -> log;
        };
    }

    private static HandMadeLog add(String event, HandMadeLog log) {
        int attempt = log.attempt(CALL);
        return switch (event) {
            case "again" -> log.again(CALL, 5);
            case "queued" -> log.without(POSITION).queued(CALL);
            case "held" -> log.held(CALL, 5);
            case "returned" -> log.returned(CALL);
            case "inDoubt" -> log.inDoubt(CALL);
            case "started" -> log.without(NEVER_TWICE).started(CALL);
            case "ringing" -> log.moved(CALL, CallState.RINGING);
            case "answered" -> log.moved(CALL, CallState.IN_PROGRESS);
            case "turn" ->
                log.add(new TurnHeard(
                        CALL, attempt, new ConversationTurn(ConversationTurn.Speaker.AGENT, "hello", second(0))));
            case "hangUp" -> log.add(new HangUpRequested(CALL, attempt));
            case "reclaimed" -> log.add(new SlotReclaimed(CALL, attempt, "silence"));
            case "ended" -> log.ended(CALL);
            default -> throw new IllegalArgumentException(event);
        };
    }

    @Test
    void requiresAnOutcomeForAnotherAttempt() {
        begin().queued(CALL)
                .reserved(CALL)
                .add(new CallScheduled(CALL, 1, second(5), null))
                .breaks(LEGAL_STEP);
    }

    @Test
    void doesNotReserveForACallThatIsScheduled() {
        begin().scheduled(CALL, 0).reserved(CALL).breaks(LEGAL_STEP);
    }

    @Test
    void allowsOneWishToHangUpPerAttempt() {
        HandMadeLog log = begin().queued(CALL).reserved(CALL).add(new HangUpRequested(CALL, 1));
        log.isClean();

        log.add(new HangUpRequested(CALL, 1)).breaks(LEGAL_STEP);
    }

    @Test
    void allowsAWishToHangUpInEachAttempt() {
        begin().queued(CALL)
                .reserved(CALL)
                .add(new HangUpRequested(CALL, 1))
                .returned(CALL)
                .reserved(CALL)
                .add(new HangUpRequested(CALL, 2))
                .isClean();
    }

    @Test
    @Tag("R1.9")
    void countsAttemptsByOne() {
        HandMadeLog log = begin().queued(CALL)
                .reserved(CALL)
                .returned(CALL)
                .reserved(CALL)
                .returned(CALL);
        log.isClean();

        log.reserved(CALL, 4, MAIN).breaks(ATTEMPT_NUMBERS);
    }

    @Test
    @Tag("R1.9")
    void neverCountsAttemptsBackwards() {
        begin().queued(CALL)
                .reserved(CALL)
                .returned(CALL)
                .reserved(CALL, 1, MAIN)
                .breaks(ATTEMPT_NUMBERS);
    }

    @Test
    void speaksOfTheNewestAttempt() {
        begin().queued(CALL)
                .reserved(CALL)
                .returned(CALL)
                .reserved(CALL)
                .add(new CallEnded(CALL, 1, Outcome.BUSY, CarrierCause.of("busy"), Duration.ZERO))
                .breaks(ATTEMPT_NUMBERS);
    }

    @Test
    void letsLateReportsSpeakOfOlderAttemptsOnly() {
        HandMadeLog log = begin().queued(CALL).reserved(CALL).returned(CALL).reserved(CALL);
        log.add(new LateReport(CALL, 1, "made after all", null)).add(new LateReport(CALL, 2, "twice", null));
        log.isClean();

        log.add(new LateReport(CALL, 3, "?", null)).breaks(ATTEMPT_NUMBERS);
    }

    @Test
    @Tag("R1.9")
    void endsOnce() {
        HandMadeLog log = begin().queued(CALL).reserved(CALL).ended(CALL);
        log.add(new LateReport(CALL, 1, "made after all", null)).isClean();

        log.ended(CALL).breaks(ONE_END);
    }

    @Test
    void changesNothingAfterTheEnd() {
        begin().queued(CALL).ended(CALL).queued(CALL).breaks(ONE_END);
        begin().queued(CALL).ended(CALL).reserved(CALL).breaks(ONE_END);
        begin().queued(CALL)
                .reserved(CALL)
                .ended(CALL)
                .moved(CALL, CallState.RINGING)
                .breaks(ONE_END);
    }

    @Test
    void knowsOnlyCallsThatWereTakenIn() {
        begin().scheduled(CALL, 5).isClean();
        begin().without(Invariant.LEGAL_STEP).reserved(CALL).breaks(KNOWN_CALL);
        begin().ended(CALL).breaks(KNOWN_CALL);
        begin().add(new LateReport(CALL, 1, "?", null)).breaks(KNOWN_CALL);
        begin().add(new CallScheduled(CALL, 1, second(5), Outcome.BUSY)).breaks(KNOWN_CALL);
    }

    @Test
    void keepsTheSubjectOfACall() {
        CallSubject another = subject(1, CallType.DIRECT, null, "+15559999999", null);

        begin().queued(CALL)
                .add(new CallEnded(another, 0, Outcome.CANCELED, CarrierCause.of("?"), Duration.ZERO))
                .breaks(KNOWN_CALL);
    }

    @Test
    @Tag("R1.9")
    void holdsOneSlotAtMost() {
        begin().queued(CALL).reserved(CALL).reserved(CALL).breaks(ONE_SLOT);
        begin().queued(CALL).reserved(CALL).started(CALL).reserved(CALL).breaks(ONE_SLOT);
    }

    @Test
    @Tag("R1.9")
    void endsACallWhoseSlotWasTakenBack() {
        HandMadeLog log = begin().queued(CALL).reserved(CALL).add(new SlotReclaimed(CALL, 1, "silence"));
        log.queued(direct(2)).ended(CALL, Outcome.UNKNOWN).isClean();

        begin().queued(CALL)
                .reserved(CALL)
                .add(new SlotReclaimed(CALL, 1, "silence"))
                .started(CALL)
                .breaks(ONE_SLOT);
    }

    @Test
    void reachesTheCarrierTwiceOnlyAfterADecision() {
        begin().queued(CALL)
                .reserved(CALL)
                .started(CALL)
                .again(CALL, 5)
                .at(5)
                .queued(CALL)
                .reserved(CALL)
                .started(CALL)
                .isClean();
        begin().without(LEGAL_STEP)
                .queued(CALL)
                .reserved(CALL)
                .started(CALL)
                .returned(CALL)
                .reserved(CALL)
                .started(CALL)
                .breaks(NEVER_TWICE);
    }

    @Test
    void mayAskTheCarrierAgainAfterAnAttemptThatReachedNobody() {
        begin().queued(CALL)
                .reserved(CALL)
                .inDoubt(CALL)
                .returned(CALL)
                .reserved(CALL)
                .started(CALL)
                .isClean();
    }

    @Test
    @Tag("R3.3")
    void reachesAContactOnceInACampaign() {
        CallSubject first = subject(1, CallType.CAMPAIGN, "a", "+15550000001", "ann");
        CallSubject second = subject(2, CallType.CAMPAIGN, "a", "+15550000002", "ann");
        CallSubject elsewhere = subject(3, CallType.CAMPAIGN, "b", "+15550000001", "ann");
        HandMadeLog log = begin().running("a").running("b").queued(first, second, elsewhere);
        log.reserved(first).started(first).ended(first).reserved(second).isClean();
        log.reserved(elsewhere).started(elsewhere).isClean();

        log.started(second).breaks(ONCE_PER_CONTACT);
    }

    @Test
    void takesTheNumberForTheContactWhereThereIsNone() {
        CallSubject first = subject(1, CallType.CAMPAIGN, "a", "+15550000001", null);
        CallSubject named = subject(2, CallType.CAMPAIGN, "a", "+15550000001", "ann");
        CallSubject second = subject(3, CallType.CAMPAIGN, "a", "+15550000001", null);
        HandMadeLog log = begin().running("a").queued(first, named, second).reserved(first, named, second);
        log.started(first).started(named).isClean();

        log.started(second).breaks(ONCE_PER_CONTACT);
    }

    @Test
    void mayReachAContactAgainByARetryOfTheSameCall() {
        CallSubject call = of("a", 1);

        begin().running("a")
                .queued(call)
                .reserved(call)
                .started(call)
                .again(call, 5)
                .at(5)
                .queued(call)
                .reserved(call)
                .started(call)
                .isClean();
    }

    @Test
    @Tag("R3.3")
    void reachesALeadOnceAndADirectNumberAsOftenAsAsked() {
        begin().queued(lead(1, "ann"), lead(2, "ann"))
                .reserved(lead(1, "ann"), lead(2, "ann"))
                .started(lead(1, "ann"))
                .started(lead(2, "ann"))
                .breaks(ONCE_PER_CONTACT);
        CallSubject one = subject(1, CallType.DIRECT, null, "+15550000001", "ann");
        CallSubject two = subject(2, CallType.DIRECT, null, "+15550000001", "ann");
        begin().queued(one, two).reserved(one, two).started(one).started(two).isClean();
    }
}

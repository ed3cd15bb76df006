package io.callyard.audit;

import static io.callyard.audit.FloorLog.ANN;
import static io.callyard.audit.FloorLog.BOB;
import static io.callyard.audit.FloorLog.NUMBER;
import static io.callyard.audit.FloorLog.SALES;
import static io.callyard.audit.FloorLog.START;
import static io.callyard.audit.FloorLog.SUPPORT;
import static io.callyard.audit.FloorLog.begin;
import static io.callyard.audit.FloorLog.caller;
import static io.callyard.audit.FloorLog.second;
import static io.callyard.audit.FloorLog.trimmedAfter;
import static io.callyard.audit.Invariant.CALLBACK;
import static io.callyard.audit.Invariant.CALLER_PLACE;
import static io.callyard.audit.Invariant.CONNECTION;
import static io.callyard.audit.Invariant.KNOWN_CALLER;
import static io.callyard.audit.Invariant.ONE_LEAVING;
import static io.callyard.model.inbound.LeaveReason.ABANDONED;
import static io.callyard.model.inbound.LeaveReason.CALLBACK_CANCELED;
import static io.callyard.model.inbound.LeaveReason.CALLED_BACK;
import static io.callyard.model.inbound.LeaveReason.CONNECTED;
import static io.callyard.model.inbound.LeaveReason.NOT_REACHED;
import static io.callyard.model.inbound.LeaveReason.OVERFLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** For each invariant of a caller a log that just keeps it and one that breaks it. */
@Tag("R4.10")
class CallerRulesTest {

    /** Every reason at the end of every kind of stay: "+" where it is the truth. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            #                 | waits | talks | promised | calledBack
            CONNECTED         | -     | +     | -        | +
            CALLED_BACK       | -     | -     | -        | +
            ABANDONED         | +     | -     | +        | -
            OVERFLOWED        | +     | -     | +        | -
            NOT_REACHED       | -     | -     | +        | -
            CALLBACK_CANCELED | -     | -     | +        | -
            """)
    void leavesInAWayThatFits(LeaveReason reason, String waits, String talks, String promised, String calledBack) {
        verdict(waits, begin().joined(1).left(1, reason));
        verdict(talks, begin().joined(1).talks(1, 1, ANN).left(1, reason));
        verdict(promised, begin().joined(1).promised(1).left(1, reason));
        verdict(calledBack, calledBack().left(1, reason));
    }

    private static void verdict(String expected, FloorLog log) {
        if (expected.equals("+")) {
            log.isClean();
        } else {
            log.breaks(ONE_LEAVING);
        }
    }

    private static FloorLog calledBack() {
        return begin().joined(1)
                .promised(1)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 1, 1)
                .connected(1, ANN)
                .ended(1, OfferState.CONNECTED);
    }

    @Test
    void leavesOnce() {
        begin().joined(1).left(1, ABANDONED).left(1, ABANDONED).breaks(ONE_LEAVING);
    }

    @Test
    void namesTheAgentWithWhomHeTalked() {
        begin().joined(1).talks(1, 1, ANN).left(1, CONNECTED, BOB).breaks(ONE_LEAVING);
        begin().joined(1).talks(1, 1, ANN).left(1, CONNECTED, null).breaks(ONE_LEAVING);
        begin().joined(1).left(1, ABANDONED, ANN).breaks(ONE_LEAVING);
    }

    @Test
    void hasNothingHappenAfterHeLeft() {
        begin().joined(1).left(1, ABANDONED).joined(1).breaks(ONE_LEAVING);
        begin().joined(1).left(1, ABANDONED).promised(1).breaks(ONE_LEAVING);
        begin().joined(1).left(1, ABANDONED).offered(1, 1, 1, ANN).breaks(ONE_LEAVING);
        begin().joined(1).left(1, ABANDONED).mentioned(1).breaks(ONE_LEAVING);
    }

    @Test
    void doesNotComeBackByWhatHappensAfterHeLeft() {
        FloorLog log =
                begin().joined(1).left(1, ABANDONED).offered(1, 1, 1, ANN).promised(1);

        assertThat(log.audit.inbound().callers()).isEmpty();
        assertThat(log.audit.inbound().state(caller(1))).contains(CallerState.ENDED);
    }

    @Test
    void leavesBehindHisOffer() {
        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .ended(1, OfferState.RESCINDED)
                .left(1, ABANDONED)
                .isClean();

        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .left(1, ABANDONED)
                .ended(1, OfferState.RESCINDED)
                .breaks(ONE_LEAVING);
        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .left(1, ABANDONED)
                .accepted(1, ANN)
                .breaks(ONE_LEAVING);
        begin().joined(1)
                .offered(1, 1, 1, ANN, BOB)
                .left(1, ABANDONED)
                .declined(1, ANN)
                .breaks(ONE_LEAVING);
    }

    @Test
    void joinsOnceAndBeforeAllElse() {
        begin().joined(1).joined(1).breaks(KNOWN_CALLER);
        begin().promised(1).breaks(KNOWN_CALLER);
        begin().left(1, ABANDONED).breaks(KNOWN_CALLER);
    }

    @Test
    void staysInHisQueueUntilHeIsMoved() {
        begin().joined(1)
                .moved(1, SALES, SUPPORT)
                .offered(1, 1, SUPPORT, 1, ANN)
                .isClean();

        begin().joined(1).offered(1, 1, SUPPORT, 1, ANN).breaks(CALLER_PLACE);
        begin().joined(1).moved(1, SUPPORT, SALES).breaks(CALLER_PLACE);
        begin().joined(1).moved(1, SALES, SUPPORT).left(1, ABANDONED).breaks(CALLER_PLACE);
    }

    @Test
    @Tag("R4.4")
    void isConnectedWithTheAgentWhoAcceptedHim() {
        begin().joined(1).talks(1, 1, ANN).isClean();
        begin().joined(1)
                .taken(1, 1, 1, ANN)
                .ended(1, OfferState.CONNECTED)
                .connected(1, ANN)
                .isClean();

        begin().joined(1).connected(1, ANN).breaks(CONNECTION);
        begin().joined(1).offered(1, 1, 1, ANN).connected(1, ANN).breaks(CONNECTION);
        begin().joined(1).taken(1, 1, 1, ANN).connected(1, BOB).breaks(CONNECTION);
        begin().joined(1)
                .taken(1, 1, 1, ANN)
                .ended(1, OfferState.FAILED)
                .connected(1, ANN)
                .breaks(CONNECTION);
        begin().joined(1).talks(1, 1, ANN).connected(1, ANN).breaks(CONNECTION);
    }

    @Test
    void isNotConnectedAfterHeLeft() {
        begin().joined(1).left(1, ABANDONED).connected(1, ANN).breaks(CONNECTION);
        begin().joined(1)
                .taken(1, 1, 1, ANN)
                .left(1, ABANDONED)
                .connected(1, ANN)
                .breaks(CONNECTION);
    }

    @Test
    void endsNoOfferInAConnectionThatNobodyAccepted() {
        begin().joined(1).offered(1, 1, 1, ANN).ended(1, OfferState.CONNECTED).breaks(CONNECTION);
    }

    @Test
    @Tag("R4.9")
    void isDialledForTheAgentWhoAcceptedHimAndConnectedWithThatOne() {
        calledBack().left(1, CALLED_BACK).isClean();

        begin().joined(1).promised(1).dialed(1, ANN, 1, 1).breaks(CONNECTION);
        begin().joined(1).promised(1).offered(1, 1, 1, ANN).dialed(1, ANN, 1, 1).breaks(CONNECTION);
        begin().joined(1).promised(1).taken(1, 1, 1, ANN).dialed(1, BOB, 1, 1).breaks(CONNECTION);
        begin().joined(1)
                .promised(1)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 1, 1)
                .connected(1, BOB)
                .breaks(CONNECTION);
    }

    @Test
    @Tag("R4.9")
    void isDialledUnderAPromiseOnly() {
        begin().joined(1).taken(1, 1, 1, ANN).dialed(1, ANN, 1, 1).breaks(CALLBACK);
        begin().joined(1).missed(1, START).breaks(CALLBACK);
        begin().joined(1).overdue(1).breaks(CALLBACK);
    }

    @Test
    @Tag("R4.9")
    void hasOnePromise() {
        begin().joined(1).promised(1).overdue(1).promised(1, NUMBER, second(60)).isClean();

        begin().joined(1)
                .promised(1)
                .promised(1, PhoneNumber.parse("+15559999999"), START)
                .breaks(CALLBACK);
    }

    @Test
    @Tag("R4.9")
    void isPromisedNothingWhileHeIsDialledOrTalks() {
        begin().joined(1)
                .promised(1)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 1, 1)
                .promised(1)
                .breaks(CALLBACK);
        begin().joined(1).talks(1, 1, ANN).promised(1).breaks(CALLBACK);
    }

    private static FloorLog missedOnce() {
        return begin().joined(1)
                .promised(1)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 1, 1)
                .ended(1, OfferState.FAILED)
                .missed(1, second(600));
    }

    @Test
    @Tag("R4.9")
    void isDialledAgainWithACallOfItsOwn() {
        missedOnce().at(600).taken(2, 1, 1, ANN).dialed(1, ANN, 2, 2).isClean();

        missedOnce().at(600).taken(2, 1, 1, ANN).dialed(1, ANN, 1, 2).breaks(CALLBACK);
        begin().joined(1, 2)
                .promised(1)
                .promised(2)
                .taken(1, 1, 1, ANN)
                .taken(2, 2, 1, BOB)
                .dialed(1, ANN, 7, 1)
                .dialed(2, BOB, 7, 1)
                .breaks(CALLBACK);
    }

    @Test
    @Tag("R4.9")
    void countsTheTries() {
        begin().joined(1).promised(1).taken(1, 1, 1, ANN).dialed(1, ANN, 1, 2).breaks(CALLBACK);
        missedOnce().at(600).taken(2, 1, 1, ANN).dialed(1, ANN, 2, 1).breaks(CALLBACK);
        missedOnce().promised(1).taken(2, 1, 1, ANN).dialed(1, ANN, 2, 1).breaks(CALLBACK);
    }

    @Test
    @Tag("R4.9")
    void isDialledOnceAtATime() {
        begin().joined(1)
                .promised(1)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 1, 1)
                .dialed(1, ANN, 2, 2)
                .breaks(CALLBACK);
        calledBack().dialed(1, ANN, 2, 2).breaks(CALLBACK);
    }

    @Test
    @Tag("R4.9")
    void isNotDialledBeforeTheTimeHeWasPutOffTo() {
        missedOnce().at(599).taken(2, 1, 1, ANN).dialed(1, ANN, 2, 2).breaks(CALLBACK);
    }

    @Test
    @Tag("R4.9")
    void isMissedOnlyWhereHeIsDialled() {
        begin().joined(1).promised(1).missed(1, second(600)).breaks(CALLBACK);
        begin().joined(1).promised(1).taken(1, 1, 1, ANN).missed(1, second(600)).breaks(CALLBACK);
        calledBack().missed(1, second(600)).breaks(CALLBACK);
    }

    @ParameterizedTest
    @EnumSource(LeaveReason.class)
    void doesNotJudgeByWhatMayStandBeforeTheLogsBeginning(LeaveReason reason) {
        trimmedAfter(9).left(1, reason, ANN).isClean();
        trimmedAfter(9).mentioned(1).left(1, reason, ANN).isClean();
    }

    @Test
    void judgesInATrimmedLogByWhatItHasSeen() {
        trimmedAfter(9).mentioned(1).connected(1, ANN).left(1, CONNECTED).isClean();
        trimmedAfter(9).connected(1, ANN).left(1, ABANDONED, null).breaks(ONE_LEAVING);
        trimmedAfter(9).connected(1, ANN).left(1, NOT_REACHED, null).breaks(ONE_LEAVING);
        trimmedAfter(9).connected(1, ANN).left(1, OVERFLOWED, null).breaks(ONE_LEAVING);
        trimmedAfter(9).left(1, CALLBACK_CANCELED).left(1, CALLBACK_CANCELED).breaks(ONE_LEAVING);
        trimmedAfter(9).taken(1, 1, 1, ANN).connected(1, BOB).breaks(CONNECTION);
    }

    @Test
    @Tag("R4.9")
    void doesNotGuessThePromiseOfACallerInATrimmedLog() {
        trimmedAfter(9)
                .dialed(1, ANN, 1, 3)
                .missed(1, START)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 2, 4)
                .isClean();
        trimmedAfter(9).overdue(1).missed(2, START).isClean();
        trimmedAfter(9).mentioned(1).overdue(1).isClean();
        trimmedAfter(9).mentioned(1).missed(1, START).isClean();
        trimmedAfter(9).mentioned(1).dialed(1, ANN, 1, 2).isClean();
        trimmedAfter(9).promised(1).taken(1, 1, 1, ANN).dialed(1, ANN, 1, 3).isClean();
        trimmedAfter(9)
                .dialed(1, ANN, 1, 3)
                .missed(1, START)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 2, 3)
                .breaks(CALLBACK);
    }
}

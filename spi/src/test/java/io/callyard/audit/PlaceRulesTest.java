package io.callyard.audit;

import static io.callyard.audit.HandMadeLog.begin;
import static io.callyard.audit.HandMadeLog.direct;
import static io.callyard.audit.HandMadeLog.second;
import static io.callyard.audit.Invariant.NOT_BEFORE;
import static io.callyard.audit.Invariant.POSITION;

import io.callyard.event.CallEvent.CallHeld;
import io.callyard.model.CallSubject;
import io.callyard.model.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a call may go on, and at which place: logs that just keep to it, and logs that do not. */
class PlaceRulesTest {
    private static final CallSubject CALL = direct(1);

    @Test
    void waitsUntilItsTime() {
        HandMadeLog scheduled = begin().scheduled(CALL, 10);
        HandMadeLog held = begin().queued(CALL).held(CALL, 10);
        HandMadeLog returned = begin().queued(CALL).reserved(CALL).returned(CALL, 10);
        HandMadeLog again = begin().queued(CALL).reserved(CALL).started(CALL).again(CALL, 10);

        for (HandMadeLog log : new HandMadeLog[] {scheduled, again}) {
            log.at(10).queued(CALL).isClean();
        }
        held.at(10).queued(CALL, 0, 1).isClean();
        returned.at(10).queued(CALL, 0, 1).isClean();
        begin().queued(CALL).held(CALL, 10).at(10).reserved(CALL).isClean();
    }

    @Test
    void isNotQueuedOrDialledBeforeItsTime() {
        begin().scheduled(CALL, 10)
                .at(second(10).minusNanos(1_000))
                .queued(CALL)
                .breaks(NOT_BEFORE);
        begin().queued(CALL).held(CALL, 10).at(9).queued(CALL, 0, 1).breaks(NOT_BEFORE);
        begin().queued(CALL).held(CALL, 10).at(9).reserved(CALL).breaks(NOT_BEFORE);
        begin().queued(CALL)
                .reserved(CALL)
                .returned(CALL, 10)
                .at(9)
                .reserved(CALL)
                .breaks(NOT_BEFORE);
        begin().queued(CALL).reserved(CALL).again(CALL, 10).at(9).queued(CALL).breaks(NOT_BEFORE);
    }

    @Test
    void judgesTimeByTheMicrosecondAsStoresKeepIt() {
        CallHeld finer = new CallHeld(CALL, second(10).plusNanos(999), "not yet");

        begin().queued(CALL).add(finer).at(10).reserved(CALL).isClean();
    }

    @Test
    void mayBeTakenBackBeforeItsTime() {
        begin().scheduled(CALL, 10).ended(CALL, Outcome.CANCELED).isClean();
    }

    @Test
    @Tag("R1.4")
    void givesPositionsInTheOrderOfArrival() {
        HandMadeLog log = begin().queued(CALL, 0, 5).queued(direct(2), 0, 6).queued(direct(3), 0, 9);
        log.isClean();

        log.queued(direct(4), 0, 9).breaks(POSITION);
    }

    @Test
    void givesANewPositionToACallThatJoinsAgain() {
        HandMadeLog log = begin().queued(CALL, 0, 1).reserved(CALL).again(CALL, 0);

        log.queued(CALL, 0, 1).breaks(POSITION);
    }

    @Test
    void keepsThePositionOfACallThatWasHeldBack() {
        begin().queued(CALL, 0, 1)
                .held(CALL, 0)
                .queued(direct(2))
                .queued(CALL, 0, 1)
                .isClean();
        begin().queued(CALL, 0, 1)
                .held(CALL, 0)
                .queued(direct(2))
                .queued(CALL, 0, 3)
                .breaks(POSITION);
    }

    @Test
    void keepsThePriorityOfACall() {
        begin().queued(CALL, 7, 1).held(CALL, 0).queued(CALL, 8, 1).breaks(POSITION);
    }
}

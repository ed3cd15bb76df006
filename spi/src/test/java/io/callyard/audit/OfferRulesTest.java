package io.callyard.audit;

import static io.callyard.audit.FloorLog.ANN;
import static io.callyard.audit.FloorLog.BOB;
import static io.callyard.audit.FloorLog.SALES;
import static io.callyard.audit.FloorLog.START;
import static io.callyard.audit.FloorLog.SUPPORT;
import static io.callyard.audit.FloorLog.begin;
import static io.callyard.audit.FloorLog.caller;
import static io.callyard.audit.FloorLog.offer;
import static io.callyard.audit.FloorLog.trimmedAfter;
import static io.callyard.audit.Invariant.AGENT_CAPACITY;
import static io.callyard.audit.Invariant.KNOWN_CALLER;
import static io.callyard.audit.Invariant.OFFER_ANSWER;
import static io.callyard.audit.Invariant.OFFER_END;
import static io.callyard.audit.Invariant.OFFER_NUMBERS;
import static io.callyard.audit.Invariant.ONE_OFFER;
import static io.callyard.model.inbound.OfferState.CONNECTED;
import static io.callyard.model.inbound.OfferState.FAILED;
import static io.callyard.model.inbound.OfferState.REJECTED;
import static io.callyard.model.inbound.OfferState.RESCINDED;
import static io.callyard.model.inbound.OfferState.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For each invariant of an offer a log that just keeps it and one that breaks it. */
@Tag("R4.8")
class OfferRulesTest {

    @Test
    void offersACallerOnceAtATime() {
        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .ended(1, TIMED_OUT)
                .offered(2, 1, 2, BOB)
                .isClean();

        begin().joined(1).offered(1, 1, 1, ANN).offered(2, 1, 2, BOB).breaks(ONE_OFFER);
        begin().joined(1).offered(1, 1, 1, ANN).offered(2, 1, 2, ANN).breaks(ONE_OFFER);
        begin().joined(1).taken(1, 1, 1, ANN).offered(2, 1, 2, BOB).breaks(ONE_OFFER);
    }

    @Test
    void offersNobodyWhoIsBeingConnectedOrTalks() {
        begin().joined(1)
                .taken(1, 1, 1, ANN)
                .ended(1, CONNECTED)
                .offered(2, 1, 2, BOB)
                .breaks(ONE_OFFER);
        begin().joined(1).talks(1, 1, ANN).offered(2, 1, 2, BOB).breaks(ONE_OFFER);
    }

    @Test
    @Tag("R4.9")
    void offersNobodyWhoIsBeingDialled() {
        begin().joined(1)
                .promised(1)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 1, 1)
                .ended(1, CONNECTED)
                .offered(2, 1, 2, BOB)
                .breaks(ONE_OFFER);
    }

    @Test
    void offersUnderAnIdOnce() {
        begin().joined(1, 2).offered(1, 1, 1, ANN).offered(1, 2, 1, BOB).breaks(KNOWN_CALLER);
        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .ended(1, REJECTED)
                .offered(1, 1, 2, BOB)
                .breaks(KNOWN_CALLER);

        FloorLog again = begin().joined(1, 2).offered(1, 1, 1, ANN).offered(1, 2, 1, BOB);
        assertThat(again.audit.inbound().engaged(BOB))
                .as("the first one counts")
                .isZero();
    }

    @Test
    void knowsOnlyOffersThatWereMade() {
        begin().joined(1).ended(1, TIMED_OUT).breaks(KNOWN_CALLER);
        begin().joined(1).accepted(1, ANN).breaks(KNOWN_CALLER);
        begin().joined(1).declined(1, ANN).breaks(KNOWN_CALLER);
        begin().offered(1, 1, 1, ANN).breaks(KNOWN_CALLER);
    }

    @Test
    void keepsTheCallerOfAnOffer() {
        begin().joined(1, 2)
                .offered(1, 1, 1, ANN)
                .add(new OfferAccepted(offer(1), caller(2), ANN))
                .breaks(KNOWN_CALLER);
    }

    @Test
    void countsTheOffersOfACaller() {
        FloorLog log = begin().joined(1, 2);
        log.offered(1, 1, 1, ANN).ended(1, TIMED_OUT).offered(2, 1, 2, BOB).ended(2, REJECTED);
        log.offered(3, 2, 1, ANN).ended(3, TIMED_OUT).offered(4, 1, 3, ANN).isClean();

        begin().joined(1).offered(1, 1, 2, ANN).breaks(OFFER_NUMBERS);
        begin().joined(1).offered(1, 1, 0, ANN).breaks(OFFER_NUMBERS);
        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .ended(1, TIMED_OUT)
                .offered(2, 1, 1, BOB)
                .breaks(OFFER_NUMBERS);
        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .ended(1, TIMED_OUT)
                .offered(2, 1, 3, BOB)
                .breaks(OFFER_NUMBERS);
    }

    @Test
    void mayGiveTheNumberOfAnOfferThatWasTakenBackAgain() {
        FloorLog log = begin().joined(1).offered(1, 1, 1, ANN).ended(1, RESCINDED);
        log.offered(2, 1, 1, BOB).ended(2, RESCINDED).offered(3, 1, 2, ANN).clean();

        log.ended(3, RESCINDED).offered(4, 1, 1, ANN).breaks(OFFER_NUMBERS);
    }

    @Test
    void countsAnewInAnotherQueueAndNotInAnotherPlace() {
        FloorLog log = begin().joined(1).offered(1, 1, 1, ANN).ended(1, TIMED_OUT);
        log.moved(1, SALES, SUPPORT).offered(2, 1, SUPPORT, 1, ANN).isClean();

        FloorLog same = begin().joined(1).offered(1, 1, 1, ANN).ended(1, TIMED_OUT);
        same.moved(1, SALES, SALES).offered(2, 1, 1, ANN).breaks(OFFER_NUMBERS);
    }

    @Test
    @Tag("R4.9")
    void countsAnewForACallbackAndForEachTry() {
        FloorLog log =
                begin().joined(1).offered(1, 1, 1, ANN).ended(1, TIMED_OUT).promised(1);
        log.taken(2, 1, 1, ANN).dialed(1, ANN, 1, 1).ended(2, FAILED).missed(1, START);
        log.offered(3, 1, 1, ANN).ended(3, TIMED_OUT).promised(1).clean();

        log.offered(4, 1, 1, ANN).breaks(OFFER_NUMBERS);
    }

    @Test
    void isAcceptedByOneOfThoseWhoAreAsked() {
        begin().joined(1).offered(1, 1, 1, ANN, BOB).accepted(1, BOB).isClean();
        begin().joined(1)
                .offered(1, 1, 1, ANN, BOB)
                .declined(1, ANN)
                .accepted(1, BOB)
                .isClean();

        begin().joined(1).offered(1, 1, 1, ANN).accepted(1, BOB).breaks(OFFER_ANSWER);
        begin().joined(1)
                .offered(1, 1, 1, ANN, BOB)
                .declined(1, ANN)
                .accepted(1, ANN)
                .breaks(OFFER_ANSWER);
        begin().joined(1)
                .offered(1, 1, 1, ANN, BOB)
                .accepted(1, ANN)
                .accepted(1, BOB)
                .breaks(OFFER_ANSWER);
        begin().joined(1)
                .offered(1, 1, 1, ANN, BOB)
                .accepted(1, ANN)
                .accepted(1, ANN)
                .breaks(OFFER_ANSWER);
    }

    @Test
    void isAcceptedOrDeclinedBeforeItsEnd() {
        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .ended(1, TIMED_OUT)
                .accepted(1, ANN)
                .breaks(OFFER_ANSWER);
        begin().joined(1)
                .offered(1, 1, 1, ANN, BOB)
                .ended(1, TIMED_OUT)
                .declined(1, ANN)
                .breaks(OFFER_ANSWER);
        begin().joined(1)
                .offered(1, 1, 1, ANN, BOB)
                .accepted(1, ANN)
                .declined(1, BOB)
                .breaks(OFFER_ANSWER);
        begin().joined(1).offered(1, 1, 1, ANN).declined(1, BOB).breaks(OFFER_ANSWER);
    }

    @Test
    void isAcceptedBeforeItsDeadline() {
        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .at(FloorLog.second(15).minusNanos(1_000))
                .accepted(1, ANN)
                .isClean();

        begin().joined(1).offered(1, 1, 1, ANN).at(15).accepted(1, ANN).breaks(OFFER_ANSWER);
    }

    @ParameterizedTest
    @EnumSource(
            value = OfferState.class,
            names = {"OPEN", "ACCEPTED", "CONNECTED"},
            mode = EnumSource.Mode.EXCLUDE)
    void endsOnce(OfferState how) {
        FloorLog log = begin().joined(1).offered(1, 1, 1, ANN).ended(1, how).clean();

        log.ended(1, TIMED_OUT).breaks(OFFER_END);
    }

    @Test
    void endsInTime() {
        begin().joined(1).offered(1, 1, 1, ANN).at(75).ended(1, TIMED_OUT).isClean();
        begin().joined(1).offered(1, 1, 1, ANN).at(76).ended(1, TIMED_OUT).breaks(OFFER_END);
    }

    @Test
    void endsInTimeAfterItWasAccepted() {
        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .at(10)
                .accepted(1, ANN)
                .at(90)
                .ended(1, FAILED)
                .isClean();
        begin().joined(1)
                .offered(1, 1, 1, ANN)
                .at(10)
                .accepted(1, ANN)
                .at(91)
                .ended(1, FAILED)
                .breaks(OFFER_END);
    }

    @Test
    void connectsWithinTheTimeThatTheQueueGives() {
        OfferRules standard = OfferRules.STANDARD;
        OfferRules slow = new OfferRules(
                standard.rings(),
                Duration.ofSeconds(100),
                standard.attempts(),
                standard.escalateAfter(),
                standard.wrapUp(),
                standard.tierWait());
        FloorLog log = begin().queue(SALES, QueueSettings.named("Sales").with(slow))
                .joined(1)
                .taken(1, 1, 1, ANN);
        log.at(160).connected(1, ANN).ended(1, CONNECTED).isClean();
    }

    @Test
    void goesByTheBoundsItIsGiven() {
        FloorLog log = begin();
        log.audit.within(new OfferBounds(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        log.joined(1).offered(1, 1, 1, ANN).at(18).ended(1, TIMED_OUT).breaks(OFFER_END);

        FloorLog trimmed = trimmedAfter(9);
        trimmed.audit.within(new OfferBounds(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        trimmed.joined(1).taken(1, 1, 1, ANN).at(4).ended(1, FAILED).breaks(OFFER_END);
    }

    @Test
    @Tag("R4.9")
    void waitsForACallbackAsLongAsItsCallTakes() {
        begin().joined(1)
                .promised(1)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 1, 1)
                .at(600)
                .connected(1, ANN)
                .ended(1, CONNECTED)
                .isClean();
    }

    @Test
    void doesNotJudgeAnOfferFromBeforeTheLogsBeginning() {
        trimmedAfter(9).mentioned(1).offered(1, 1, 3, ANN).isClean();
        trimmedAfter(9).mentioned(1).offered(1, 1, 0, ANN).breaks(OFFER_NUMBERS);
        trimmedAfter(9)
                .accepted(1, ANN)
                .declined(2, ANN)
                .ended(1, FAILED)
                .ended(3, CONNECTED)
                .isClean();
        trimmedAfter(9)
                .offered(1, 1, 3, ANN)
                .ended(1, TIMED_OUT)
                .offered(2, 1, 4, ANN)
                .isClean();
        trimmedAfter(9)
                .offered(1, 1, 3, ANN)
                .ended(1, TIMED_OUT)
                .promised(1)
                .offered(2, 1, 4, ANN)
                .isClean();
        trimmedAfter(9)
                .offered(1, 1, 3, ANN)
                .ended(1, TIMED_OUT)
                .promised(1)
                .offered(2, 1, 1, ANN)
                .isClean();
        trimmedAfter(9)
                .offered(1, 1, 3, ANN)
                .ended(1, TIMED_OUT)
                .offered(2, 1, 5, ANN)
                .breaks(OFFER_NUMBERS);
    }

    @Test
    void makesNoRoomForMoreByAnOfferToSeveral() {
        AgentId carl = new AgentId("carl");
        begin().ready(carl)
                .joined(1, 2)
                .offered(1, 1, 1, ANN, BOB)
                .offered(2, 2, 1, carl, BOB)
                .breaks(AGENT_CAPACITY);
    }
}

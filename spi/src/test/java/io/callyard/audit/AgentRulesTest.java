package io.callyard.audit;

import static io.callyard.audit.FloorLog.ANN;
import static io.callyard.audit.FloorLog.BOB;
import static io.callyard.audit.FloorLog.SALES;
import static io.callyard.audit.FloorLog.begin;
import static io.callyard.audit.FloorLog.empty;
import static io.callyard.audit.FloorLog.trimmedAfter;
import static io.callyard.audit.Invariant.AGENT_CAPACITY;
import static io.callyard.audit.Invariant.AGENT_READY;
import static io.callyard.audit.Invariant.KNOWN_CALLER;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For each invariant of an agent a log that just keeps it and one that breaks it. */
@Tag("R4.8")
class AgentRulesTest {

    @Test
    void offersOneCallerAtATimeToAPerson() {
        begin().joined(1, 2).offered(1, 1, 1, ANN).offered(2, 2, 1, ANN).breaks(AGENT_CAPACITY);
        begin().joined(1, 2).taken(1, 1, 1, ANN).offered(2, 2, 1, ANN).breaks(AGENT_CAPACITY);
        begin().joined(1, 2).talks(1, 1, ANN).offered(2, 2, 1, ANN).breaks(AGENT_CAPACITY);
    }

    @Test
    void countsAConnectionThatIsToldBehindTheEndOfItsOffer() {
        begin().joined(1, 2)
                .taken(1, 1, 1, ANN)
                .ended(1, OfferState.CONNECTED)
                .offered(2, 2, 1, ANN)
                .breaks(AGENT_CAPACITY);
    }

    @Test
    void countsWhoIsBeingDialled() {
        FloorLog log = begin().joined(1, 2).promised(1).taken(1, 1, 1, ANN).dialed(1, ANN, 1, 1);
        log.ended(1, OfferState.CONNECTED).clean();

        log.offered(2, 2, 1, ANN).breaks(AGENT_CAPACITY);
    }

    @Test
    void freesAnAgentWhenHisPartIsOver() {
        begin().joined(1, 2, 3, 4)
                .offered(1, 1, 1, ANN, BOB)
                .declined(1, ANN)
                .offered(2, 2, 1, ANN)
                .ended(2, OfferState.RESCINDED)
                .offered(3, 3, 1, ANN)
                .ended(3, OfferState.TIMED_OUT)
                .taken(4, 2, 1, ANN)
                .ended(4, OfferState.FAILED)
                .talks(5, 4, ANN)
                .isClean();
    }

    @Test
    void freesThoseWhoWereRungForNothing() {
        begin().joined(1, 2)
                .offered(1, 1, 1, ANN, BOB)
                .accepted(1, BOB)
                .offered(2, 2, 1, ANN)
                .isClean();
    }

    @Test
    void freesAnAgentWhoseCallerHasLeftOrWasNotReached() {
        begin().joined(1, 2)
                .talks(1, 1, ANN)
                .left(1, LeaveReason.CONNECTED)
                .offered(2, 2, 1, ANN)
                .isClean();
        begin().joined(1, 2)
                .promised(1)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 1, 1)
                .ended(1, OfferState.CONNECTED)
                .missed(1, FloorLog.second(600))
                .offered(2, 2, 1, ANN)
                .isClean();
    }

    @Test
    void freesAnAgentWhoHungUpWhileHisCallerWasDialled() {
        begin().joined(1, 2)
                .promised(1)
                .taken(1, 1, 1, ANN)
                .dialed(1, ANN, 1, 1)
                .ended(1, OfferState.FAILED)
                .offered(2, 2, 1, ANN)
                .isClean();
    }

    @Test
    void fillsACapacityToTheLastPlace() {
        AgentId bot = new AgentId("bot");
        FloorLog log =
                begin().registered(bot, 3).presence(bot, Presence.AVAILABLE).joined(1, 2, 3, 4);
        log.talks(1, 1, bot).taken(2, 2, 1, bot).offered(3, 3, 1, bot).isClean();

        log.offered(4, 4, 1, bot).breaks(AGENT_CAPACITY);
    }

    @Test
    void endsNoCallWhenACapacityIsLowered() {
        FloorLog log =
                begin().registered(ANN, 2).joined(1, 2, 3).talks(1, 1, ANN).talks(2, 2, ANN);
        log.registered(ANN, 1).left(1, LeaveReason.CONNECTED).clean();

        log.offered(3, 3, 1, ANN).breaks(AGENT_CAPACITY);
    }

    @ParameterizedTest
    @EnumSource(value = Presence.class, names = "AVAILABLE", mode = EnumSource.Mode.EXCLUDE)
    @Tag("R4.1")
    void offersNothingToAnAgentWhoIsNotThere(Presence presence) {
        begin().joined(1).presence(ANN, presence).offered(1, 1, 1, BOB).isClean();
        begin().joined(1).presence(ANN, presence).offered(1, 1, 1, ANN).breaks(AGENT_READY);
        begin().joined(1).presence(ANN, presence).offered(1, 1, 1, BOB, ANN).breaks(AGENT_READY);
    }

    @Test
    void offersNothingToAnAgentWhoHasOnlyBeenRegistered() {
        begin().registered(new AgentId("new"), 1)
                .joined(1)
                .offered(1, 1, 1, new AgentId("new"))
                .breaks(AGENT_READY);
    }

    @Test
    void offersNothingToAnAgentWhoWasNeverRegistered() {
        begin().joined(1).offered(1, 1, 1, new AgentId("nobody")).breaks(AGENT_READY);
    }

    @Test
    void offersNothingInTheWorkAfterACall() {
        FloorLog log = begin().joined(1, 2).talks(1, 1, ANN).at(60).left(1, LeaveReason.CONNECTED);
        log.state(ANN, AgentState.WRAP_UP).at(69).clean();

        log.offered(2, 2, 1, ANN).breaks(AGENT_READY);
    }

    @Test
    void takesTheWorkAfterACallForOverWhenItsTimeIsOrWhenItIsSaid() {
        FloorLog log = begin().joined(1, 2).talks(1, 1, ANN).at(60).left(1, LeaveReason.CONNECTED);
        log.state(ANN, AgentState.WRAP_UP).at(70).offered(2, 2, 1, ANN).isClean();

        FloorLog said = begin().joined(1, 2).talks(1, 1, ANN).at(60).left(1, LeaveReason.CONNECTED);
        said.state(ANN, AgentState.WRAP_UP)
                .at(61)
                .state(ANN, AgentState.READY)
                .offered(2, 2, 1, ANN)
                .isClean();
    }

    @Test
    void goesByTheRulesOfTheQueueForTheWorkAfterACall() {
        OfferRules long60 = OfferRules.STANDARD.withWrapUp(Duration.ofSeconds(60));
        FloorLog log = begin().queue(SALES, QueueSettings.named("Sales").with(long60))
                .joined(1, 2)
                .talks(1, 1, ANN);
        log.at(60)
                .left(1, LeaveReason.CONNECTED)
                .state(ANN, AgentState.WRAP_UP)
                .at(119)
                .clean();

        log.offered(2, 2, 1, ANN).breaks(AGENT_READY);
    }

    @Test
    void doesNotTakeARestThatFollowsNoCallForTheWorkAfterOne() {
        OfferRules long60 = OfferRules.STANDARD.withWrapUp(Duration.ofSeconds(60));
        FloorLog log = begin().queue(SALES, QueueSettings.named("Sales").with(long60))
                .joined(1, 2)
                .talks(1, 1, ANN);
        log.at(60)
                .left(1, LeaveReason.CONNECTED)
                .state(ANN, AgentState.WRAP_UP)
                .at(65)
                .state(ANN, AgentState.READY);

        log.at(70).state(ANN, AgentState.WRAP_UP).at(73).offered(2, 2, 1, ANN).isClean();
    }

    @Test
    void knowsOnlyAgentsWhoWereRegistered() {
        empty().presence(ANN, Presence.AVAILABLE).breaks(KNOWN_CALLER);
        empty().state(ANN, AgentState.READY).breaks(KNOWN_CALLER);
    }

    @Test
    void doesNotJudgeAnAgentOfWhomTheLogDoesNotTell() {
        trimmedAfter(9).joined(1, 2).offered(1, 1, 1, ANN).offered(2, 2, 1, ANN).isClean();
        trimmedAfter(9).registered(ANN, 1).joined(1).offered(1, 1, 1, ANN).isClean();
        trimmedAfter(9)
                .presence(ANN, Presence.AWAY)
                .joined(1)
                .offered(1, 1, 1, ANN)
                .breaks(AGENT_READY);
        trimmedAfter(9)
                .registered(ANN, 1)
                .joined(1, 2)
                .offered(1, 1, 1, ANN)
                .offered(2, 2, 1, ANN)
                .breaks(AGENT_CAPACITY);
    }
}

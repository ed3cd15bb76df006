package io.callyard.audit;

import static io.callyard.audit.FloorLog.ANN;
import static io.callyard.audit.FloorLog.BOB;
import static io.callyard.audit.FloorLog.NUMBER;
import static io.callyard.audit.FloorLog.SALES;
import static io.callyard.audit.FloorLog.START;
import static io.callyard.audit.FloorLog.SUPPORT;
import static io.callyard.audit.FloorLog.TENANT;
import static io.callyard.audit.FloorLog.begin;
import static io.callyard.audit.FloorLog.caller;
import static io.callyard.audit.FloorLog.offer;
import static io.callyard.audit.FloorLog.second;
import static io.callyard.audit.FloorLog.trimmedAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.QueueEvent.ArrivalRefused;
import io.callyard.machine.inbound.AgentMachine;
import io.callyard.machine.inbound.AgentRules;
import io.callyard.machine.inbound.CallerMachine;
import io.callyard.machine.inbound.OfferMachine;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Presence;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the audit makes of the events of inbound queues, beside judging them. */
class InboundAuditTest {
    private static final AgentMachine AGENTS = new AgentMachine(AgentRules.STANDARD);

    @Test
    void checksBothSidesOfATenantInOneLog() {
        FloorLog log = begin().add(new CallQueued(HandMadeLog.direct(1), 0, 1)).joined(1);
        log.add(new CallQueued(HandMadeLog.direct(2), 0, 1)).left(1, LeaveReason.CONNECTED);

        assertThat(log.audit.violations())
                .extracting(Violation::invariant)
                .containsExactly(Invariant.POSITION, Invariant.ONE_LEAVING);
        assertThat(log.audit.violations().get(1).call()).isNull();
        assertThat(log.audit.openCalls()).hasSize(2);
    }

    @Test
    void takesTheEventsOfQueuesAsTheyCome() {
        begin().add(new ArrivalRefused(SALES, CallerType.NEW, "full")).isClean();
    }

    @Test
    void leavesOutWhatItIsToldTo() {
        FloorLog log = begin().without(Invariant.ONE_OFFER, Invariant.EVERY_CALLER_LEAVES)
                .joined(1);
        log.offered(1, 1, 1, ANN).offered(2, 1, 2, BOB).isClean();

        assertThat(log.audit.atEnd())
                .extracting(Violation::invariant)
                .containsExactly(Invariant.EVERY_OFFER_ENDS, Invariant.EVERY_OFFER_ENDS);
    }

    @Test
    @Tag("R4.10")
    void saysAtTheEndWhoDidNotLeaveAndWhichOffersDidNotEnd() {
        FloorLog log = begin().joined(1, 2, 3).talks(1, 1, ANN).offered(2, 2, 1, BOB);
        log.left(3, LeaveReason.ABANDONED).clean();

        assertThat(log.audit.atEnd())
                .extracting(Violation::invariant)
                .containsExactly(
                        Invariant.EVERY_CALLER_LEAVES, Invariant.EVERY_CALLER_LEAVES, Invariant.EVERY_OFFER_ENDS);
        assertThat(log.audit.atEnd())
                .extracting(Violation::text)
                .containsExactly(
                        "caller " + caller(1) + " is still CONNECTED",
                        "caller " + caller(2) + " is still OFFERED",
                        "offer " + offer(2) + " of caller " + caller(2) + " is still open");
        log.left(1, LeaveReason.CONNECTED).ended(2, OfferState.RESCINDED).left(2, LeaveReason.ABANDONED);
        assertThat(log.audit.atEnd()).isEmpty();
    }

    @Test
    void doesNotLoseTheOfferOfWhoHasLeft() {
        FloorLog log = begin().joined(1)
                .offered(1, 1, 1, ANN)
                .left(1, LeaveReason.ABANDONED)
                .clean();

        assertThat(log.audit.atEnd()).extracting(Violation::invariant).containsExactly(Invariant.EVERY_OFFER_ENDS);
        assertThat(log.audit.inbound().engaged(ANN)).isEqualTo(1);
    }

    @Test
    void foldsTheLogIntoItsState() {
        FloorLog log =
                begin().joined(1, 2, 3, 4, 5).promised(3).talks(1, 1, ANN).offered(2, 2, 1, BOB);
        InboundView view = log.left(4, LeaveReason.ABANDONED).audit.inbound();

        assertThat(view.callers()).containsExactly(caller(1), caller(2), caller(3), caller(5));
        assertThat(view.state(caller(1))).contains(CallerState.CONNECTED);
        assertThat(view.state(caller(2))).contains(CallerState.OFFERED);
        assertThat(view.state(caller(3))).contains(CallerState.WAITING);
        assertThat(view.state(caller(4))).contains(CallerState.ENDED);
        assertThat(view.state(caller(9))).isEmpty();
        assertThat(view.leaving(caller(4))).contains(LeaveReason.ABANDONED);
        assertThat(view.leaving(caller(1))).isEmpty();
        assertThat(view.openOffers()).isEqualTo(1);
        assertThat(view.engaged(ANN)).isEqualTo(1);
        log.ended(2, OfferState.TIMED_OUT).taken(3, 3, 1, BOB).dialed(3, BOB, 1, 1);
        assertThat(view.state(caller(3))).contains(CallerState.DIALING);
        assertThat(view.engaged(BOB)).isEqualTo(1);
        assertThat(log.missed(3, START)
                        .ended(3, OfferState.FAILED)
                        .audit
                        .inbound()
                        .engaged(BOB))
                .isZero();
        log.isClean();
    }

    @Test
    void beginsAnewBehindAGap() {
        FloorLog log = begin().joined(1, 2).offered(1, 1, 1, ANN).skip(3);
        log.connected(2, ANN)
                .ended(1, OfferState.RESCINDED)
                .left(2, LeaveReason.CONNECTED)
                .promised(1);

        assertThat(log.audit.violations()).extracting(Violation::invariant).containsExactly(Invariant.GAPLESS);
    }

    @Test
    void forgetsWhoHasLeftAndOffersThatAreOver() {
        FloorLog log = begin().joined(1, 2)
                .talks(1, 1, ANN)
                .left(1, LeaveReason.CONNECTED)
                .offered(2, 2, 1, BOB);
        log.audit.forgetEnded();

        assertThat(log.audit.inbound().leaving(caller(1))).isEmpty();
        log.accepted(2, BOB).connected(2, BOB).ended(2, OfferState.CONNECTED).clean();
        log.left(1, LeaveReason.CONNECTED).breaks(Invariant.KNOWN_CALLER);

        FloorLog offers = begin().joined(1).offered(1, 1, 1, ANN).ended(1, OfferState.TIMED_OUT);
        offers.audit.forgetEnded();
        offers.ended(1, OfferState.TIMED_OUT).breaks(Invariant.KNOWN_CALLER);

        FloorLog calls =
                begin().joined(1, 2).promised(1).promised(2).taken(1, 1, 1, ANN).dialed(1, ANN, 7, 1);
        calls.audit.forgetEnded();
        calls.taken(2, 2, 1, BOB).dialed(2, BOB, 7, 1).isClean();
    }

    @Test
    @Tag("R4.6")
    void countsOffersOutOfTurnAndJudgesThemNot() {
        FloorLog log =
                begin().joined(1, SALES, second(3)).joined(2, SALES, second(1)).joined(3, SALES, second(2));
        log.offered(1, 3, 1, ANN).offered(2, 1, 1, BOB).clean();

        OfferOrder order = log.audit.inbound().order();
        assertThat(order).isEqualTo(new OfferOrder(2, 2, 1));
        assertThat(order.inTurn()).isZero();
        log.ended(1, OfferState.TIMED_OUT)
                .offered(3, 2, 1, ANN)
                .ended(2, OfferState.TIMED_OUT)
                .offered(4, 1, 2, BOB);
        assertThat(log.audit.inbound().order()).isEqualTo(new OfferOrder(4, 3, 1));
        assertThat(log.audit.inbound().order().inTurn()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void countsAmongEqualKeysTheSmallerIdAsTheFirst() {
        assertThat(begin().joined(2, 1).offered(1, 2, 1, ANN).audit.inbound().order())
                .isEqualTo(new OfferOrder(1, 1, 1));
        assertThat(begin().joined(2, 1).offered(1, 1, 1, ANN).audit.inbound().order())
                .isEqualTo(new OfferOrder(1, 0, 0));
        assertThat(begin().audit.inbound().order().inTurn()).isEqualTo(1);
    }

    @Test
    void countsNobodyAsPassedWhoCouldNotHaveBeenOffered() {
        FloorLog log = begin().joined(1, 2, 3, 4, 5, 6)
                .promised(1, NUMBER, second(60))
                .talks(1, 2, ANN)
                .moved(3, SALES, SUPPORT)
                .left(4, LeaveReason.ABANDONED)
                .offered(2, 5, 1, BOB);
        assertThat(log.audit.inbound().order()).isEqualTo(new OfferOrder(2, 0, 0));

        FloorLog later =
                begin().joined(1, 2).promised(1, NUMBER, second(60)).at(60).offered(1, 2, 1, ANN);
        assertThat(later.audit.inbound().order()).isEqualTo(new OfferOrder(1, 1, 1));
    }

    @Test
    void countsOnlyCallersWhosePlaceItKnows() {
        FloorLog log =
                trimmedAfter(9).offered(1, 1, 1, ANN).joined(2).promised(3).offered(2, 2, 1, BOB);

        assertThat(log.audit.inbound().order()).isEqualTo(new OfferOrder(1, 0, 0));
    }

    private static Caller stored() {
        Place place = new Place(SALES, START, START);
        return CallerMachine.join(TENANT, caller(1), Arrival.of(SALES, NUMBER), Set.of(), place, false, START)
                .state();
    }

    @Test
    void comparesAStoredCaller() {
        Caller waits = stored();
        Caller offered = CallerMachine.offered(waits, offer(1), START).state();
        Caller talks = CallerMachine.connected(offered, ANN, START).state();
        FloorLog log = begin().joined(1);

        assertThat(log.audit.compare(waits)).isEmpty();
        assertThat(log.audit.compare(offered)).get().satisfies(violation -> {
            assertThat(violation.invariant()).isEqualTo(Invariant.TABLES);
            assertThat(violation.text())
                    .isEqualTo("caller " + caller(1) + ": state is OFFERED, the events say WAITING");
        });
        assertThat(log.taken(1, 1, 1, ANN).audit.compare(offered)).isEmpty();
        assertThat(log.connected(1, ANN).audit.compare(talks)).isEmpty();
        assertThat(log.audit.compare(waits)).isPresent();
    }

    @Test
    void comparesThePlaceOfAStoredCaller() {
        Place other = new Place(SALES, START, second(1));
        Caller moved = CallerMachine.moved(stored(), other, "?", START).state();
        Caller elsewhere =
                CallerMachine.moved(stored(), other.in(SUPPORT), "?", START).state();
        FloorLog log = begin().joined(1);

        assertThat(log.audit.compare(moved)).get().asString().contains("key is");
        assertThat(log.audit.compare(elsewhere)).get().asString().contains("queue is");
        log.at(1).moved(1, SALES, SUPPORT);
        assertThat(log.audit.compare(elsewhere)).isEmpty();
        assertThat(log.audit.compare(stored())).isPresent();
    }

    @Test
    @Tag("R4.9")
    void comparesTheCallbackOfAStoredCaller() {
        Caller promised =
                CallerMachine.promise(stored(), NUMBER, START, second(9), START).state();
        Caller offered = CallerMachine.offered(promised, offer(1), START).state();
        Caller dialled =
                CallerMachine.dialled(offered, ANN, FloorLog.call(1), START).state();
        Caller other =
                CallerMachine.dialled(offered, ANN, FloorLog.call(2), START).state();
        FloorLog log = begin().joined(1);

        assertThat(log.audit.compare(promised)).get().asString().contains("callback is");
        assertThat(log.promised(1).audit.compare(promised)).isEmpty();
        log.taken(1, 1, 1, ANN).dialed(1, ANN, 1, 1);
        assertThat(log.audit.compare(dialled)).isEmpty();
        assertThat(log.audit.compare(other)).get().asString().contains("call is");
        assertThat(log.audit.compare(offered)).get().asString().contains("tries is");
    }

    @Test
    void comparesAStoredCallerWhoHasLeft() {
        Caller abandoned =
                CallerMachine.left(stored(), LeaveReason.ABANDONED, "", START).state();
        FloorLog log = begin().joined(1);
        assertThat(log.audit.compare(abandoned)).isPresent();

        assertThat(log.left(1, LeaveReason.ABANDONED).audit.compare(abandoned)).isEmpty();
        assertThat(log.audit.compare(stored())).isPresent();
        assertThat(begin().joined(1).left(1, LeaveReason.OVERFLOWED).audit.compare(abandoned))
                .isPresent();

        log.audit.forgetEnded();
        assertThat(log.audit.compare(abandoned)).as("may be forgotten").isEmpty();
        assertThat(log.audit.compare(stored())).isPresent();
    }

    @Test
    void comparesAStoredOffer() {
        Offer open = OfferMachine.make(
                        stored(), offer(1), List.of(ANN, BOB), new Decision("?", 1, 2, List.of()), START, second(15))
                .state();
        Offer declined = OfferMachine.decline(open, BOB, "").state();
        Offer accepted = OfferMachine.accept(open, ANN, START, second(20)).state();
        Offer failed = OfferMachine.end(accepted, OfferState.FAILED, "", START).state();
        FloorLog log = begin().joined(1);
        assertThat(log.audit.compare(open)).get().asString().contains("no event tells of it");

        log.offered(1, 1, 1, ANN, BOB);
        assertThat(log.audit.compare(open)).isEmpty();
        assertThat(log.audit.compare(declined)).get().asString().contains("ringing is");
        assertThat(log.declined(1, BOB).audit.compare(declined)).isEmpty();
        assertThat(log.audit.compare(accepted)).get().asString().contains("state is");
        assertThat(log.accepted(1, ANN).audit.compare(accepted)).isEmpty();
        assertThat(log.audit.compare(failed)).isPresent();
        assertThat(log.ended(1, OfferState.FAILED).audit.compare(failed)).isEmpty();
        assertThat(log.audit.compare(accepted)).isPresent();

        log.audit.forgetEnded();
        assertThat(log.audit.compare(failed)).as("may be forgotten").isEmpty();
        assertThat(log.audit.compare(accepted)).isPresent();
    }

    @Test
    void comparesAStoredAgent() {
        Agent offline =
                AGENTS.register(TENANT, ANN, AgentProfile.of("", SALES), START).state();
        Agent ready = AGENTS.choose(offline, Presence.AVAILABLE, START).state();
        Agent offered = AGENTS.offered(ready, caller(1), offer(1), START).state();
        FloorLog log = FloorLog.empty();
        assertThat(log.audit.compare(offline)).get().asString().contains("agent ann: no event tells of it");

        assertThat(log.registered(ANN, 1).audit.compare(offline)).isEmpty();
        assertThat(log.audit.compare(ready)).get().asString().contains("presence is");
        log.presence(ANN, Presence.AVAILABLE).joined(1);
        assertThat(log.audit.compare(ready)).isEmpty();
        assertThat(log.audit.compare(offered)).get().asString().contains("state is", "engaged with is");
        log.offered(1, 1, 1, ANN);
        assertThat(log.audit.compare(offered)).get().asString().doesNotContain("engaged");
        assertThat(log.state(ANN, AgentState.OFFERED).audit.compare(offered)).isEmpty();
        assertThat(log.registered(ANN, 2).audit.compare(offered))
                .get()
                .asString()
                .contains("profile is");
    }

    @Test
    void comparesInATrimmedLogWhatItKnows() {
        Agent agent =
                AGENTS.register(TENANT, ANN, AgentProfile.of("", SALES), START).state();
        FloorLog log = trimmedAfter(9);

        assertThat(log.audit.compare(agent)).isEmpty();
        assertThat(log.audit.compare(stored())).isEmpty();
        log.mentioned(1);
        assertThat(log.audit.compare(
                        CallerMachine.offered(stored(), offer(1), START).state()))
                .as("the offer may be older than the log")
                .isEmpty();
        assertThat(log.presence(ANN, Presence.AWAY).audit.compare(agent)).isPresent();
    }

    @Test
    void refusesNegativeBounds() {
        assertThatThrownBy(() -> new OfferBounds(Duration.ofSeconds(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OfferBounds(Duration.ZERO, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

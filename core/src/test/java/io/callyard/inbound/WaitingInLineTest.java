package io.callyard.inbound;

import static io.callyard.inbound.Hall.ACME;
import static io.callyard.inbound.Hall.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.event.CallerEvent.CallerInformed;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.QueueEvent.ArrivalRefused;
import io.callyard.inbound.Admittance.Refused;
import io.callyard.model.AgentId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantLimits;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.OpeningHours;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WaitingInLineTest {
    private final Hall hall = new Hall();

    @Test
    @Tag("R4.4")
    void anAvailableAgentIsAskedAtOnce() {
        AgentId ann = hall.agent("ann");

        Admittance admittance = hall.queue.arrive(ACME, hall.arrival());

        assertThat(admittance).isInstanceOf(Admittance.Offered.class);
        CallerId caller = Hall.caller(admittance).id();
        assertThat(hall.offerOf(caller).ringing()).containsExactly(ann);
        assertThat(hall.talk(caller)).isEqualTo(ann);
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.CONNECTED);
    }

    @Test
    @Tag("R4.5")
    void whoFindsNobodyFreeWaitsWithPositionAndEstimate() {
        CallerId first = hall.arrives();
        hall.advanceSeconds(1);

        Admittance second = hall.queue.arrive(ACME, hall.arrival());

        assertThat(second).isInstanceOfSatisfying(Admittance.Waiting.class, waiting -> {
            assertThat(waiting.position()).isEqualTo(2);
            assertThat(waiting.estimate().high())
                    .isGreaterThanOrEqualTo(waiting.estimate().low());
        });
        assertThat(hall.queue.place(ACME, first).orElseThrow().position()).isEqualTo(1);
        assertThat(hall.queue.place(ACME, first).orElseThrow().length()).isEqualTo(2);
    }

    @Test
    @Tag("R4.4")
    void anAgentWhoIsOfferedSomebodyOfAnotherQueueIsNotFree() {
        QueueId sales = new QueueId("sales");
        hall.queue.define(ACME, sales, QueueSettings.named("Sales"));
        List<Membership> both = List.of(Membership.of(SUPPORT), Membership.of(sales));
        hall.agent("ann", AgentProfile.of("Ann", SUPPORT).serving(both));
        CallerId offered = hall.arrives();

        CallerId waits = hall.arrives(Arrival.of(sales, hall.number()));

        WaitEstimate estimate = hall.queue.place(ACME, waits).orElseThrow().estimate();
        assertThat(hall.stateOf(offered)).isEqualTo(CallerState.OFFERED);
        assertThat(estimate.likely()).isPositive();
        assertThat(hall.queue.place(ACME, offered).orElseThrow().estimate()).isEqualTo(WaitEstimate.NONE);
    }

    @Test
    @Tag("R4.4")
    void anAgentOfATierThatIsNotOpenYetIsNotFree() {
        hall.agent("ann", AgentProfile.of("Ann", SUPPORT).serving(List.of(new Membership(SUPPORT, 2, 0))));

        CallerId caller = hall.arrives();

        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.WAITING);
        assertThat(hall.queue.place(ACME, caller).orElseThrow().estimate().likely())
                .isPositive();
    }

    @Test
    @Tag("R4.7")
    void theNextCallerIsOfferedTheMomentAnAgentFreesUp() {
        hall.define(rules -> rules.with(rules.offers().withWrapUp(Duration.ZERO)));
        AgentId ann = hall.agent("ann");
        CallerId first = hall.arrives();
        hall.talk(first);
        CallerId second = hall.arrives();
        assertThat(hall.stateOf(second)).isEqualTo(CallerState.WAITING);

        hall.agents.finish(ACME, ann, first);

        assertThat(hall.stateOf(second)).isEqualTo(CallerState.OFFERED);
    }

    @Test
    void afterACallAnAgentHasHisTimeForTheWorkAfterIt() {
        AgentId ann = hall.agent("ann");
        CallerId first = hall.arrives();
        hall.talk(first);
        CallerId second = hall.arrives();
        hall.agents.finish(ACME, ann, first);
        assertThat(hall.stateOf(second)).isEqualTo(CallerState.WAITING);

        hall.advanceSeconds(9);
        assertThat(hall.stateOf(second)).isEqualTo(CallerState.WAITING);
        hall.advanceSeconds(1);

        assertThat(hall.stateOf(second)).isEqualTo(CallerState.OFFERED);
    }

    @Test
    @Tag("R4.6")
    void aVipStandsWhereSomebodyWhoCameTwoMinutesEarlierStands() {
        CallerId early = hall.arrives();
        hall.advanceSeconds(100);
        CallerId late = hall.arrives();

        CallerId vip = hall.arrives(hall.arrival().as(CallerType.VIP));

        assertThat(hall.queue.place(ACME, vip).orElseThrow().position()).isEqualTo(1);
        assertThat(hall.queue.place(ACME, early).orElseThrow().position()).isEqualTo(2);
        assertThat(hall.queue.place(ACME, late).orElseThrow().position()).isEqualTo(3);
        hall.advanceSeconds(30);
        CallerId laterVip = hall.arrives(hall.arrival().as(CallerType.VIP));
        // He who waits gains on those who come: this one is too late for the first.
        assertThat(hall.queue.place(ACME, laterVip).orElseThrow().position()).isEqualTo(3);
    }

    @Test
    @Tag("R4.5")
    void aCallerHearsWhereHeStandsAtOnceAndEvery30Seconds() {
        CallerId caller = hall.arrives();
        assertThat(hall.events(CallerInformed.class)).hasSize(1);

        hall.advanceSeconds(95);

        assertThat(hall.events(CallerInformed.class))
                .hasSize(4)
                .allSatisfy(informed -> assertThat(informed.caller()).isEqualTo(caller));
    }

    @Test
    void whoIsCutOffAndComesBackWithinAMinuteHasHisOldPlace() {
        PhoneNumber number = hall.number();
        CallerId first = hall.arrives(Arrival.of(SUPPORT, number));
        hall.advanceSeconds(60);
        hall.arrives();
        hall.queue.hungUp(ACME, first);
        hall.advanceSeconds(59);

        CallerId again = hall.arrives(Arrival.of(SUPPORT, number));

        assertThat(hall.queue.place(ACME, again).orElseThrow().position()).isEqualTo(1);
        hall.queue.hungUp(ACME, again);
        hall.advanceSeconds(61);
        CallerId tooLate = hall.arrives(Arrival.of(SUPPORT, number));
        assertThat(hall.queue.place(ACME, tooLate).orElseThrow().position()).isEqualTo(2);
    }

    @Test
    void theSameLineTwiceIsTheSameCaller() {
        CallerLine line = new CallerLine(TenantLimits.DEFAULT_ACCOUNT, new CarrierCallId("CA1"));
        CallerId first = hall.arrives(hall.arrival().on(line));

        CallerId second = hall.arrives(hall.arrival().on(line));

        assertThat(second).isEqualTo(first);
        assertThat(hall.queue.status(ACME, SUPPORT).line()).hasSize(1);
    }

    @Test
    void whoWithholdsHisNumberWaitsLikeAnybodyElse() {
        CallerId caller = hall.arrives(Arrival.of(SUPPORT, null));

        assertThat(hall.queue.place(ACME, caller).orElseThrow().position()).isEqualTo(1);
    }

    @Test
    @Tag("R4.10")
    void onlyAFullLineRefuses() {
        hall.define(rules -> rules.with(rules.waits().withMaxLength(1)));
        hall.arrives();

        Admittance second = hall.queue.arrive(ACME, hall.arrival());

        assertThat(second)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.FULL));
        assertThat(hall.events(ArrivalRefused.class)).hasSize(1);
    }

    @Test
    void outsideTheOpeningHoursACallbackIsPromisedForTheMorning() {
        OpeningHours tomorrow = new OpeningHours(
                ZoneOffset.UTC,
                Map.of(DayOfWeek.WEDNESDAY, List.of(new OpeningHours.Window(LocalTime.of(9, 0), LocalTime.of(17, 0)))),
                Set.of(),
                OverflowAction.CALLBACK);
        hall.define(rules -> rules.with(tomorrow));

        Admittance admittance = hall.queue.arrive(ACME, hall.arrival());
        Admittance withheld = hall.queue.arrive(ACME, Arrival.of(SUPPORT, null));

        assertThat(admittance).isInstanceOf(Admittance.Overflowed.class);
        assertThat(hall.callbacks.open(ACME))
                .singleElement()
                .satisfies(caller -> assertThat(java.util.Objects.requireNonNull(caller.callback())
                                .notBefore())
                        .isEqualTo("2030-01-02T09:00:00Z"));
        assertThat(withheld).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(Refused.Code.CLOSED);
            assertThat(refused.action()).isEqualTo(OverflowAction.VOICEMAIL);
        });
    }

    @Test
    @Tag("R4.10")
    void whoWaitsTooLongIsHandedToTheOverflowAction() {
        hall.define(rules -> rules.with(rules.waits().overflowing(OverflowAction.VOICEMAIL, null)));
        CallerId caller = hall.arrives();

        hall.advance(Duration.ofMinutes(20));

        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.ENDED);
        assertThat(hall.events(CallerLeft.class))
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).isEqualTo(LeaveReason.OVERFLOWED));
    }

    @Test
    void anotherQueueTakesOverAtTheSamePlaceAndOnlyOnce() {
        QueueId backup = new QueueId("backup");
        hall.queue.define(
                ACME,
                backup,
                QueueSettings.named("Backup")
                        .with(QueueSettings.named("").waits().overflowing(OverflowAction.OTHER_QUEUE, SUPPORT)));
        hall.define(rules -> rules.with(rules.waits().overflowing(OverflowAction.OTHER_QUEUE, backup)));
        CallerId caller = hall.arrives();

        hall.advance(Duration.ofMinutes(20));
        assertThat(hall.find(caller).queue()).isEqualTo(backup);
        hall.advance(Duration.ofMinutes(20));

        assertThat(hall.find(caller).leaving())
                .satisfies(left -> assertThat(left.reason()).isEqualTo(LeaveReason.OVERFLOWED));
    }

    @Test
    void aCallerWhoHangsUpHasAbandoned() {
        CallerId caller = hall.arrives();

        assertThat(hall.queue.hungUp(ACME, caller)).isTrue();
        assertThat(hall.queue.hungUp(ACME, caller)).isFalse();

        assertThat(hall.find(caller).leaving())
                .satisfies(left -> assertThat(left.reason()).isEqualTo(LeaveReason.ABANDONED));
        assertThat(hall.audit().violations()).isEmpty();
    }

    @Test
    void transferAndAnotherHeadStartMoveACaller() {
        QueueId sales = new QueueId("sales");
        hall.queue.define(ACME, sales, QueueSettings.named("Sales"));
        CallerId first = hall.arrives();
        hall.advanceSeconds(10);
        CallerId second = hall.arrives();

        assertThat(hall.queue.reprioritize(ACME, second, Duration.ofMinutes(1))).isTrue();
        assertThat(hall.queue.place(ACME, second).orElseThrow().position()).isEqualTo(1);
        assertThat(hall.queue.transfer(ACME, first, sales)).isTrue();

        assertThat(hall.find(first).queue()).isEqualTo(sales);
        assertThat(hall.find(first).place().joinedAt())
                .isBefore(hall.find(second).place().joinedAt());
        assertThatThrownBy(() -> hall.queue.transfer(ACME, first, new QueueId("nowhere")))
                .isInstanceOf(UnknownQueueException.class);
        assertThat(hall.audit().violations()).isEmpty();
    }

    @Test
    void anUnknownQueueIsATypedError() {
        assertThatThrownBy(() -> hall.queue.arrive(ACME, Arrival.of(new QueueId("nowhere"), null)))
                .isInstanceOf(UnknownQueueException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> hall.define(rules -> rules.routedBy("by_height")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

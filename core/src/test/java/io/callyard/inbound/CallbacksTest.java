package io.callyard.inbound;

import static io.callyard.inbound.Hall.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallerInformed;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.model.AgentId;
import io.callyard.model.Outcome;
import io.callyard.model.Verdict;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Offer;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CallbacksTest {
    private final Hall hall = new Hall();

    private CallbackPromise promise(CallerId caller) {
        return Objects.requireNonNull(hall.find(caller).callback());
    }

    private CallerId waitsForACallback() {
        CallerId caller = hall.arrives();
        hall.advance(Duration.ofMinutes(10));
        assertThat(hall.queue.pressed(ACME, caller, '1')).isTrue();
        return caller;
    }

    /** Whoever is asked takes the call; the person's phone is dialled. */
    private PlaceOrder accepted(CallerId caller) {
        Offer offer = hall.offerOf(caller);
        assertThat(hall.agents.accept(ACME, offer.id(), offer.ringing().get(0))).isTrue();
        hall.scheduler.runDue();
        return hall.carrier.lastOrder();
    }

    @Test
    @Tag("R4.9")
    void aCallbackIsOfferedAfterTenMinutesAndOneMakesIt() {
        CallerId caller = hall.arrives();
        assertThat(hall.queue.pressed(ACME, caller, '1')).as("not offered yet").isFalse();
        hall.advance(Duration.ofMinutes(10));
        assertThat(hall.events(CallerInformed.class))
                .anySatisfy(informed -> assertThat(informed.callbackOffered()).isTrue());
        assertThat(hall.queue.pressed(ACME, caller, '2')).as("another key").isFalse();

        assertThat(hall.queue.pressed(ACME, caller, '1')).isTrue();

        assertThat(promise(caller).promisedBy())
                .isEqualTo(hall.scheduler.instant().plus(Duration.ofMinutes(30)));
        assertThat(hall.queue.place(ACME, caller).orElseThrow().position()).isEqualTo(1);
        assertThat(hall.find(caller).holdsLine()).isFalse();
        assertThat(hall.queue.hungUp(ACME, caller))
                .as("there is no line to end")
                .isFalse();
    }

    @Test
    @Tag("R4.9")
    void aCallbackIsOfferedAtOnceWhenTheEstimateIsLong() {
        hall.define(rules -> rules.with(rules.callbacks().offeringFrom(Duration.ofMinutes(5))));

        CallerId caller = hall.arrives();

        // Nobody is there at all: the estimate is very long.
        assertThat(hall.queue.pressed(ACME, caller, '1')).isTrue();
    }

    @Test
    @Tag("R4.9")
    void theAgentIsThereFirstAndThePersonIsDialledAfter() {
        CallerId caller = waitsForACallback();
        assertThat(hall.carrier.orders()).isEmpty();
        AgentId ann = hall.agent("ann");
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.OFFERED);
        assertThat(hall.carrier.orders()).isEmpty();

        PlaceOrder order = accepted(caller);
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.DIALING);
        hall.carrier.answered(order);
        hall.scheduler.runDue();

        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.CONNECTED);
        assertThat(hall.agents.find(ACME, ann).orElseThrow().state()).isEqualTo(AgentState.ON_CALL);
        hall.carrier.ended(order, Outcome.COMPLETED);
        hall.scheduler.runDue();
        assertThat(hall.find(caller).leaving())
                .satisfies(left -> assertThat(left.reason()).isEqualTo(LeaveReason.CALLED_BACK));
        assertThat(hall.audit().violations()).isEmpty();
    }

    @Test
    @Tag("R4.9")
    void whoIsNotReachedIsTriedThreeTimesTenMinutesApart() {
        CallerId caller = waitsForACallback();
        AgentId ann = hall.agent("ann");
        for (int i = 1; i <= 3; i++) {
            PlaceOrder order = accepted(caller);
            hall.carrier.ended(order, Outcome.NO_ANSWER);
            hall.scheduler.runDue();
            assertThat(hall.carrier.orders()).hasSize(i);
            assertThat(hall.agents.find(ACME, ann).orElseThrow().state()).isEqualTo(AgentState.READY);
            if (i < 3) {
                assertThat(hall.stateOf(caller)).isEqualTo(CallerState.WAITING);
                hall.advance(Duration.ofMinutes(10));
            }
        }

        assertThat(hall.events(CallbackMissed.class)).hasSize(2);
        assertThat(hall.events(CallbackDialed.class)).hasSize(3);
        assertThat(hall.events(CallerLeft.class))
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).isEqualTo(LeaveReason.NOT_REACHED));
        assertThat(hall.audit().violations()).isEmpty();
    }

    @Test
    @Tag("R4.9")
    void anAlertComesBeforeAPromiseIsBroken() {
        CallerId caller = waitsForACallback();
        hall.advance(Duration.ofMinutes(24));
        assertThat(hall.events(CallbackOverdue.class)).isEmpty();

        hall.advance(Duration.ofMinutes(1));

        assertThat(hall.events(CallbackOverdue.class))
                .singleElement()
                .satisfies(overdue -> assertThat(overdue.caller()).isEqualTo(caller));
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.WAITING);
    }

    @Test
    void aPersonMayMoveOrCancelHisCallback() {
        CallerId caller = waitsForACallback();

        assertThat(hall.callbacks.reschedule(
                        ACME, caller, hall.scheduler.instant().plus(Duration.ofHours(2))))
                .isTrue();
        hall.agent("ann");
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.WAITING);
        hall.advance(Duration.ofHours(2));
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.OFFERED);
        assertThat(hall.callbacks.cancel(ACME, caller)).isTrue();

        assertThat(hall.events(CallerLeft.class))
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).isEqualTo(LeaveReason.CALLBACK_CANCELED));
        assertThat(hall.callbacks.open(ACME)).isEmpty();
        assertThat(hall.audit().violations()).isEmpty();
    }

    @Test
    @Tag("R4.9")
    void neverMoreCallbacksAreLiveThanAgentsAreThere() {
        CallerId first = hall.arrives();
        CallerId second = hall.arrives();
        hall.advance(Duration.ofMinutes(10));
        hall.queue.pressed(ACME, first, '1');
        hall.queue.pressed(ACME, second, '1');

        hall.agent("ann");

        assertThat(hall.callbacks.open(ACME))
                .hasSize(2)
                .filteredOn(caller -> caller.state() == CallerState.OFFERED)
                .hasSize(1);
    }

    @Test
    void aNodeThatDiesBetweenAcceptingAndDiallingLosesNobody() {
        CallerId caller = waitsForACallback();
        AgentId ann = hall.agent("ann");
        Offer offer = hall.offerOf(caller);
        hall.agents.accept(ACME, offer.id(), ann);
        // The node dies before it has dialled: nothing that it wanted to do is done.
        hall.engine.stop(Duration.ZERO);
        Hall other = hall.restarted();

        other.advance(Duration.ofSeconds(60));

        assertThat(other.find(caller).state()).isIn(CallerState.OFFERED, CallerState.WAITING, CallerState.DIALING);
        assertThat(other.carrier.orders()).hasSizeLessThanOrEqualTo(1);
        assertThat(other.audit().violations()).isEmpty();
    }

    @Test
    @Tag("R4.10")
    void whoMayNotBeCalledIsNotTriedForEver() {
        Hall strict = new Hall(builder -> builder.policy(question -> new Verdict.Refuse("do-not-call", "on the list")));
        CallerId caller = strict.arrives();
        strict.callbacks.request(ACME, caller, strict.number());
        AgentId ann = strict.agent("ann");
        Offer offer = strict.offerOf(caller);

        strict.agents.accept(ACME, offer.id(), ann);
        strict.scheduler.runDue();

        assertThat(strict.find(caller).leaving()).satisfies(left -> {
            assertThat(left.reason()).isEqualTo(LeaveReason.NOT_REACHED);
            assertThat(left.detail()).contains("on the list");
        });
        assertThat(strict.agents.find(ACME, ann).orElseThrow().state()).isEqualTo(AgentState.READY);
        assertThat(strict.carrier.orders()).isEmpty();
        assertThat(strict.audit().violations()).isEmpty();
    }

    @Test
    void onlyTheTimeOnTheLineTeachesHowLongPeopleWaitThere() {
        CallerId caller = hall.arrives();
        hall.advanceSeconds(60);
        hall.callbacks.request(ACME, caller, hall.number());
        hall.advance(Duration.ofMinutes(5));
        hall.agent("ann");
        hall.carrier.answered(accepted(caller));
        hall.scheduler.runDue();
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.CONNECTED);

        double waited = hall.queue.queues(ACME).get(0).statistics().waited();

        assertThat(waited).as("60 s, older ones counting less").isBetween(40.0, 60.0);
    }
}

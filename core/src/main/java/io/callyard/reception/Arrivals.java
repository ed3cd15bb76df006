package io.callyard.reception;

import io.callyard.event.QueueEvent.ArrivalRefused;
import io.callyard.feature.FeatureSubject;
import io.callyard.inbound.Admittance;
import io.callyard.inbound.UnknownQueueException;
import io.callyard.machine.inbound.CallerMachine;
import io.callyard.model.PhoneNumber;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OpeningHours;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.QueueBook;
import io.callyard.spi.feature.FeatureGate;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Lets somebody in: finds his place, an agent if there is one, and what he may expect else. */
final class Arrivals {
    private final FeatureGate gate;
    private final Scheduler scheduler;
    private final Offering offering;
    private final Overflow overflow;
    private final Expectations expectations;
    private final Informing informing;

    Arrivals(
            FeatureGate gate,
            Scheduler scheduler,
            Offering offering,
            Overflow overflow,
            Expectations expectations,
            Informing informing) {
        this.gate = gate;
        this.scheduler = scheduler;
        this.offering = offering;
        this.overflow = overflow;
        this.expectations = expectations;
        this.informing = informing;
    }

    Admittance arrive(FloorStep step, Arrival arrival) {
        QueueBook queue =
                step.floor().queue(arrival.queue()).orElseThrow(() -> new UnknownQueueException(arrival.queue()));
        Optional<Caller> known =
                arrival.line() == null ? Optional.empty() : step.floor().callerOn(arrival.line());
        if (known.isPresent()) {
            return standing(step, known.get());
        }
        OpeningHours hours = queue.settings().hours();
        if (hours != null && !hours.isOpenAt(step.now())) {
            return closed(step, queue, arrival, hours);
        }
        if (step.floor().lineLength(queue.id()) >= queue.settings().waits().maxLength()) {
            step.append(new ArrivalRefused(queue.id(), arrival.type(), "the line is full"));
            return new Admittance.Refused(
                    Admittance.Refused.Code.FULL,
                    queue.settings().waits().maxLength() + " wait already",
                    OverflowAction.HANG_UP);
        }
        Caller caller = join(step, queue, arrival);
        offering.match(step);
        caller = current(step, caller);
        if (caller.state() == CallerState.WAITING && !caller.gets(Feature.AGENT_POLLING)) {
            if (caller.gets(Feature.DEVICE_CHECK) && !step.unprobed().isEmpty()) {
                step.decideLater(caller);
            } else {
                giveUp(step, caller);
            }
        } else if (caller.state() == CallerState.WAITING) {
            return expect(step, queue, caller);
        }
        return standing(step, current(step, caller));
    }

    /** The devices that had to be asked have answered: who is not offered now, and is not to be looked for again, goes. */
    void decide(FloorStep step, CallerId id) {
        Caller caller = step.caller(id);
        if (caller != null) {
            giveUp(step, caller);
        }
    }

    private void giveUp(FloorStep step, Caller caller) {
        overflow.of(step, caller, "nobody was free");
    }

    private Admittance closed(FloorStep step, QueueBook queue, Arrival arrival, OpeningHours hours) {
        Optional<Instant> opens = hours.opensAfter(step.now());
        PhoneNumber number = arrival.number();
        if (hours.whenClosed() == OverflowAction.CALLBACK && number != null && opens.isPresent()) {
            Caller caller = join(step, queue, arrival);
            overflow.promise(step, caller, number, opens.get());
            return new Admittance.Overflowed(current(step, caller), OverflowAction.CALLBACK);
        }
        step.append(new ArrivalRefused(queue.id(), arrival.type(), "the queue is closed"));
        return new Admittance.Refused(
                Admittance.Refused.Code.CLOSED,
                opens.map(at -> "closed until " + at).orElse("closed"),
                hours.whenClosed() == OverflowAction.CALLBACK ? OverflowAction.VOICEMAIL : hours.whenClosed());
    }

    private Caller join(FloorStep step, QueueBook queue, Arrival arrival) {
        Instant now = step.now();
        CallerId id = CallerId.next(now, scheduler.random());
        Set<Feature> features = features(id, arrival);
        Optional<Caller> before = comesBack(step, queue, arrival);
        Duration headStart =
                features.contains(Feature.ENHANCED_QUEUE) ? queue.settings().headStartOf(arrival) : Duration.ZERO;
        Place place = before.map(Caller::place).orElse(new Place(queue.id(), now, now.minus(headStart)));
        return step.join(CallerMachine.join(step.tenant(), id, arrival, features, place, before.isPresent(), now));
    }

    private static Optional<Caller> comesBack(FloorStep step, QueueBook queue, Arrival arrival) {
        PhoneNumber number = arrival.number();
        Duration within = queue.settings().waits().reconnectWithin();
        return number == null || within.isZero()
                ? Optional.empty()
                : step.floor()
                        .lastLeft(queue.id(), number, step.now().minus(within))
                        .filter(left -> left.leaving() != null && left.leaving().reason() == LeaveReason.ABANDONED);
    }

    private Set<Feature> features(CallerId id, Arrival arrival) {
        String subject = FeatureSubject.of(arrival, id);
        EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (gate.isOn(feature.key(), subject)) {
                features.add(feature);
            }
        }
        return features;
    }

    /** What he may expect is kept and told. */
    private Admittance expect(FloorStep step, QueueBook queue, Caller caller) {
        int ahead = step.floor().ahead(caller);
        WaitEstimate estimate = expectations.of(step.floor(), queue, caller, ahead);
        Caller expecting = step.keep(caller, CallerMachine.expecting(caller, estimate, step.now()));
        informing.tell(step, expecting, ahead + 1, estimate);
        return new Admittance.Waiting(current(step, expecting), ahead + 1, estimate);
    }

    /** Where somebody is who is there already, or was handed on at once. */
    private Admittance standing(FloorStep step, Caller caller) {
        if (caller.callback() != null) {
            return new Admittance.Overflowed(caller, OverflowAction.CALLBACK);
        }
        return switch (caller.state()) {
            case OFFERED, CONNECTED, DIALING -> new Admittance.Offered(caller);
            case ENDED ->
                new Admittance.Overflowed(
                        caller, step.queue(caller.queue()).settings().waits().overflow());
            case WAITING -> {
                int ahead = step.floor().ahead(caller);
                yield new Admittance.Waiting(
                        caller, ahead + 1, expectations.of(step.floor(), step.queue(caller.queue()), caller, ahead));
            }
        };
    }

    private static Caller current(FloorStep step, Caller caller) {
        Caller now = step.caller(caller.id());
        return now == null ? caller : now;
    }
}

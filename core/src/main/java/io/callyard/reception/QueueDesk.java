package io.callyard.reception;

import io.callyard.agent.AgentView;
import io.callyard.event.QueueEvent.QueueChanged;
import io.callyard.inbound.Admittance;
import io.callyard.inbound.CallerExplanation;
import io.callyard.inbound.CallerPlace;
import io.callyard.inbound.InboundFigures;
import io.callyard.inbound.InboundQueue;
import io.callyard.inbound.InboundStatus;
import io.callyard.inbound.UnknownQueueException;
import io.callyard.machine.inbound.CallerMachine;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The inbound queue, on floors. */
final class QueueDesk implements InboundQueue {
    /** How many callers a status shows. */
    private static final int MOST_SHOWN = 1_000;

    private final Store store;
    private final Reception reception;
    private final ReceptionParts parts;
    private final CallbackSteps callbacks;
    private final LineDriver lines;
    private final WaitExplainer explainer;

    QueueDesk(Store store, Reception reception, ReceptionParts parts, CallbackSteps callbacks, LineDriver lines) {
        this.store = store;
        this.reception = reception;
        this.parts = parts;
        this.callbacks = callbacks;
        this.lines = lines;
        explainer = new WaitExplainer(parts.offering().rules(), parts.devices());
    }

    @Override
    public QueueBook define(TenantId tenant, QueueId queue, QueueSettings rules) {
        parts.settings().strategies().named(rules.strategy());
        return reception.run(tenant, step -> {
            Optional<QueueBook> known = step.floor().queue(queue);
            if (known.isPresent() && known.get().settings().equals(rules)) {
                return known.get();
            }
            QueueBook book = known.map(before -> before.with(rules))
                    .orElseGet(() -> QueueBook.open(tenant, queue, rules, step.now()));
            step.keep(book);
            step.append(new QueueChanged(queue, rules));
            parts.offering().match(step);
            return book;
        });
    }

    @Override
    public List<QueueBook> queues(TenantId tenant) {
        return store.viewFloor(tenant, FloorView::queues);
    }

    @Override
    public Admittance arrive(TenantId tenant, Arrival arrival) {
        Admittance admittance = reception.run(tenant, step -> parts.arrivals().arrive(step, arrival));
        CallerLine line = arrival.line();
        if (admittance instanceof Admittance.Refused refused && line != null) {
            QueueSettings rules = queue(tenant, arrival.queue()).settings();
            lines.turnAway(line, rules, arrival.language(), refused.action());
        }
        return admittance;
    }

    @Override
    public boolean hungUp(TenantId tenant, CallerId id) {
        return reception.run(tenant, step -> {
            Caller caller = step.caller(id);
            return caller != null && parts.departures().hungUp(step, caller);
        });
    }

    @Override
    public boolean pressed(TenantId tenant, CallerId id, char digit) {
        return digit == '1'
                && reception.run(tenant, step -> {
                    Caller caller = step.caller(id);
                    PhoneNumber number =
                            caller == null ? null : caller.arrival().number();
                    return caller != null
                            && number != null
                            && caller.told().callbackOffered()
                            && callbacks.promise(step, caller, number);
                });
    }

    @Override
    public boolean transfer(TenantId tenant, CallerId id, QueueId queue) {
        return reception.run(tenant, step -> {
            if (step.floor().queue(queue).isEmpty()) {
                throw new UnknownQueueException(queue);
            }
            return move(step, id, place -> place.in(queue), "transferred");
        });
    }

    @Override
    public boolean reprioritize(TenantId tenant, CallerId id, Duration headStart) {
        if (headStart.abs().compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a head start is at most a day, but was " + headStart);
        }
        return reception.run(
                tenant,
                step -> move(
                        step, id, place -> place.withKey(place.joinedAt().minus(headStart)), "another head start"));
    }

    private boolean move(FloorStep step, CallerId id, UnaryOperator<Place> where, String why) {
        Caller caller = step.caller(id);
        if (caller == null || where.apply(caller.place()).equals(caller.place())) {
            return false;
        }
        Caller waits = parts.offering().takeBack(step, caller, why);
        if (waits == null) {
            return false;
        }
        Place place = where.apply(waits.place());
        step.keep(waits, CallerMachine.moved(waits, place, why, step.now()));
        parts.offering().match(step);
        return true;
    }

    @Override
    public Optional<Caller> find(TenantId tenant, CallerId caller) {
        return store.viewFloor(tenant, floor -> floor.caller(caller));
    }

    @Override
    public Optional<CallerPlace> place(TenantId tenant, CallerId id) {
        return store.viewFloor(
                tenant,
                floor -> floor.caller(id)
                        .filter(caller -> caller.state().isInLine())
                        .map(caller -> place(
                                floor,
                                floor.queue(caller.queue()).orElseThrow(),
                                caller,
                                floor.ahead(caller),
                                floor.lineLength(caller.queue()))));
    }

    private CallerPlace place(FloorView floor, QueueBook queue, Caller caller, int ahead, int length) {
        return new CallerPlace(caller, ahead + 1, length, parts.expectations().of(floor, queue, caller, ahead));
    }

    @Override
    public InboundStatus status(TenantId tenant, QueueId id) {
        return store.viewFloor(tenant, floor -> {
            QueueBook queue = floor.queue(id).orElseThrow(() -> new UnknownQueueException(id));
            List<Caller> line = floor.line(id, MOST_SHOWN);
            int length = floor.lineLength(id);
            List<CallerPlace> places = new ArrayList<>(line.size());
            for (Caller caller : line) {
                places.add(place(floor, queue, caller, places.size(), length));
            }
            List<AgentView> agents = floor.agents().stream()
                    .filter(agent -> agent.profile().in(id).isPresent())
                    .map(agent -> parts.view(agent, floor.now()))
                    .toList();
            return new InboundStatus(queue, places, agents, parts.meter().figures(floor, queue));
        });
    }

    @Override
    public InboundFigures figures(TenantId tenant, QueueId id) {
        return store.viewFloor(
                tenant,
                floor ->
                        parts.meter().figures(floor, floor.queue(id).orElseThrow(() -> new UnknownQueueException(id))));
    }

    private QueueBook queue(TenantId tenant, QueueId id) {
        return store.viewFloor(tenant, floor -> floor.queue(id)).orElseThrow(() -> new UnknownQueueException(id));
    }

    @Override
    public Optional<CallerExplanation> explain(TenantId tenant, CallerId id) {
        return store.viewFloor(tenant, floor -> floor.caller(id).map(caller -> explainer.explain(floor, caller)));
    }
}

package io.callyard.memory;

import io.callyard.event.Event;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The floors of all tenants, and the steps on them. What a step saves is put in its place at once, so that its own
 * reads need no second look; what was there before is put back if it fails. Nobody else sees anything in between, since
 * one thread at a time is let in here.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class FloorBooks {
    private static final Comparator<TenantFloor> BY_TIME = Comparator.<TenantFloor, Instant>comparing(
                    floor -> floor.noted == null ? Instant.MAX : floor.noted)
            .thenComparing(floor -> floor.tenant.value());

    private final Ledger ledger;
    private final Map<TenantId, TenantFloor> floors = new HashMap<>();

    /** The floors on which time will do something, where it does so first. */
    private final TreeSet<TenantFloor> due = new TreeSet<>(BY_TIME);

    /** All callers and offers that are not forgotten. */
    final Map<CallerId, Caller> callers = new HashMap<>();

    final Map<OfferId, Offer> offers = new HashMap<>();
    final LineIndex lines = new LineIndex();

    /** Who has left and what is over, to be forgotten in this order. */
    private final TimeIndex<Caller> gone = new TimeIndex<>(TenantFloor::leftAt, Comparator.comparing(Caller::id));

    private final TimeIndex<Offer> over = new TimeIndex<>(FloorBooks::endedAt, TenantFloor.BY_OFFER);

    private boolean occupied;

    FloorBooks(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Returns whether a step or a reading is under way. */
    boolean isOccupied() {
        return occupied;
    }

    <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
        Instant now = ledger.now();
        TenantFloor floor = floorOf(tenant);
        FloorStep open = new FloorStep(floor, this, now);
        R answer;
        boolean done = false;
        occupied = true;
        try {
            answer = step.apply(open);
            done = true;
        } finally {
            occupied = false;
            open.end();
            if (!done) {
                open.undo();
            }
        }
        keep(floor, open.events(), now);
        return answer;
    }

    <R> R viewFloor(TenantId tenant, Function<FloorView, R> reading) {
        FloorReading view = new FloorReading(floorOf(tenant), this, ledger.now());
        occupied = true;
        try {
            return reading.apply(view);
        } finally {
            occupied = false;
            view.end();
        }
    }

    List<TenantId> dueFloors(int max) {
        Instant now = ledger.now();
        return due.stream()
                .takeWhile(floor -> floor.noted != null && !floor.noted.isAfter(now))
                .limit(max)
                .map(floor -> floor.tenant)
                .toList();
    }

    Optional<Duration> untilNextDueFloor() {
        Instant next = due.isEmpty() ? null : due.first().noted;
        if (next == null) {
            return Optional.empty();
        }
        Instant now = ledger.now();
        return Optional.of(next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO);
    }

    Optional<Caller> newestOn(CallerLine line) {
        return lines.on(line).stream().findFirst();
    }

    /** Lets {@code after} take the place of {@code before}; either may be absent. */
    void replace(TenantFloor floor, @Nullable Caller before, @Nullable Caller after) {
        if (after != null) {
            callers.put(after.id(), after);
        } else if (before != null) {
            callers.remove(before.id());
        }
        lines.replace(before, after);
        gone.replace(before, after);
        floor.replace(before, after);
    }

    /** Lets {@code after} take the place of {@code before}; either may be absent. */
    void replace(TenantFloor floor, @Nullable Offer before, @Nullable Offer after) {
        if (after != null) {
            offers.put(after.id(), after);
        } else if (before != null) {
            offers.remove(before.id());
        }
        over.replace(before, after);
        floor.replace(before, after);
    }

    private void keep(TenantFloor floor, List<Event> events, Instant now) {
        floors.put(floor.tenant, floor);
        ledger.log(ledger.tenant(floor.tenant), events, now);
        note(floor);
        forget(now.minus(ledger.retention().goneAge()));
    }

    /** Notes when time next does something on a floor. */
    private void note(TenantFloor floor) {
        Instant next = floor.nextDue().orElse(null);
        if (floor.noted != null) {
            due.remove(floor);
        }
        floor.noted = next;
        if (next != null) {
            due.add(floor);
        }
    }

    private void forget(Instant latest) {
        gone.upTo(latest, Integer.MAX_VALUE).forEach(caller -> replace(floorOf(caller.tenant()), caller, null));
        over.upTo(latest, Integer.MAX_VALUE).forEach(offer -> replace(floorOf(offer.tenant()), offer, null));
    }

    /** Returns a tenant's floor; an empty one, of which nobody knows, if there is none. */
    private TenantFloor floorOf(TenantId tenant) {
        TenantFloor known = floors.get(tenant);
        return known == null ? new TenantFloor(tenant) : known;
    }

    private static @Nullable Instant endedAt(Offer offer) {
        return offer.state().isOpen() ? null : offer.endedAt() == null ? offer.deadline() : offer.endedAt();
    }
}

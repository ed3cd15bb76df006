package io.callyard.memory;

import io.callyard.event.Event;
import io.callyard.event.InboundEvent;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.QueueBook;
import io.callyard.spi.store.Floor;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step on a floor, and how to undo it.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class FloorStep extends FloorReading implements Floor {
    private final List<Event> events = new ArrayList<>();

    /** Puts back what was there before, the newest change first. */
    private final Deque<Runnable> undo = new ArrayDeque<>();

    FloorStep(TenantFloor floor, FloorBooks books, Instant now) {
        super(floor, books, now);
    }

    @Override
    public void save(QueueBook queue) {
        requireOwn(queue.tenant(), null);
        QueueBook before = floor.queues.get(queue.id());
        floor.replace(before, queue);
        undo.push(() -> floor.replace(queue, before));
    }

    @Override
    public void save(Caller caller) {
        Caller before = books.callers.get(caller.id());
        requireOwn(caller.tenant(), before == null ? null : before.tenant());
        books.replace(floor, before, caller);
        undo.push(() -> books.replace(floor, caller, before));
    }

    @Override
    public void save(Agent agent) {
        requireOwn(agent.tenant(), null);
        Agent before = floor.agents.get(agent.id());
        floor.replace(before, agent);
        undo.push(() -> floor.replace(agent, before));
    }

    @Override
    public void save(Offer offer) {
        Offer before = books.offers.get(offer.id());
        requireOwn(offer.tenant(), before == null ? null : before.tenant());
        books.replace(floor, before, offer);
        undo.push(() -> books.replace(floor, offer, before));
    }

    @Override
    public void append(InboundEvent event) {
        requireOwn(floor.tenant, null);
        events.add(event);
    }

    /** Returns what was appended. */
    List<Event> events() {
        return events;
    }

    /** Leaves the floor as it was found. */
    void undo() {
        undo.forEach(Runnable::run);
    }

    private void requireOwn(TenantId tenant, @Nullable TenantId formerOwner) {
        TenantId own = tenant();
        if (!tenant.equals(own) || formerOwner != null && !formerOwner.equals(own)) {
            throw new IllegalArgumentException("nothing of another tenant's stands on the floor of " + own);
        }
    }
}

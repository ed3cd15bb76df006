package io.callyard.store.jdbc.floor;

import io.callyard.event.Event;
import io.callyard.event.InboundEvent;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.QueueBook;
import io.callyard.spi.store.Floor;
import io.callyard.store.jdbc.sql.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A floor as one step changes it.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class JdbcFloor extends FloorReading implements Floor {
    private final List<Event> events = new ArrayList<>();

    JdbcFloor(Session session, FloorRows rows, Instant now) {
        super(session, rows, now);
    }

    @Override
    public void save(QueueBook queue) {
        own(queue.tenant()).queues.save(queue);
    }

    @Override
    public void save(Caller caller) {
        own(caller.tenant()).callers.save(caller);
    }

    @Override
    public void save(Agent agent) {
        own(agent.tenant()).agents.save(agent);
    }

    @Override
    public void save(Offer offer) {
        own(offer.tenant()).offers.save(offer);
    }

    @Override
    public void append(InboundEvent event) {
        rows();
        events.add(event);
    }

    /** Returns what was appended. */
    List<Event> events() {
        return events;
    }

    private FloorRows own(TenantId tenant) {
        if (!tenant.equals(tenant())) {
            throw new IllegalArgumentException("nothing of another tenant's stands on the floor of " + tenant());
        }
        return rows();
    }
}

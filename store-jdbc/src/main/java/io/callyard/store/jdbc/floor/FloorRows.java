package io.callyard.store.jdbc.floor;

import io.callyard.model.TenantId;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What stands on a tenant's floor, as far as a step or a reading has read it, and what the step has put in its place.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class FloorRows {
    private static final String FOREIGN = "SELECT id FROM {caller} WHERE id = ANY(:ids) AND tenant <> :tenant"
            + " UNION ALL SELECT id FROM {offer} WHERE id = ANY(:ids) AND tenant <> :tenant";

    final TenantId tenant;
    final QueueRows queues;
    final CallerRows callers;
    final AgentRows agents;
    final OfferRows offers;

    FloorRows(TenantId tenant) {
        this.tenant = tenant;
        queues = new QueueRows(tenant);
        callers = new CallerRows(tenant);
        agents = new AgentRows(tenant);
        offers = new OfferRows(tenant);
    }

    /** Lets a message read what most steps need. */
    void askFirst(Message message) {
        queues.askFirst(message);
        agents.askFirst(message);
        callers.askFirst(message);
    }

    /** Adds what was saved and not written yet. */
    void addTo(Changes changes) {
        queues.addTo(changes);
        callers.addTo(changes);
        agents.addTo(changes);
        offers.addTo(changes);
    }

    /** Returns the ids of what was put on this floor and stands on another tenant's. */
    List<UUID> foreign(Session session) {
        List<UUID> ids = new ArrayList<>(callers.ids());
        ids.addAll(offers.ids());
        return session.query(FOREIGN)
                .bindArray("ids", UUID.class, ids)
                .bind("tenant", tenant.value())
                .mapTo(UUID.class)
                .list();
    }
}

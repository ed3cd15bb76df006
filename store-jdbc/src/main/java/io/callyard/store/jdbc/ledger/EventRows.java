package io.callyard.store.jdbc.ledger;

import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.codec.EventCodec;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import java.util.List;

/** The tenants' logs. */
public final class EventRows {
    private EventRows() {}

    /** Reads events in order. */
    public static List<LoggedEvent> read(Session session, TenantId tenant, long after, int max) {
        return session.query("SELECT seq, at, type, payload FROM {event} WHERE tenant = :tenant AND seq > :after"
                        + " ORDER BY seq LIMIT :max")
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("max", max)
                .map((row, context) -> new LoggedEvent(
                        tenant,
                        row.getLong(1),
                        Micros.toInstant(row.getLong(2)),
                        EventCodec.read(row.getString(3), row.getString(4))))
                .list();
    }
}

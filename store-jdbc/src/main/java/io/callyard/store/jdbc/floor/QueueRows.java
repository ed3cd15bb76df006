package io.callyard.store.jdbc.floor;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.store.jdbc.codec.QueueCodec;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Values;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a tenant's inbound queues, as far as they were read, and what was put in their place.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class QueueRows {
    /** How many queues are read before anybody asks: all of nearly every tenant, and not all of one with hundreds. */
    private static final int AT_FIRST = 32;

    private static final String SELECT = "SELECT id, body FROM {inbound_queue} WHERE tenant = :tenant";
    private static final String FIRST = SELECT + " ORDER BY id LIMIT " + (AT_FIRST + 1);
    private static final String ONE = SELECT + " AND id = :id";

    private static final RowChange PUT =
            RowChange.put("inbound_queue", 2, RowChange.text("tenant"), RowChange.text("id"), RowChange.text("body"));

    private final TenantId tenant;

    /** What was read and nobody has looked at yet: most steps look at one queue. */
    private final Map<QueueId, String> unread = new HashMap<>();

    private final Map<QueueId, QueueBook> known = new TreeMap<>();
    private final Set<QueueId> saved = new LinkedHashSet<>();
    private boolean areAllKnown;

    QueueRows(TenantId tenant) {
        this.tenant = tenant;
    }

    void askFirst(Message message) {
        areAllKnown = true;
        int[] rows = {0};
        message.ask(FIRST, values(), row -> {
            read(row.getString(1), row.getString(2));
            areAllKnown = ++rows[0] <= AT_FIRST;
        });
    }

    void askAll(Message message) {
        message.ask(SELECT, values(), row -> read(row.getString(1), row.getString(2)));
        areAllKnown = true;
    }

    void ask(Message message, QueueId id) {
        message.ask(ONE, values().text("id", id.value()), row -> read(row.getString(1), row.getString(2)));
    }

    private void read(String id, String body) {
        QueueId queue = new QueueId(id);
        if (!known.containsKey(queue)) {
            unread.put(queue, body);
        }
    }

    /** Returns whether every queue there is was read. */
    boolean areAllKnown() {
        return areAllKnown;
    }

    /** Returns a queue that was read; null if it was not. */
    @Nullable
    QueueBook get(QueueId id) {
        String body = unread.remove(id);
        if (body != null) {
            known.put(id, QueueCodec.read(tenant, id, body));
        }
        return known.get(id);
    }

    /** Returns the queues that were read, by their ids. */
    List<QueueBook> all() {
        Set.copyOf(unread.keySet()).forEach(this::get);
        return List.copyOf(known.values());
    }

    void save(QueueBook queue) {
        unread.remove(queue.id());
        known.put(queue.id(), queue);
        saved.add(queue.id());
    }

    /** Adds what was saved and not written yet. */
    void addTo(Changes changes) {
        for (QueueId id : saved) {
            QueueBook queue = known.get(id);
            if (queue != null) {
                changes.add(PUT, tenant.value(), id.value(), QueueCodec.body(queue));
            }
        }
        saved.clear();
    }

    private Values.Named values() {
        return Values.none().text("tenant", tenant.value());
    }
}

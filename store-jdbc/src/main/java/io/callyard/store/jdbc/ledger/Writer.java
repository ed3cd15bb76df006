package io.callyard.store.jdbc.ledger;

import io.callyard.model.CallId;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Session;
import java.util.Collection;

/** Writes what a transaction has made of its tenants, all at once. */
final class Writer {
    private static final RowChange ADD_TO_BLOCK = RowChange.addTo(
            "line",
            RowChange.text("tenant"),
            RowChange.text("lane"),
            RowChange.integer("priority"),
            RowChange.number("block"),
            RowChange.number("calls"));
    private static final RowChange UNPARK = RowChange.delete("parked", RowChange.text("tenant"));
    private static final RowChange PARK = RowChange.insertIfAbsent(
            "parked", 2, RowChange.text("account"), RowChange.text("tenant"), RowChange.number("last_served"));
    private static final RowChange NOTE_AT_CARRIER = RowChange.insertIfAbsent(
            "carrier_call",
            2,
            RowChange.text("account"),
            RowChange.text("carrier_id"),
            RowChange.id("call_id"),
            RowChange.number("created_at"));

    /** Those of calls that are over go when these are moved out of the way. */
    private static final RowChange NOTE_ONCE =
            RowChange.insert("once", RowChange.id("call_id"), RowChange.text("change"));

    private Writer() {}

    /** Writes it, as the last thing of a transaction. */
    static void write(Session session, Collection<TenantBook> books) {
        session.finish(of(books));
    }

    /** Returns what has to be written. */
    static Changes of(Collection<TenantBook> books) {
        Changes changes = new Changes();
        books.forEach(book -> add(changes, book));
        return changes;
    }

    private static void add(Changes changes, TenantBook book) {
        Pending pending = book.pending;
        for (CallId id : pending.inserted) {
            CallRows.insert(changes, book.kept(id));
        }
        for (CallId id : pending.updated) {
            CallRows.update(changes, book.kept(id));
        }
        pending.events.forEach(event -> TenantRows.insert(changes, event));
        for (LaneBook lane : book.lanes.values()) {
            if (lane.isNew) {
                LaneRows.insert(changes, lane);
            } else if (lane.dirty) {
                LaneRows.update(changes, lane);
            }
        }
        book.leads.addTo(changes);
        addRarer(changes, book);
        if (book.dirty) {
            TenantRows.update(changes, book);
        }
    }

    private static void addRarer(Changes changes, TenantBook book) {
        Pending pending = book.pending;
        String tenant = book.id.value();
        pending.blocks.forEach((block, calls) -> {
            if (calls != 0) {
                changes.add(ADD_TO_BLOCK, tenant, block.lane(), block.priority(), block.number(), (long) calls);
            }
        });
        // Whoever is parked is taken away first: else all would be, behind the first tenant that is only parked.
        if (pending.unpark || !pending.parkedOn.isEmpty()) {
            changes.add(UNPARK, tenant);
        }
        for (String account : pending.parkedOn) {
            changes.add(PARK, account, tenant, book.lastServed);
        }
        pending.atCarrier.forEach((key, call) ->
                changes.add(NOTE_AT_CARRIER, key.account(), key.id(), call.value(), Micros.of(book.now)));
        pending.onceKeys.forEach((call, keys) -> keys.forEach(key -> changes.add(NOTE_ONCE, call.value(), key)));
    }
}

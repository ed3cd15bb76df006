package io.callyard.store.jdbc.ledger;

import io.callyard.model.CallId;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes what a transaction has made of its tenants, each table with one statement. */
final class Writer {
    private Writer() {}

    static void write(Session session, Collection<TenantBook> books) {
        List<KeptCall> inserted = new ArrayList<>();
        List<KeptCall> updated = new ArrayList<>();
        List<LaneBook> newLanes = new ArrayList<>();
        List<LaneBook> lanes = new ArrayList<>();
        List<TenantBook> tenants = new ArrayList<>();
        for (TenantBook book : books) {
            addCalls(book, book.pending.inserted, inserted);
            addCalls(book, book.pending.updated, updated);
            for (LaneBook lane : book.lanes.values()) {
                if (lane.isNew) {
                    newLanes.add(lane);
                } else if (lane.dirty) {
                    lanes.add(lane);
                }
            }
            if (book.dirty) {
                tenants.add(book);
            }
        }
        if (!inserted.isEmpty()) {
            CallRows.insert(session, inserted);
        }
        if (!updated.isEmpty()) {
            CallRows.update(session, updated);
        }
        if (!newLanes.isEmpty()) {
            LaneRows.insert(session, newLanes);
        }
        if (!lanes.isEmpty()) {
            LaneRows.update(session, lanes);
        }
        TenantRows.insertEvents(session, books);
        blocks(session, books);
        parked(session, books);
        atCarrier(session, books);
        onceKeys(session, books);
        if (!tenants.isEmpty()) {
            TenantRows.update(session, tenants);
        }
    }

    private static void addCalls(TenantBook book, Collection<CallId> ids, List<KeptCall> calls) {
        for (CallId id : ids) {
            KeptCall call = book.calls.get(id);
            if (call != null) {
                calls.add(call);
            }
        }
    }

    private static void blocks(Session session, Collection<TenantBook> books) {
        PreparedBatch batch = session.batch(session.dialect().addToBlock());
        for (TenantBook book : books) {
            book.pending.blocks.forEach((block, calls) -> {
                if (calls != 0) {
                    batch.bind("tenant", book.id.value())
                            .bind("lane", block.lane())
                            .bind("priority", block.priority())
                            .bind("block", block.number())
                            .bind("calls", (long) calls)
                            .add();
                }
            });
        }
        execute(batch);
    }

    private static void parked(Session session, Collection<TenantBook> books) {
        PreparedBatch gone = session.batch("DELETE FROM {parked} WHERE tenant = :tenant");
        PreparedBatch come = session.batch(session.dialect().parkIfAbsent());
        for (TenantBook book : books) {
            if (book.pending.unpark) {
                gone.bind("tenant", book.id.value()).add();
            }
            for (String account : book.pending.parkedOn) {
                come.bind("account", account)
                        .bind("tenant", book.id.value())
                        .bind("lastServed", book.lastServed)
                        .add();
            }
        }
        execute(gone);
        execute(come);
    }

    private static void atCarrier(Session session, Collection<TenantBook> books) {
        PreparedBatch batch = session.batch(session.dialect().insertCarrierCallIfAbsent());
        for (TenantBook book : books) {
            book.pending.atCarrier.forEach((key, call) -> batch.bind("account", key.account())
                    .bind("carrierId", key.id())
                    .bind("call", call.value())
                    .bind("createdAt", Micros.of(book.now))
                    .add());
        }
        execute(batch);
    }

    private static void onceKeys(Session session, Collection<TenantBook> books) {
        // Those of calls that are over go when these are moved out of the way.
        PreparedBatch batch = session.batch("INSERT INTO {once} (call_id, change) VALUES (:call, :change)");
        for (TenantBook book : books) {
            for (Map.Entry<CallId, Set<String>> keys : book.pending.onceKeys.entrySet()) {
                UUID call = keys.getKey().value();
                keys.getValue().forEach(key -> batch.bind("call", call).bind("change", key).add());
            }
        }
        execute(batch);
    }

    private static void execute(PreparedBatch batch) {
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}

package io.callyard.store.jdbc.ledger;

import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.store.jdbc.sql.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs steps in a transaction: locks their tenants, reads what they want, runs them, writes what they made. */
public final class Tables {
    private Tables() {}

    /**
     * What a transaction changed that others may want to hear of.
     *
     * @param grown the tenants whose logs have grown
     * @param work whether somebody should look for work
     * @param nextWork the earliest time at which something that was changed makes work by itself
     */
    public record Effects(
            List<TenantId> grown, boolean work, @Nullable Instant nextWork) {
        static Effects of(Collection<TenantBook> books) {
            List<TenantId> grown = new ArrayList<>();
            boolean work = false;
            Instant nextWork = null;
            for (TenantBook book : books) {
                if (!book.pending.events.isEmpty()) {
                    grown.add(book.id);
                }
                work |= book.pending.work;
                nextWork = earlier(nextWork, earlier(book.pending.attentionAt, book.wakeAt));
            }
            return new Effects(grown, work, nextWork);
        }

        private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isBefore(other) ? one : other;
        }
    }

    /**
     * Runs steps, those of one tenant in their order.
     *
     * <p>Whoever holds a tenant waits for nobody: steps of tenants that somebody else has locked are left
     * undone, unless all are. So no two transactions ever wait for each other, and one busy tenant keeps
     * no other from going on.
     *
     * @return what was changed
     */
    public static Effects run(Session session, List<Request<?>> requests, LimitDefaults defaults) {
        requests.forEach(Request::reset);
        Map<TenantId, TenantBook> books = new LinkedHashMap<>();
        Set<TenantId> absent = lock(session, requests, defaults, books);
        List<Request<?>> possible = requests.stream()
                .filter(request -> books.containsKey(request.step().tenant())
                        || absent.contains(request.step().tenant()))
                .toList();
        read(session, books, possible);
        for (Request<?> request : possible) {
            request.run(books.get(request.step().tenant()), session);
        }
        Writer.write(session, books.values());
        return Effects.of(books.values());
    }

    /** Locks what can be locked, and returns the tenants that nobody knows and no step makes. */
    private static Set<TenantId> lock(
            Session session, List<Request<?>> requests, LimitDefaults defaults, Map<TenantId, TenantBook> books) {
        Set<TenantId> tenants = new LinkedHashSet<>();
        requests.forEach(request -> tenants.add(request.step().tenant()));
        books.putAll(tenants.size() == 1 ? TenantRows.lock(session, tenants) : TenantRows.lockFree(session, tenants));
        if (books.size() == tenants.size()) {
            return Set.of();
        }
        Set<TenantId> absent = new LinkedHashSet<>(tenants);
        absent.removeAll(books.keySet());
        TenantRows.existing(session, absent).forEach(absent::remove);
        if (books.isEmpty() && absent.isEmpty()) {
            books.putAll(TenantRows.lock(session, List.of(tenants.iterator().next())));
            return Set.of();
        }
        Set<TenantId> missing = new TreeSet<>(Comparator.comparing(TenantId::value));
        for (Request<?> request : requests) {
            if (request.step().makesTenant() && absent.remove(request.step().tenant())) {
                missing.add(request.step().tenant());
            }
        }
        if (!missing.isEmpty()) {
            books.putAll(TenantRows.make(session, missing, defaults.tenant()));
        }
        return absent;
    }

    private static void read(Session session, Map<TenantId, TenantBook> books, List<Request<?>> requests) {
        Wanted wanted = new Wanted();
        requests.forEach(request -> request.step().want(wanted));
        List<KeptCall> found = new ArrayList<>();
        if (!wanted.calls.isEmpty()) {
            CallRows.readWithLanes(session, books, wanted.calls);
            List<CallId> others = wanted.calls.stream()
                    .filter(id -> books.values().stream().noneMatch(book -> book.calls.containsKey(id)))
                    .toList();
            if (!others.isEmpty()) {
                found.addAll(CallRows.find(session, others));
            }
        }
        if (!wanted.keys.isEmpty()) {
            found.addAll(CallRows.findByKeys(session, wanted.keyTenants, wanted.keyLanes, wanted.keys));
        }
        put(session, books, found, wanted.lanes);
        if (!wanted.onceKeys.isEmpty()) {
            readOnce(session, books, wanted);
        }
    }

    /** Puts calls that were read into the books of their tenants, and reads the lanes they stand in. */
    static void put(
            Session session, Map<TenantId, TenantBook> books, List<KeptCall> calls, Collection<String> wantedLanes) {
        Set<String> lanes = new LinkedHashSet<>(wantedLanes);
        for (KeptCall kept : calls) {
            TenantBook book = books.get(kept.call().tenant());
            if (book != null) {
                book.read(kept);
                String lane = LaneKey.of(kept.call().lane());
                if (!book.lanes.containsKey(lane)) {
                    lanes.add(lane);
                }
            }
        }
        if (!lanes.isEmpty() && !books.isEmpty()) {
            LaneRows.read(session, books, lanes);
        }
    }

    private static void readOnce(Session session, Map<TenantId, TenantBook> books, Wanted wanted) {
        session.query("SELECT call_id, change FROM {once} WHERE call_id = ANY(:calls) AND change = ANY(:keys)")
                .bindArray("calls", UUID.class, List.copyOf(wanted.onceCalls))
                .bindArray("keys", String.class, List.copyOf(wanted.onceKeys))
                .map((row, context) -> Map.entry(new CallId(row.getObject(1, UUID.class)), row.getString(2)))
                .list()
                .forEach(known -> {
                    for (TenantBook book : books.values()) {
                        if (book.calls.containsKey(known.getKey())) {
                            book.applied.add(known);
                        }
                    }
                });
    }
}

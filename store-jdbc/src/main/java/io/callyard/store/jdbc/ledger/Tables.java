package io.callyard.store.jdbc.ledger;

import io.callyard.model.TenantId;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.store.jdbc.sql.Message;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
     * @param claimed what was claimed along
     */
    public record Effects(
            List<TenantId> grown, boolean work, @Nullable Instant nextWork, List<Claimed> claimed) {
        static Effects of(Collection<TenantBook> books) {
            return of(books, new FreeLimits(), List.of());
        }

        /**
         * Sums up.
         *
         * @param free where a slot is freed of what limits nothing, nobody else can use it
         */
        static Effects of(Collection<TenantBook> books, FreeLimits free, List<Claimed> claimed) {
            List<TenantId> grown = new ArrayList<>();
            boolean work = false;
            Instant nextWork = null;
            for (TenantBook book : books) {
                if (!book.pending.events.isEmpty()) {
                    grown.add(book.id);
                }
                work |= book.pending.clearing
                        || book.pending.look && book.ready
                        || isOfUseElsewhere(book.pending.freedOn, free, book.now);
                nextWork = earlier(nextWork, earlier(book.pending.attentionAt, book.wakeAt));
            }
            return new Effects(grown, work, nextWork, claimed);
        }

        private static boolean isOfUseElsewhere(Collection<String> freedOn, FreeLimits free, Instant now) {
            return !freedOn.isEmpty()
                    && !(free.isFree(SharedLimit.SYSTEM, now)
                            && freedOn.stream().allMatch(account -> free.isFree(account, now)));
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
     * @param free what is known of the limits that tenants share
     * @param handOver claims along; null if nothing may be claimed
     * @return what was changed
     */
    static Effects run(
            Session session,
            List<Request<?>> requests,
            LimitDefaults defaults,
            FreeLimits free,
            @Nullable HandOver handOver) {
        requests.forEach(Request::reset);
        Wanted wanted = Wanted.by(requests);
        Map<TenantId, TenantBook> books = new LinkedHashMap<>();
        Message message = TenantLocks.message(session, wanted.tenants, books);
        wanted.ask(message, books);
        AtomicBoolean due = new AtomicBoolean();
        if (handOver != null) {
            DueWaiting.ask(message, due);
        }
        message.send();
        // For those that are waited for from here on, "due" may be out of date when they are had.
        List<TenantBook> inTime = List.copyOf(books.values());
        Set<TenantId> absent =
                books.size() == wanted.tenants.size() ? Set.of() : lockRest(session, requests, defaults, wanted, books);
        wanted.readPast(session, books);
        for (Request<?> request : requests) {
            TenantId tenant = request.step().tenant();
            if (books.containsKey(tenant) || absent.contains(tenant)) {
                request.run(books.get(tenant), session);
            }
        }
        HandOver.Result given =
                handOver == null || due.get() ? HandOver.Result.NOTHING : handOver.claim(session, inTime);
        Message last = session.message();
        if (!given.claimed().isEmpty()) {
            FreeLimits.requireFree(last, session, given.limits());
        }
        session.finish(last, Writer.of(books.values()));
        given.claimed().stream()
                .findFirst()
                .ifPresent(one -> free.confirm(given.limits(), one.call().updatedAt()));
        return Effects.of(books.values(), free, given.claimed());
    }

    /**
     * Makes the tenants that nobody knows yet; where nothing at all could be locked, waits for a tenant.
     *
     * @return the tenants that nobody knows and no step makes
     */
    private static Set<TenantId> lockRest(
            Session session,
            List<Request<?>> requests,
            LimitDefaults defaults,
            Wanted wanted,
            Map<TenantId, TenantBook> books) {
        Set<TenantId> absent = new LinkedHashSet<>(wanted.tenants);
        absent.removeAll(books.keySet());
        TenantRows.existing(session, absent).forEach(absent::remove);
        Map<TenantId, TenantBook> more;
        if (books.isEmpty() && absent.isEmpty()) {
            more = TenantLocks.lock(session, List.of(wanted.tenants.iterator().next()));
        } else {
            Set<TenantId> missing = new TreeSet<>(Comparator.comparing(TenantId::value));
            for (Request<?> request : requests) {
                if (request.step().makesTenant() && absent.remove(request.step().tenant())) {
                    missing.add(request.step().tenant());
                }
            }
            more = missing.isEmpty() ? Map.of() : TenantRows.make(session, missing, defaults.tenant());
        }
        if (!more.isEmpty()) {
            Message message = session.message();
            wanted.ask(message, more);
            message.send();
            books.putAll(more);
        }
        return absent;
    }

    /** Puts calls that were read into the books of their tenants, and reads the lanes they stand in. */
    static void put(Session session, Map<TenantId, TenantBook> books, List<KeptCall> calls) {
        Set<String> lanes = new LinkedHashSet<>();
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
        if (!lanes.isEmpty()) {
            Message message = session.message();
            LaneRows.ask(message, books, books.keySet(), lanes);
            message.send();
        }
    }
}

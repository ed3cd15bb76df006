package io.callyard.store.jdbc.ledger;

import io.callyard.machine.CallMachine;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import io.callyard.store.jdbc.sql.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Finds live calls that somebody has to look after.
 *
 * <p><b>Threads.</b> Safe for many.
 */
public final class DueCalls {
    private static final int SPARE = 200;
    private static final Comparator<Call> LONGEST_OVERDUE =
            Comparator.comparing(call -> call.attentionAt() == null ? Instant.MAX : call.attentionAt());

    private final Transactions transactions;
    private final Consumer<Tables.Effects> effects;

    /**
     * Finds calls.
     *
     * @param effects hears of what was changed, after it was
     */
    public DueCalls(Transactions transactions, Consumer<Tables.Effects> effects) {
        this.transactions = transactions;
        this.effects = effects;
    }

    /** Takes calls, as {@link io.callyard.spi.store.OutboundStore#overdue} says. */
    public List<Call> take(int max, Duration putOff) {
        try {
            return takeSome(max, putOff);
        } catch (StoreUnavailableException e) {
            if (transactions.isLocked(e)) {
                return List.of(); // whoever has locked them all is at work on them, or has frozen
            }
            throw e;
        }
    }

    private List<Call> takeSome(int max, Duration putOff) {
        while (true) {
            Map<CallId, TenantId> watched = transactions.snapshot(session -> watched(session, max + SPARE));
            if (watched.isEmpty()) {
                return List.of();
            }
            List<Call> taken = new ArrayList<>();
            AtomicBoolean allSeen = new AtomicBoolean();
            effects.accept(transactions.change(session -> {
                taken.clear();
                List<TenantId> tenants = watched.values().stream().distinct().toList();
                Map<TenantId, TenantBook> books = TenantLocks.lockSome(session, tenants, true);
                allSeen.set(books.size() == tenants.size());
                Tables.put(session, books, CallRows.find(session, watched.keySet()));
                taken.addAll(take(books, watched, max, putOff));
                Writer.write(session, books.values());
                return Tables.Effects.of(books.values());
            }));
            // What was watched in vain is not watched any more: there may be others behind it.
            if (!taken.isEmpty() || watched.size() < max + SPARE || !allSeen.get()) {
                return taken;
            }
        }
    }

    private static Map<CallId, TenantId> watched(Session session, int max) {
        Map<CallId, TenantId> watched = new LinkedHashMap<>();
        session.timed("SELECT id, tenant FROM {call} WHERE phase = 2 AND watch_at <= " + Statements.NOW
                        + " ORDER BY watch_at LIMIT :max")
                .bind("max", max)
                .map((row, context) ->
                        Map.entry(new CallId(row.getObject(1, UUID.class)), new TenantId(row.getString(2))))
                .forEach(entry -> watched.put(entry.getKey(), entry.getValue()));
        return watched;
    }

    private static List<Call> take(
            Map<TenantId, TenantBook> books, Map<CallId, TenantId> watched, int max, Duration putOff) {
        List<Call> due = new ArrayList<>();
        watched.forEach((id, tenant) -> {
            TenantBook book = books.get(tenant);
            KeptCall kept = book == null ? null : book.call(id);
            if (book == null || kept == null || kept.phase() != Phase.LIVE) {
                return;
            }
            Instant attentionAt = kept.call().attentionAt();
            if (attentionAt != null && !attentionAt.isAfter(book.now)) {
                due.add(kept.call());
            } else {
                book.watchAgain(id);
            }
        });
        due.sort(LONGEST_OVERDUE);
        List<Call> taken = due.subList(0, Math.min(max, due.size()));
        for (Call call : taken) {
            TenantBook book = books.get(call.tenant());
            KeptCall kept = book == null ? null : book.call(call.id());
            if (book != null && kept != null) {
                book.keep(kept, CallMachine.lookAgainIn(call.attempts(), putOff).apply(call, book.step()));
                book.watchAgain(call.id());
            }
        }
        return taken;
    }
}

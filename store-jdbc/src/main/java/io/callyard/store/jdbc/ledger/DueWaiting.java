package io.callyard.store.jdbc.ledger;

import io.callyard.machine.CallMachine;
import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Transactions;
import io.callyard.store.jdbc.sql.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Brings waiting calls whose time has come into the queue, or ends those whose time ran out.
 *
 * <p><b>Threads.</b> Safe for many.
 */
final class DueWaiting {
    private static final int MAX = 500;

    private final Transactions transactions;
    private final Consumer<Tables.Effects> effects;

    DueWaiting(Transactions transactions, Consumer<Tables.Effects> effects) {
        this.transactions = transactions;
        this.effects = effects;
    }

    /** Lets a message tell whether there are such calls, of any tenant. */
    static void ask(Message message, AtomicBoolean any) {
        message.ask(
                "SELECT EXISTS (SELECT 1 " + Candidates.DUE + ")", Values.none(), row -> any.set(row.getBoolean(1)));
    }

    /** Returns the first of such calls, with their tenants. */
    static Map<CallId, TenantId> find(Session session) {
        Map<CallId, TenantId> due = new LinkedHashMap<>();
        session.message()
                .ask(
                        "SELECT id, tenant " + Candidates.DUE + " ORDER BY watch_at LIMIT :max",
                        Values.none().number("max", MAX),
                        row -> due.put(new CallId(row.getObject(1, UUID.class)), new TenantId(row.getString(2))))
                .send();
        return due;
    }

    /**
     * Brings them on.
     *
     * @param patient whether to wait where somebody is at work on all of their tenants
     * @return false if somebody is at work on all of their tenants
     */
    boolean bring(CallMachine machine, boolean patient) {
        AtomicBoolean any = new AtomicBoolean();
        effects.accept(transactions.change(session -> {
            Map<CallId, TenantId> due = find(session);
            List<TenantId> tenants = due.values().stream().distinct().toList();
            Map<TenantId, TenantBook> books = TenantLocks.lockSome(session, tenants, patient);
            any.set(!books.isEmpty());
            Tables.put(session, books, CallRows.find(session, due.keySet()));
            for (CallId id : due.keySet()) {
                TenantBook book = books.get(due.get(id));
                KeptCall kept = book == null ? null : book.call(id);
                if (book != null && kept != null && Phase.isWaiting(kept.phase())) {
                    book.keep(kept, machine.timePassed(kept.call(), book.step()));
                }
            }
            Writer.write(session, books.values());
            return Tables.Effects.of(books.values());
        }));
        return any.get();
    }
}

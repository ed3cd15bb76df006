package io.callyard.store.jdbc.ledger;

import io.callyard.model.TenantId;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import io.callyard.store.jdbc.sql.Values;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Locks tenants by their ids. Each lock is a statement of its own, and the first of its transaction.
 */
final class TenantLocks {
    /** How long to wait for a tenant that somebody asked for by name. */
    static final String PATIENTLY = "5s";

    /** How long to wait for any of those that have work: whoever has frozen must not keep the others waiting. */
    private static final String BRIEFLY = "250ms";

    private TenantLocks() {}

    /** Locks tenants, in the order of their ids, and returns those that exist. */
    static Map<TenantId, TenantBook> lock(Session session, Collection<TenantId> ids) {
        return lock(session, ids, PATIENTLY, "");
    }

    /**
     * Locks those tenants that nobody else has locked.
     *
     * @param patient whether to wait for the first if somebody is at work on all of them: that costs less
     *     than to ask again and again
     */
    static Map<TenantId, TenantBook> lockSome(Session session, List<TenantId> ids, boolean patient) {
        Map<TenantId, TenantBook> books =
                lock(session, ids, PATIENTLY, session.dialect().skipLocked());
        return books.isEmpty() && patient && !ids.isEmpty() ? lock(session, ids.subList(0, 1), BRIEFLY, "") : books;
    }

    private static Map<TenantId, TenantBook> lock(
            Session session, Collection<TenantId> ids, String timeout, String skip) {
        Map<TenantId, TenantBook> books = new LinkedHashMap<>();
        Message message = session.message(timeout);
        ask(message, session, skip, ids, books);
        message.send();
        return books;
    }

    /**
     * Begins a message that locks tenants: one of them whoever has it, several as far as nobody else has them. So
     * whoever holds a tenant waits for nobody.
     *
     * @param books where the tenants go that were locked
     */
    static Message message(Session session, Collection<TenantId> ids, Map<TenantId, TenantBook> books) {
        Message message = session.message(PATIENTLY);
        ask(message, session, ids.size() == 1 ? "" : session.dialect().skipLocked(), ids, books);
        return message;
    }

    private static void ask(
            Message message, Session session, String skip, Collection<TenantId> ids, Map<TenantId, TenantBook> books) {
        String words = "SELECT " + TenantRows.COLUMNS + ", " + Statements.CLOCK
                + " FROM {tenant} t WHERE t.id = ANY(:ids) ORDER BY t.id "
                + session.dialect().forUpdateOf("t") + " " + skip;
        Values values =
                Values.none().texts("ids", ids.stream().map(TenantId::value).toList());
        message.ask(words, values, row -> {
            TenantBook book = TenantRows.book(row, row.getLong(TenantRows.WIDTH + 1));
            books.put(book.id, book);
        });
    }
}

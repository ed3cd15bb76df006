package io.callyard.store.jdbc.ledger;

import io.callyard.event.Event;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A tenant's row, locked until the transaction ends: for changes of what the ledger does not keep. They follow those of
 * the tenant's calls, and number their events in the same log.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class LockedTenant {
    private final TenantBook book;

    private LockedTenant(TenantBook book) {
        this.book = book;
    }

    /**
     * Locks a tenant, whoever has it at the moment; makes one that nobody knows. Has to be the first thing of a
     * transaction.
     *
     * @param limits those of a new tenant
     * @param along lets a message read what lies behind the lock; asked again if the tenant was not there
     */
    public static LockedTenant lock(Session session, TenantId id, TenantLimits limits, Consumer<Message> along) {
        Map<TenantId, TenantBook> books = new LinkedHashMap<>();
        Message message = TenantLocks.message(session, List.of(id), books);
        along.accept(message);
        message.send();
        if (books.isEmpty()) {
            books.putAll(TenantRows.make(session, List.of(id), limits));
            Message again = session.message();
            along.accept(again);
            again.send();
        }
        TenantBook book = books.get(id);
        if (book == null) {
            throw new IllegalStateException("tenant " + id + " was made and is not there");
        }
        return new LockedTenant(book);
    }

    /** Returns the store's time for this transaction: never earlier than the tenant's last change. */
    public Instant now() {
        return book.now;
    }

    /** Adds events to the tenant's log. */
    public void log(List<Event> events) {
        book.log(events);
    }

    /** Returns what has to be written of the tenant itself. */
    public Changes changes() {
        return Writer.of(List.of(book));
    }

    /** Returns what others may want to hear of once it is written. */
    public Tables.Effects effects() {
        return Tables.Effects.of(List.of(book));
    }
}

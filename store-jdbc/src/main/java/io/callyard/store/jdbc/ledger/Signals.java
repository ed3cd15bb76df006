package io.callyard.store.jdbc.ledger;

import io.callyard.model.TenantId;
import io.callyard.spi.store.StoreSignals;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of changes.
 *
 * <p><b>Threads.</b> Safe for many.
 */
public final class Signals {
    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    private final List<StoreSignals> listeners = new CopyOnWriteArrayList<>();

    /** The next work by time alone, as it was last told. */
    private volatile Instant nextWorkTold = Instant.MAX;

    /** Who tells the other nodes; by default nobody. */
    private volatile BiConsumer<Collection<TenantId>, Boolean> announcer = (grown, work) -> {};

    /** Sets who tells the other nodes of what this one changed. */
    public void announceTo(BiConsumer<Collection<TenantId>, Boolean> value) {
        announcer = value;
    }

    /** Adds a listener. */
    public AutoCloseable add(StoreSignals listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Notes when the next work was said to come. */
    public void told(Instant nextWork) {
        nextWorkTold = nextWork;
    }

    /** Returns whether work at {@code instant} comes nearer than was told. */
    public boolean isNews(Instant instant) {
        return instant.isBefore(nextWorkTold);
    }

    /** Tells of what a transaction changed. */
    public void tell(Tables.Effects effects) {
        Instant next = effects.nextWork();
        tell(effects.grown(), effects.work() || next != null && isNews(next));
    }

    /** Tells of what this node changed: tenants whose logs have grown, and work. */
    public void tell(Collection<TenantId> grown, boolean work) {
        announcer.accept(grown, work);
        hear(grown, work);
    }

    /** Tells of what another node changed. */
    public void hear(Collection<TenantId> grown, boolean work) {
        if (grown.isEmpty() && !work) {
            return;
        }
        for (StoreSignals listener : listeners) {
            try {
                grown.forEach(listener::eventsAppended);
                if (work) {
                    listener.workAvailable();
                }
            } catch (RuntimeException e) {
                // The change is made, whatever a listener makes of it.
                log.warn("a listener to the store failed", e);
            }
        }
    }
}

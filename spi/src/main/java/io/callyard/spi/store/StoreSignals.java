package io.callyard.spi.store;

import io.callyard.model.TenantId;

/**
 * Hears of changes in a store.
 *
 * <p><b>Threads.</b> Called on the thread that made the change, after the change took effect and
 * outside any lock of the store's. Must return at once and must not throw.
 */
public interface StoreSignals {
    /** The tenant's event log has grown. */
    void eventsAppended(TenantId tenant);

    /**
     * There may be a call to claim, or one of a stopped campaign to take back, or the next work by time
     * alone has come nearer than {@link OutboundStore#untilNextWork} last said.
     */
    void workAvailable();
}

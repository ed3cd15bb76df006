package io.callyard.testkit;

import io.callyard.spi.store.Store;
import java.time.InstantSource;

/**
 * How the contracts of a {@link Store} open it. What they demand of it is in {@link OutboundStoreContract}, {@link
 * InboundStoreContract} and {@link LeadStoreContract}; a store's tests extend all of them.
 *
 * <p>Each test opens a store, makes tenants and accounts of its own, and leaves nothing waiting, live or due, so a
 * database may be used again without being cleaned. It must not be used by two tests at once: what one of them leaves
 * for a moment the other would take.
 */
public abstract sealed class StoreContract permits OutboundStoreContract, InboundStoreContract, LeadStoreContract {
    StoreContract() {}

    /**
     * Opens the store under test.
     *
     * @param clock the store's only clock; it stands still until a test moves it, and says the same
     *     at the beginning of each test
     */
    protected abstract Store openStore(InstantSource clock);

    /**
     * Opens what {@code store} keeps for another user, as a second JVM would. By default it is the
     * store itself: right for one that only its own JVM can use.
     *
     * @param clock the same clock
     */
    protected Store openBeside(Store store, InstantSource clock) {
        return store;
    }
}

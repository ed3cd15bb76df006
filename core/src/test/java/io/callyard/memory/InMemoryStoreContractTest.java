package io.callyard.memory;

import io.callyard.spi.store.Store;
import io.callyard.testkit.OutboundStoreContract;
import java.time.InstantSource;

class InMemoryStoreContractTest extends OutboundStoreContract {
    @Override
    protected Store openStore(InstantSource clock) {
        return new InMemoryStore(clock);
    }
}

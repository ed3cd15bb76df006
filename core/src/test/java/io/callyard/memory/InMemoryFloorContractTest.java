package io.callyard.memory;

import io.callyard.spi.store.Store;
import io.callyard.testkit.InboundStoreContract;
import java.time.InstantSource;

class InMemoryFloorContractTest extends InboundStoreContract {
    @Override
    protected Store openStore(InstantSource clock) {
        return new InMemoryStore(clock);
    }
}

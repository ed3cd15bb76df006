package io.callyard.memory;

import io.callyard.spi.store.Store;
import io.callyard.testkit.LeadStoreContract;
import java.time.InstantSource;

class InMemoryLeadContractTest extends LeadStoreContract {
    @Override
    protected Store openStore(InstantSource clock) {
        return new InMemoryStore(clock);
    }
}

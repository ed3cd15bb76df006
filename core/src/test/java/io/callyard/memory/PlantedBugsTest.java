package io.callyard.memory;

import io.callyard.spi.store.Store;
import io.callyard.testkit.OutboundStoreContract;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract is worth something: each of these wrong stores fails in the test that names its mistake. */
class PlantedBugsTest {
    /** The contract, on the store of the test that runs it. */
    static final class OnAnyStore extends OutboundStoreContract {
        @Override
        protected Store openStore(InstantSource clock) {
            return PlantedRun.open(clock);
        }
    }

    private static PlantedRun testOf(PlantedBug bug) {
        return new PlantedRun(OnAnyStore.class, OutboundStoreContract.class, bug.theme, bug.test);
    }

    @ParameterizedTest
    @EnumSource
    void failInTheTestThatNamesThem(PlantedBug bug) {
        testOf(bug).assertFailsOn(bug::open);
    }

    @ParameterizedTest
    @EnumSource
    void areNotSeenInTheRightStore(PlantedBug bug) {
        testOf(bug).assertSucceedsOn(InMemoryStore::new);
    }
}

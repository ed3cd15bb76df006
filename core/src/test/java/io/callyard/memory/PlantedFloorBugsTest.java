package io.callyard.memory;

import io.callyard.spi.store.Store;
import io.callyard.testkit.InboundStoreContract;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of floors is worth something: each of these wrong ones fails in the test that names its mistake. */
class PlantedFloorBugsTest {
    /** The contract, on the store of the test that runs it. */
    static final class OnAnyFloor extends InboundStoreContract {
        @Override
        protected Store openStore(InstantSource clock) {
            return PlantedRun.open(clock);
        }
    }

    private static PlantedRun testOf(PlantedFloorBug bug) {
        return new PlantedRun(OnAnyFloor.class, InboundStoreContract.class, bug.theme, bug.test);
    }

    @ParameterizedTest
    @EnumSource
    void failInTheTestThatNamesThem(PlantedFloorBug bug) {
        testOf(bug).assertFailsOn(bug::open);
    }

    @ParameterizedTest
    @EnumSource
    void areNotSeenOnTheRightFloor(PlantedFloorBug bug) {
        testOf(bug).assertSucceedsOn(InMemoryStore::new);
    }
}

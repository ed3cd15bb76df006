package io.callyard.memory;

import io.callyard.spi.store.Store;
import io.callyard.testkit.LeadStoreContract;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of leads is worth something: each of these wrong stores fails in the test that names its mistake. */
class PlantedLeadBugsTest {
    /** The contract, on the store of the test that runs it. */
    static final class OnAnyLeads extends LeadStoreContract {
        @Override
        protected Store openStore(InstantSource clock) {
            return PlantedRun.open(clock);
        }
    }

    private static PlantedRun testOf(PlantedLeadBug bug) {
        return new PlantedRun(OnAnyLeads.class, LeadStoreContract.class, bug.theme, bug.test);
    }

    @ParameterizedTest
    @EnumSource
    void failInTheTestThatNamesThem(PlantedLeadBug bug) {
        testOf(bug).assertFailsOn(bug::open);
    }

    @ParameterizedTest
    @EnumSource
    void areNotSeenInTheRightStore(PlantedLeadBug bug) {
        testOf(bug).assertSucceedsOn(InMemoryStore::new);
    }
}

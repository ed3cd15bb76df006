package io.callyard.testkit;

import io.callyard.spi.store.Store;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Store} does with leads. Extend it and open a store, as described in {@link OutboundStoreContract}:
 *
 * <pre>
 * class MyLeadsTest extends LeadStoreContract {
 *     &#64;Override
 *     protected Store openStore(InstantSource clock) {
 *         return new MyStore(dataSource, clock);
 *     }
 * }
 * </pre>
 *
 * <p>The tests are grouped by theme, each in a class of its own. Names are unique over all groups and those of the other
 * contracts.
 */
public abstract non-sealed class LeadStoreContract extends StoreContract {
    @Nested
    final class LeadAdding extends LeadAddingContract {
        LeadAdding() {
            super(LeadStoreContract.this);
        }
    }

    @Nested
    final class LeadDialing extends LeadDialingContract {
        LeadDialing() {
            super(LeadStoreContract.this);
        }
    }

    @Nested
    final class LeadReading extends LeadReadingContract {
        LeadReading() {
            super(LeadStoreContract.this);
        }
    }

    @Nested
    final class LeadIsolation extends LeadIsolationContract {
        LeadIsolation() {
            super(LeadStoreContract.this);
        }
    }

    @Nested
    final class LeadCrowd extends LeadCrowdContract {
        LeadCrowd() {
            super(LeadStoreContract.this);
        }
    }
}

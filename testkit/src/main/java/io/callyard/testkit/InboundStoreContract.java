package io.callyard.testkit;

import io.callyard.spi.store.Store;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Store} does with inbound queues. Extend it and open a store, as described in {@link
 * OutboundStoreContract}:
 *
 * <pre>
 * class MyFloorTest extends InboundStoreContract {
 *     &#64;Override
 *     protected Store openStore(InstantSource clock) {
 *         return new MyStore(dataSource, clock);
 *     }
 * }
 * </pre>
 *
 * <p>Beyond what {@link io.callyard.spi.store.InboundStore} says, it demands that callers who have left and offers that
 * are over can still be found for an hour.
 *
 * <p>The tests are grouped by theme, each in a class of its own. Names are unique over all groups and those of {@link
 * OutboundStoreContract}.
 */
public abstract non-sealed class InboundStoreContract extends StoreContract {
    @Nested
    final class FloorSaving extends FloorSavingContract {
        FloorSaving() {
            super(InboundStoreContract.this);
        }
    }

    @Nested
    final class FloorStep extends FloorStepContract {
        FloorStep() {
            super(InboundStoreContract.this);
        }
    }

    @Nested
    final class FloorEnd extends FloorEndContract {
        FloorEnd() {
            super(InboundStoreContract.this);
        }
    }

    @Nested
    final class FloorLine extends FloorLineContract {
        FloorLine() {
            super(InboundStoreContract.this);
        }
    }

    @Nested
    final class FloorCaller extends FloorCallerContract {
        FloorCaller() {
            super(InboundStoreContract.this);
        }
    }

    @Nested
    final class FloorAgent extends FloorAgentContract {
        FloorAgent() {
            super(InboundStoreContract.this);
        }
    }

    @Nested
    final class FloorTime extends FloorTimeContract {
        FloorTime() {
            super(InboundStoreContract.this);
        }
    }

    @Nested
    final class FloorEvent extends FloorEventContract {
        FloorEvent() {
            super(InboundStoreContract.this);
        }
    }

    @Nested
    final class FloorCrowd extends FloorCrowdContract {
        FloorCrowd() {
            super(InboundStoreContract.this);
        }
    }

    @Nested
    final class FloorIsolation extends FloorIsolationContract {
        FloorIsolation() {
            super(InboundStoreContract.this);
        }
    }

    @Nested
    final class FloorRandom extends FloorRandomContract {
        FloorRandom() {
            super(InboundStoreContract.this);
        }
    }
}

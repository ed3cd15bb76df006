package io.callyard.testkit;

import io.callyard.spi.store.Store;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Store} does with outbound calls. Extend it, open a store, and override nothing
 * else:
 *
 * <pre>
 * class MyStoreTest extends OutboundStoreContract {
 *     &#64;Override
 *     protected Store openStore(InstantSource clock) {
 *         return new MyStore(dataSource, clock);
 *     }
 * }
 * </pre>
 *
 * <p>The tests are grouped by theme, each in a class of its own. Names are unique over all groups:
 * Maven runs one by {@code -Dtest='*Contract*#nameOfTheTest'}, which also matches the name of the
 * class that extends this one if it ends in {@code ContractTest}.
 */
public abstract non-sealed class OutboundStoreContract extends StoreContract {
    @Nested
    final class Lifecycle extends LifecycleContract {
        Lifecycle() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Intake extends IntakeContract {
        Intake() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class IdempotentIntake extends IdempotentIntakeContract {
        IdempotentIntake() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Order extends OrderContract {
        Order() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class DueTime extends DueTimeContract {
        DueTime() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Limit extends LimitContract {
        Limit() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Contention extends ContentionContract {
        Contention() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Fairness extends FairnessContract {
        Fairness() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Slot extends SlotContract {
        Slot() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Pacing extends PacingContract {
        Pacing() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Campaign extends CampaignContract {
        Campaign() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class CampaignDelay extends CampaignDelayContract {
        CampaignDelay() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class WaitingCalls extends WaitingCallsContract {
        WaitingCalls() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Update extends UpdateContract {
        Update() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Once extends OnceContract {
        Once() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Race extends RaceContract {
        Race() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Lease extends LeaseContract {
        Lease() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class NextWork extends NextWorkContract {
        NextWork() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class EventLog extends EventLogContract {
        EventLog() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Isolation extends IsolationContract {
        Isolation() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class Reading extends ReadingContract {
        Reading() {
            super(OutboundStoreContract.this);
        }
    }

    @Nested
    final class RandomOperations extends RandomOperationsContract {
        RandomOperations() {
            super(OutboundStoreContract.this);
        }
    }
}

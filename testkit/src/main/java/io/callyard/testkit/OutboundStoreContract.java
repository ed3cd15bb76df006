package io.callyard.testkit;

import io.callyard.spi.store.Store;
import java.time.InstantSource;
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
 * <p>Each test opens a store, makes tenants and accounts of its own, and leaves nothing waiting or
 * live, so a database may be used again without being cleaned. It must not be used by two tests at
 * once: what one of them places the other would claim.
 *
 * <p>The tests are grouped by theme, each in a class of its own. Names are unique over all groups:
 * Maven runs one by {@code -Dtest='*Contract*#nameOfTheTest'}, which also matches the name of the
 * class that extends this one if it ends in {@code ContractTest}.
 */
public abstract class OutboundStoreContract {
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

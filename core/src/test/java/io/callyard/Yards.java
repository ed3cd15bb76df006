package io.callyard;

import io.callyard.memory.InMemoryStore;
import io.callyard.memory.Retention;
import io.callyard.model.AccountLimits;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.policy.DialPolicy;
import io.callyard.spi.store.Store;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Opens {@link Yard}s, and holds the event log of each against every invariant when the test is over. */
public final class Yards implements AfterEachCallback {
    private final List<Yard> opened = new ArrayList<>();

    /** Opens a yard with the defaults, but for the pace: the carrier takes as many calls as come. */
    public Yard open() {
        return with().open();
    }

    /** Begins a yard that differs from the defaults. */
    public Setup with() {
        return new Setup();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        opened.forEach(Yard::verify);
    }

    /** Collects what a yard is made of. */
    public final class Setup {
        private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
        private final Map<CarrierAccountId, FakeCarrier> carriers = new LinkedHashMap<>();
        private final List<DialPolicy> policies = new ArrayList<>();
        private EngineSettings settings =
                EngineSettings.DEFAULT.withDefaultLimits(TenantLimits.DEFAULT, AccountLimits.NONE);
        private Retention retention = Retention.DEFAULT;
        private UnaryOperator<Store> disguise = UnaryOperator.identity();

        private Setup() {
            carriers.put(Yard.DEFAULT, new FakeCarrier(Yard.DEFAULT));
        }

        /** Adds a carrier that the test commands. */
        public Setup account(CarrierAccountId account) {
            carriers.put(account, new FakeCarrier(account));
            return this;
        }

        public Setup policy(DialPolicy policy) {
            policies.add(policy);
            return this;
        }

        public Setup settings(UnaryOperator<EngineSettings> change) {
            settings = change.apply(settings);
            return this;
        }

        public Setup tenantLimit(int maxLive) {
            return settings(old -> old.withDefaultLimits(
                    TenantLimits.DEFAULT.withMaxLive(maxLive), old.limits().account()));
        }

        public Setup retention(Retention value) {
            retention = value;
            return this;
        }

        /** Puts something between the engine and the store; the test itself sees the store. */
        public Setup engineSees(UnaryOperator<Store> value) {
            disguise = value;
            return this;
        }

        /** Returns the time on which the yard will run. */
        public VirtualScheduler scheduler() {
            return scheduler;
        }

        /** Opens the yard and starts its engine. */
        public Yard open() {
            Yard yard = closed();
            yard.engine.start();
            yard.run();
            return yard;
        }

        /** Makes the yard, but does not start its engine. */
        public Yard closed() {
            Store store = new InMemoryStore(scheduler, retention);
            Yard yard = new Yard(this, store, disguise);
            opened.add(yard);
            return yard;
        }

        EngineSettings settings() {
            return settings;
        }

        List<DialPolicy> policies() {
            return policies;
        }

        Map<CarrierAccountId, FakeCarrier> carriers() {
            return carriers;
        }
    }
}

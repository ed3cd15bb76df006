package io.callyard;

import io.callyard.announce.AnnouncementWriter;
import io.callyard.inbound.InboundSettings;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.NodeId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.EngineSettings;
import io.callyard.reception.FrontDesk;
import io.callyard.spi.agent.DeviceProbe;
import io.callyard.spi.announce.GreetingSource;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.feature.FeatureGate;
import io.callyard.spi.policy.DialPolicy;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what an engine is made of. One thread at a time. */
public final class CallyardBuilder {
    private final Map<CarrierAccountId, Carrier> carriers = new LinkedHashMap<>();
    private final List<DialPolicy> policies = new ArrayList<>();
    private EngineSettings settings = EngineSettings.DEFAULT;
    private InboundSettings inbound = InboundSettings.DEFAULT;
    private GreetingSource greetings = GreetingSource.standard();
    private AnnouncementWriter announcements = AnnouncementWriter.STANDARD;
    private FeatureGate features = FeatureGate.allOn();
    private @Nullable DeviceProbe deviceProbe;
    private @Nullable Store store;
    private @Nullable Scheduler scheduler;
    private @Nullable NodeId node;

    CallyardBuilder() {}

    /** Sets the store; otherwise an in-memory store is made. The engine does not close it. */
    public CallyardBuilder store(Store value) {
        store = value;
        return this;
    }

    /** Sets the scheduler; otherwise a {@link SystemScheduler} is made, and closed with the engine. */
    public CallyardBuilder scheduler(Scheduler value) {
        scheduler = value;
        return this;
    }

    /**
     * Adds a carrier.
     *
     * @throws IllegalArgumentException if the account has one
     */
    public CallyardBuilder carrier(CarrierAccountId account, Carrier carrier) {
        if (carriers.putIfAbsent(account, carrier) != null) {
            throw new IllegalArgumentException("carrier account " + account + " has a carrier already");
        }
        return this;
    }

    /** Adds a carrier for the account that is used where none is named. */
    public CallyardBuilder carrier(Carrier carrier) {
        return carrier(TenantLimits.DEFAULT_ACCOUNT, carrier);
    }

    /** Adds a policy; policies are asked in the order in which they were added. */
    public CallyardBuilder policy(DialPolicy policy) {
        policies.add(policy);
        return this;
    }

    /** Sets how the engine behaves. */
    public CallyardBuilder settings(EngineSettings value) {
        settings = value;
        return this;
    }

    /** Sets how the inbound side behaves. */
    public CallyardBuilder inbound(InboundSettings value) {
        inbound = value;
        return this;
    }

    /** Sets what callers hear first; otherwise the standard welcome. */
    public CallyardBuilder greetings(GreetingSource value) {
        greetings = value;
        return this;
    }

    /** Sets who puts announcements into words; otherwise English, German and Spanish are spoken. */
    public CallyardBuilder announcements(AnnouncementWriter value) {
        announcements = value;
        return this;
    }

    /**
     * Sets which features of the inbound side are on, and for whom; otherwise all are, for everybody. With {@link
     * io.callyard.feature.Features}, one that does harm to the share that has it is switched off again.
     */
    public CallyardBuilder features(FeatureGate value) {
        features = value;
        return this;
    }

    /** Sets who is asked whether an agent's device can be reached; otherwise it always can. */
    public CallyardBuilder deviceProbe(DeviceProbe value) {
        deviceProbe = value;
        return this;
    }

    /** Sets the name of this node; otherwise one is made up. */
    public CallyardBuilder node(NodeId value) {
        node = value;
        return this;
    }

    /**
     * Returns an engine that does nothing yet.
     *
     * @throws IllegalStateException if there is no carrier
     */
    public Callyard build() {
        if (carriers.isEmpty()) {
            throw new IllegalStateException("an engine needs a carrier: try the simulated one");
        }
        List<Runnable> owned = new ArrayList<>();
        Scheduler time = scheduler;
        if (time == null) {
            SystemScheduler made = new SystemScheduler();
            owned.add(made::close);
            time = made;
        }
        Store kept = store;
        if (kept == null) {
            InMemoryStore made = new InMemoryStore(time);
            owned.add(0, made::close);
            kept = made;
        }
        NodeId name = node == null ? new NodeId("node-" + CallId.next(time.instant(), time.random())) : node;
        return new Engine(
                settings,
                kept,
                time,
                name,
                Map.copyOf(carriers),
                List.copyOf(policies),
                inbound,
                new FrontDesk.Plugs(deviceProbe, greetings, announcements, features),
                () -> owned.forEach(Runnable::run));
    }
}

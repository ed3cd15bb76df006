package io.callyard;

import io.callyard.agent.AgentRegistry;
import io.callyard.broadcast.Broadcaster;
import io.callyard.broadcast.LogBroadcaster;
import io.callyard.callback.Callbacks;
import io.callyard.campaign.Campaigns;
import io.callyard.dispatch.Accounts;
import io.callyard.dispatch.CallChanges;
import io.callyard.dispatch.CampaignService;
import io.callyard.dispatch.Dispatcher;
import io.callyard.dispatch.Figures;
import io.callyard.dispatch.HangUps;
import io.callyard.dispatch.IntakeDesk;
import io.callyard.dispatch.LeadService;
import io.callyard.dispatch.LimitService;
import io.callyard.dispatch.Placing;
import io.callyard.dispatch.PolicyChain;
import io.callyard.dispatch.QueueService;
import io.callyard.dispatch.Reconciler;
import io.callyard.dispatch.ReportDesk;
import io.callyard.dispatch.Retries;
import io.callyard.dispatch.Waits;
import io.callyard.inbound.InboundQueue;
import io.callyard.inbound.InboundSettings;
import io.callyard.lead.Leads;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.NodeId;
import io.callyard.model.TenantId;
import io.callyard.outbound.CallQueue;
import io.callyard.outbound.ConcurrencyManager;
import io.callyard.outbound.EngineSettings;
import io.callyard.reception.FrontDesk;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.InboundCarrier;
import io.callyard.spi.policy.DialPolicy;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the parts together; does nothing itself. */
final class Engine implements Callyard {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private final EngineSettings settings;
    private final Store store;
    private final Scheduler scheduler;
    private final Runnable closeOwned;
    private final Map<CarrierAccountId, Carrier> carriers;
    private final ReportDesk reports;
    private final Placing placing;
    private final Dispatcher dispatcher;
    private final LogBroadcaster broadcaster;
    private final CallQueue calls;
    private final ConcurrencyManager concurrency;
    private final Campaigns campaigns;
    private final Leads leads;
    private final FrontDesk frontDesk;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private @Nullable AutoCloseable signals;

    /**
     * Wires an engine.
     *
     * @param closeOwned closes what was made for this engine only
     */
    Engine(
            EngineSettings settings,
            Store store,
            Scheduler scheduler,
            NodeId node,
            Map<CarrierAccountId, Carrier> carriers,
            List<DialPolicy> policies,
            InboundSettings inbound,
            FrontDesk.Plugs plugs,
            Runnable closeOwned) {
        this.settings = settings;
        this.store = store;
        this.scheduler = scheduler;
        this.carriers = carriers;
        this.closeOwned = closeOwned;
        PolicyChain chain = new PolicyChain(policies, scheduler, settings.policyTimeout(), settings.policyRetry());
        Figures figures = new Figures();
        Accounts accounts = new Accounts(carriers, settings.breaker(), scheduler);
        CallChanges changes = new CallChanges(store, scheduler, figures);
        HangUps hangUps = new HangUps(accounts);
        Retries retries = new Retries(settings, store);
        IntakeDesk intake = new IntakeDesk(settings, scheduler, chain);
        reports = new ReportDesk(settings, store, scheduler, changes, hangUps, retries);
        placing = new Placing(settings, node, scheduler, accounts, chain, changes, hangUps, retries);
        Reconciler reconciler = new Reconciler(settings, store, scheduler, accounts, changes, reports, hangUps);
        dispatcher = new Dispatcher(settings, store, scheduler, node, accounts, placing, reconciler, changes);
        broadcaster = new LogBroadcaster(store, scheduler);
        calls = new QueueService(
                store,
                scheduler,
                intake,
                dispatcher,
                placing,
                changes,
                hangUps,
                accounts,
                new Waits(settings, figures),
                figures);
        concurrency = new LimitService(store);
        campaigns = new CampaignService(store, scheduler, intake, accounts);
        leads = new LeadService(store, intake);
        frontDesk = new FrontDesk(store, scheduler, settings.sweep(), inbound, plugs, holding(carriers), calls);
        changes.onChange(frontDesk::changed);
    }

    /** The carriers that can hold callers. */
    private static Map<CarrierAccountId, InboundCarrier> holding(Map<CarrierAccountId, Carrier> carriers) {
        Map<CarrierAccountId, InboundCarrier> able = new LinkedHashMap<>();
        carriers.forEach((account, carrier) -> {
            if (carrier instanceof InboundCarrier inbound) {
                able.put(account, inbound);
            }
        });
        return able;
    }

    @Override
    public void start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("an engine is started once");
        }
        store.useDefaults(settings.limits());
        signals = store.onSignal(new StoreSignals() {
            @Override
            public void eventsAppended(TenantId tenant) {
                broadcaster.appended(tenant);
            }

            @Override
            public void workAvailable() {
                dispatcher.wake();
            }
        });
        carriers.values().forEach(carrier -> carrier.start(reports));
        dispatcher.start();
        frontDesk.start();
        sweepBroadcasts();
    }

    private void sweepBroadcasts() {
        if (!stopped.get()) {
            broadcaster.sweep();
            scheduler.schedule(settings.sweep(), this::sweepBroadcasts);
        }
    }

    @Override
    public CallQueue calls() {
        return calls;
    }

    @Override
    public ConcurrencyManager concurrency() {
        return concurrency;
    }

    @Override
    public Campaigns campaigns() {
        return campaigns;
    }

    @Override
    public Leads leads() {
        return leads;
    }

    @Override
    public InboundQueue inbound() {
        return frontDesk.queue();
    }

    @Override
    public AgentRegistry agents() {
        return frontDesk.agents();
    }

    @Override
    public Callbacks callbacks() {
        return frontDesk.callbacks();
    }

    @Override
    public Broadcaster broadcaster() {
        return broadcaster;
    }

    @Override
    public Health health() {
        Instant lastRound = earlier(dispatcher.lastRoundAt(), frontDesk.lastRoundAt());
        Instant oldest = scheduler.instant().minus(settings.sweep().multipliedBy(3));
        return new Health(
                dispatcher.isRunning() && frontDesk.isRunning(),
                dispatcher.storeAnswers() && frontDesk.storeAnswers(),
                lastRound != null && !lastRound.isBefore(oldest),
                lastRound,
                placing.openCount());
    }

    /** The side that fell behind tells how the engine fares. */
    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? null : one.isBefore(other) ? one : other;
    }

    @Override
    public void stop(Duration grace) {
        if (!started.get() || !stopped.compareAndSet(false, true)) {
            return;
        }
        dispatcher.stop();
        frontDesk.stop();
        awaitPlacings(grace);
        AutoCloseable listening = signals;
        if (listening != null) {
            try {
                listening.close();
            } catch (Exception e) {
                log.warn("The store did not let go of its listener", e);
            }
        }
    }

    private void awaitPlacings(Duration grace) {
        CompletableFuture<Void> done = placing.allAnswered();
        try {
            scheduler.await(done, grace);
        } catch (java.util.concurrent.TimeoutException e) {
            log.atWarn()
                    .addKeyValue("placing", placing.openCount())
                    .log("stopped while carriers have not answered; the next engine will ask after these calls");
        }
    }

    @Override
    public void close() {
        stop(settings.grace());
        closeOwned.run();
    }
}

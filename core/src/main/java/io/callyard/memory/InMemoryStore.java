package io.callyard.memory;

import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignChange;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.Limits;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.AccountUsage;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.CallSituation;
import io.callyard.spi.store.CampaignAnswer;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadCounts;
import io.callyard.spi.store.LeadIntake;
import io.callyard.spi.store.LeadOrder;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.SlotUsage;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreSignals;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.spi.store.TenantUsage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference store: everything in the memory of this JVM, lost when it ends.
 *
 * <p>One lock guards all of it. A step holds it for about a microsecond, whatever the number of calls
 * and tenants, so one JVM makes far more calls than any carrier takes; and that every step is atomic
 * can be seen at once. A step on a floor holds it as long as the engine's own code in it takes.
 *
 * <p><b>Threads.</b> Safe for many threads of one JVM. Steps of one store follow one another; signals
 * are given after the lock is free.
 */
public final class InMemoryStore implements Store {
    private static final Logger log = LoggerFactory.getLogger(InMemoryStore.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Ledger ledger;
    private final Views views;
    private final FloorBooks floors;
    private final LeadBooks leads;
    private final List<StoreSignals> listeners = new CopyOnWriteArrayList<>();
    private boolean closed;

    /**
     * Makes an empty store that keeps as much of the past as {@link Retention#DEFAULT} says.
     *
     * @param clock the store's clock, usually the engine's scheduler
     */
    public InMemoryStore(InstantSource clock) {
        this(clock, Retention.DEFAULT);
    }

    /** Makes an empty store. */
    public InMemoryStore(InstantSource clock, Retention retention) {
        this(new Ledger(clock, retention));
    }

    /** Makes a store on rules of its own; tests use it to plant mistakes. */
    InMemoryStore(Ledger ledger) {
        this(ledger, new LeadBooks(ledger));
    }

    /** Makes a store on rules of its own, those of leads included. */
    InMemoryStore(Ledger ledger, LeadBooks leads) {
        this.ledger = ledger;
        this.leads = leads;
        views = new Views(ledger);
        floors = new FloorBooks(ledger);
    }

    @Override
    public void useDefaults(LimitDefaults defaults) {
        change(() -> ledger.defaults = defaults);
    }

    @Override
    public AutoCloseable onSignal(StoreSignals listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
        return change(() -> ledger.place(tenant, calls, machine));
    }

    @Override
    public List<Claimed> claim(ClaimOrder order) {
        // No signal of work: whoever claims goes on until nothing is left.
        return read(() -> ledger.claim(order));
    }

    @Override
    public Optional<Duration> untilNextWork(Set<CarrierAccountId> leftAlone) {
        return read(() -> ledger.untilNextWork(leftAlone));
    }

    @Override
    public List<Call> overdue(int max, Duration putOff) {
        return read(() -> ledger.overdue(max, putOff));
    }

    @Override
    public Optional<Changed> update(TenantId tenant, CallId call, @Nullable String onceKey, CallChange change) {
        return change(() -> ledger.update(tenant, call, onceKey, change));
    }

    @Override
    public List<Changed> updateWaiting(TenantId tenant, CampaignId campaign, int max, CallChange change) {
        return change(() -> ledger.updateWaiting(tenant, campaign, max, change));
    }

    @Override
    public void setTenantLimits(TenantId tenant, TenantLimits limits) {
        change(() -> ledger.setTenantLimits(tenant, limits));
    }

    @Override
    public void setAccountLimits(CarrierAccountId account, AccountLimits limits) {
        change(() -> ledger.setAccountLimits(account, limits));
    }

    @Override
    public void setSystemLimit(int maxLive) {
        Limits.requireLimit(maxLive, "the system's limit of live calls");
        change(() -> ledger.setSystemLimit(maxLive));
    }

    @Override
    public TenantUsage tenantUsage(TenantId tenant) {
        return read(() -> views.tenantUsage(tenant));
    }

    @Override
    public AccountUsage accountUsage(CarrierAccountId account) {
        return read(() -> views.accountUsage(account));
    }

    @Override
    public SlotUsage systemUsage() {
        return read(views::systemUsage);
    }

    @Override
    public Optional<Campaign> createCampaign(TenantId tenant, CampaignId id, CampaignSettings settings) {
        return change(() -> ledger.createCampaign(tenant, id, settings));
    }

    @Override
    public Optional<CampaignAnswer> updateCampaign(TenantId tenant, CampaignId campaign, CampaignChange change) {
        return change(() -> ledger.updateCampaign(tenant, campaign, change));
    }

    @Override
    public Optional<Campaign> campaign(TenantId tenant, CampaignId campaign) {
        return read(() -> views.campaign(tenant, campaign));
    }

    @Override
    public List<Campaign> campaigns(TenantId tenant) {
        return read(() -> views.campaigns(tenant));
    }

    @Override
    public List<Campaign> stoppedWithWaitingCalls(int max) {
        return read(() -> views.stoppedWithWaitingCalls(max));
    }

    @Override
    public Optional<Call> find(TenantId tenant, CallId call) {
        return read(() -> views.find(call).filter(found -> found.tenant().equals(tenant)));
    }

    @Override
    public Optional<Call> findAnywhere(CallId call) {
        return read(() -> views.find(call));
    }

    @Override
    public Optional<Call> findAtCarrier(CarrierAccountId account, CarrierCallId id) {
        return read(() -> views.findAtCarrier(account, id));
    }

    @Override
    public Optional<CallSituation> situation(TenantId tenant, CallId call) {
        return read(() -> views.situation(tenant, call));
    }

    @Override
    public CallCounts counts(TenantId tenant) {
        return read(() -> views.counts(tenant));
    }

    @Override
    public Optional<Call> nextInLine(TenantId tenant, CallType type) {
        return read(() -> views.nextInLine(tenant, type));
    }

    @Override
    public Optional<Call> nextInCampaign(TenantId tenant, CampaignId campaign) {
        return read(() -> views.nextInCampaign(tenant, campaign));
    }

    @Override
    public List<Call> liveCalls(TenantId tenant) {
        return read(() -> views.liveCalls(tenant));
    }

    @Override
    public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
        // No signal of work: what happens on a floor moves no outbound call.
        return read(() -> floors.onFloor(tenant, step));
    }

    @Override
    public <R> R viewFloor(TenantId tenant, Function<FloorView, R> reading) {
        return read(() -> floors.viewFloor(tenant, reading));
    }

    @Override
    public List<TenantId> dueFloors(int max) {
        return read(() -> floors.dueFloors(max));
    }

    @Override
    public Optional<Duration> untilNextDueFloor() {
        return read(floors::untilNextDueFloor);
    }

    @Override
    public Optional<Caller> callerAnywhere(CallerId caller) {
        return read(() -> Optional.ofNullable(floors.callers.get(caller)));
    }

    @Override
    public Optional<Caller> callerOnLine(CarrierAccountId account, CarrierCallId call) {
        return read(() -> floors.newestOn(new CallerLine(account, call)));
    }

    @Override
    public Optional<Offer> offerAnywhere(OfferId offer) {
        return read(() -> Optional.ofNullable(floors.offers.get(offer)));
    }

    @Override
    public List<LeadIntake> addLeads(TenantId tenant, List<LeadContact> added) {
        // No signal of work: a lead waits until somebody dials it.
        return read(() -> leads.add(tenant, added));
    }

    @Override
    public List<LeadAnswer> dialLeads(TenantId tenant, UserId user, List<LeadOrder> orders, CallMachine machine) {
        return change(() -> leads.dial(tenant, user, orders, machine));
    }

    @Override
    public Optional<Lead> lead(TenantId tenant, LeadId id) {
        return read(() -> leads.find(tenant, id));
    }

    @Override
    public List<Lead> leads(TenantId tenant, Collection<LeadId> ids) {
        return read(() -> leads.find(tenant, ids));
    }

    @Override
    public List<Lead> leads(TenantId tenant, @Nullable UserId user, LeadState state, long after, int max) {
        return read(() -> leads.page(tenant, user, state, after, max));
    }

    @Override
    public LeadCounts leadCounts(TenantId tenant, @Nullable UserId user) {
        return read(() -> leads.counts(tenant, user));
    }

    @Override
    public List<LoggedEvent> read(TenantId tenant, long after, int max) {
        return read(() -> ledger.events(tenant, after, max));
    }

    @Override
    public long lastSeq(TenantId tenant) {
        return read(() -> views.lastSeq(tenant));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** A step that makes no work for anybody but its caller. */
    private <T> T read(Supplier<T> step) {
        return step(step, false);
    }

    private <T> T change(Supplier<T> step) {
        return step(step, true);
    }

    private void change(Runnable step) {
        step(
                () -> {
                    step.run();
                    return true;
                },
                true);
    }

    private <T> T step(Supplier<T> step, boolean mayMakeWork) {
        T answer;
        List<TenantId> grown;
        boolean work;
        lock.lock();
        try {
            requireOpen();
            requireNoStepUnderWay();
            answer = step.get();
            grown = ledger.takeGrown();
            work = mayMakeWork && ledger.hasWork();
        } finally {
            lock.unlock();
        }
        if (work || !grown.isEmpty()) {
            signal(grown, work);
        }
        return answer;
    }

    private void signal(List<TenantId> grown, boolean work) {
        for (StoreSignals listener : listeners) {
            try {
                grown.forEach(listener::eventsAppended);
                if (work) {
                    listener.workAvailable();
                }
            } catch (RuntimeException e) {
                // The change is made, whatever a listener makes of it.
                log.warn("a listener to the store failed", e);
            }
        }
    }

    /** The thread that holds the lock is inside the step already: what it did here would outlive a failed step. */
    private void requireNoStepUnderWay() {
        if (floors.isOccupied()) {
            throw new IllegalStateException("a step has no effect but on its floor, and reads nothing else");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreUnavailableException("the store is closed");
        }
    }
}

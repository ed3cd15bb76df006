package io.callyard.store.jdbc;

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
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.scheduling.Scheduler;
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
import io.callyard.spi.store.StandingOrder;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreSignals;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.spi.store.TenantUsage;
import io.callyard.store.jdbc.floor.Floors;
import io.callyard.store.jdbc.ledger.Desk;
import io.callyard.store.jdbc.ledger.EventRows;
import io.callyard.store.jdbc.ledger.LeadViews;
import io.callyard.store.jdbc.ledger.Situations;
import io.callyard.store.jdbc.ledger.Views;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.upkeep.Housekeeping;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The store in a relational database: PostgreSQL 13 or later, shared by any number of nodes, or H2 2.3 or
 * later, for one.
 *
 * <p>Every change locks its tenant's row first; under that lock the limits, the order and the next event
 * number are plain reads. Changes that are asked for at once share a transaction. Time is the database's.
 * Connections come from the data source, one for each transaction and never two at once, whatever their
 * isolation and autocommit are by default. Answers are given after the commit.
 *
 * <p><b>Threads.</b> Safe for many.
 *
 * <p><b>Errors.</b> {@link StoreUnavailableException} if the database does not answer or refuses;
 * deadlocks and locks that were not to be had are tried again before.
 */
public final class JdbcStore implements Store {
    private final Desk desk;
    private final Floors floors;
    private final Background background;
    private final Retention retention;
    private volatile boolean closed;

    JdbcStore(Desk desk, Background background, Retention retention) {
        this.desk = desk;
        floors = new Floors(desk);
        this.background = background;
        this.retention = retention;
    }

    /**
     * Opens a store with everything as it is by default: the tables are made or brought up to date.
     *
     * @param dataSource gives connections; a pool, in anything but a test
     * @param scheduler runs what the store does by itself: hearing of other nodes, moving calls that are
     *     over out of the way, dropping old events
     * @throws StoreSetupException if the database is not what the store needs
     */
    public static JdbcStore open(DataSource dataSource, Scheduler scheduler) {
        return builder(dataSource, scheduler).open();
    }

    /** Begins a store with choices of its own; see {@link #open(DataSource, Scheduler)}. */
    public static JdbcStoreBuilder builder(DataSource dataSource, Scheduler scheduler) {
        return new JdbcStoreBuilder(dataSource, scheduler);
    }

    /**
     * Takes part in a transaction of the application's, so that its own rows and the calls that go with
     * them are committed or rolled back together.
     *
     * @param connection to the database that the store is on, from whatever pool, and finding the same
     *     tables; in a transaction at READ COMMITTED
     */
    public JdbcIntake joining(Connection connection) {
        requireOpen();
        return new JdbcIntake(this::requireOpen, desk, connection);
    }

    /**
     * Moves and deletes at once all that is due by the store's {@link Retention}. The store does so by
     * itself, a little every ten seconds; this is for tests, and for a database that was long without a
     * node. In small transactions, beside which the store goes on.
     *
     * @return how many rows were moved or deleted
     */
    public long tidyUp() {
        requireOpen();
        return new Housekeeping(desk.transactions(), retention).runAll();
    }

    @Override
    public void useDefaults(LimitDefaults defaults) {
        requireOpen();
        desk.useDefaults(defaults);
    }

    @Override
    public AutoCloseable onSignal(StoreSignals listener) {
        return desk.signals().add(listener);
    }

    @Override
    public List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
        requireOpen();
        return desk.place(tenant, calls, machine);
    }

    @Override
    public List<Claimed> claim(ClaimOrder order) {
        requireOpen();
        return desk.claim(order);
    }

    /** On PostgreSQL, where no carrier account or system limit could hold the call back; on H2 not at all. */
    @Override
    public AutoCloseable claimAlong(Supplier<Optional<StandingOrder>> wish) {
        requireOpen();
        return desk.claimAlong(wish);
    }

    @Override
    public Optional<Duration> untilNextWork(Set<CarrierAccountId> leftAlone) {
        requireOpen();
        return desk.untilNextWork(leftAlone);
    }

    @Override
    public List<Call> overdue(int max, Duration putOff) {
        requireOpen();
        return desk.overdue(max, putOff);
    }

    @Override
    public Optional<Changed> update(TenantId tenant, CallId call, @Nullable String onceKey, CallChange change) {
        requireOpen();
        return desk.update(tenant, call, onceKey, change);
    }

    @Override
    public List<Changed> updateWaiting(TenantId tenant, CampaignId campaign, int max, CallChange change) {
        requireOpen();
        return desk.updateWaiting(tenant, campaign, max, change);
    }

    @Override
    public void setTenantLimits(TenantId tenant, TenantLimits limits) {
        requireOpen();
        desk.setTenantLimits(tenant, limits);
    }

    @Override
    public void setAccountLimits(CarrierAccountId account, AccountLimits limits) {
        requireOpen();
        desk.setAccountLimits(account, limits);
    }

    @Override
    public void setSystemLimit(int maxLive) {
        Limits.requireLimit(maxLive, "the system's limit of live calls");
        requireOpen();
        desk.setSystemLimit(maxLive);
    }

    @Override
    public TenantUsage tenantUsage(TenantId tenant) {
        return read(session -> Views.tenantUsage(session, tenant, desk.defaults()));
    }

    @Override
    public AccountUsage accountUsage(CarrierAccountId account) {
        return snapshot(
                session -> Views.accountUsage(session, account, desk.defaults().account()));
    }

    @Override
    public SlotUsage systemUsage() {
        return snapshot(Views::systemUsage);
    }

    @Override
    public Optional<Campaign> createCampaign(TenantId tenant, CampaignId id, CampaignSettings settings) {
        requireOpen();
        return desk.createCampaign(tenant, id, settings);
    }

    @Override
    public Optional<CampaignAnswer> updateCampaign(TenantId tenant, CampaignId campaign, CampaignChange change) {
        requireOpen();
        return desk.updateCampaign(tenant, campaign, change);
    }

    @Override
    public Optional<Campaign> campaign(TenantId tenant, CampaignId campaign) {
        return read(session -> Views.campaign(session, tenant, campaign));
    }

    @Override
    public List<Campaign> campaigns(TenantId tenant) {
        return read(session -> Views.campaigns(session, tenant));
    }

    @Override
    public List<Campaign> stoppedWithWaitingCalls(int max) {
        return read(session -> Views.stoppedWithWaitingCalls(session, max));
    }

    @Override
    public Optional<Call> find(TenantId tenant, CallId call) {
        return findAnywhere(call).filter(found -> found.tenant().equals(tenant));
    }

    @Override
    public Optional<Call> findAnywhere(CallId call) {
        return read(session -> Views.find(session, call));
    }

    @Override
    public Optional<Call> findAtCarrier(CarrierAccountId account, CarrierCallId id) {
        return read(session -> Views.findAtCarrier(session, account, id));
    }

    @Override
    public Optional<CallSituation> situation(TenantId tenant, CallId call) {
        return snapshot(session -> Situations.find(session, tenant, call, desk.defaults()));
    }

    @Override
    public CallCounts counts(TenantId tenant) {
        return snapshot(session -> Views.counts(session, tenant));
    }

    @Override
    public Optional<Call> nextInLine(TenantId tenant, CallType type) {
        return snapshot(session -> Views.nextInLine(session, tenant, type));
    }

    @Override
    public Optional<Call> nextInCampaign(TenantId tenant, CampaignId campaign) {
        return snapshot(session -> Views.nextInCampaign(session, tenant, campaign));
    }

    @Override
    public List<Call> liveCalls(TenantId tenant) {
        return read(session -> Views.liveCalls(session, tenant));
    }

    /**
     * Runs a step in a transaction of its own. The tenant's row is locked until the step is made: one that takes long
     * keeps all changes of the tenant waiting, and one that takes ten seconds fails.
     */
    @Override
    public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
        requireOpen();
        return floors.onFloor(tenant, step);
    }

    @Override
    public <R> R viewFloor(TenantId tenant, Function<FloorView, R> reading) {
        requireOpen();
        return floors.viewFloor(tenant, reading);
    }

    @Override
    public List<TenantId> dueFloors(int max) {
        requireOpen();
        return floors.due(max);
    }

    @Override
    public Optional<Duration> untilNextDueFloor() {
        requireOpen();
        return floors.untilNextDue();
    }

    @Override
    public Optional<Caller> callerAnywhere(CallerId caller) {
        requireOpen();
        return floors.caller(caller);
    }

    @Override
    public Optional<Caller> callerOnLine(CarrierAccountId account, CarrierCallId call) {
        requireOpen();
        return floors.callerOnLine(account, call);
    }

    @Override
    public Optional<Offer> offerAnywhere(OfferId offer) {
        requireOpen();
        return floors.offer(offer);
    }

    @Override
    public List<LeadIntake> addLeads(TenantId tenant, List<LeadContact> leads) {
        requireOpen();
        return desk.addLeads(tenant, leads);
    }

    @Override
    public List<LeadAnswer> dialLeads(TenantId tenant, UserId user, List<LeadOrder> orders, CallMachine machine) {
        requireOpen();
        return desk.dialLeads(tenant, user, orders, machine);
    }

    @Override
    public Optional<Lead> lead(TenantId tenant, LeadId id) {
        return leads(tenant, List.of(id)).stream().findFirst();
    }

    @Override
    public List<Lead> leads(TenantId tenant, Collection<LeadId> ids) {
        return read(session -> LeadViews.find(session, tenant, ids));
    }

    @Override
    public List<Lead> leads(TenantId tenant, @Nullable UserId user, LeadState state, long after, int max) {
        requirePositive(max);
        return read(session -> LeadViews.page(session, tenant, user, state, after, max));
    }

    @Override
    public LeadCounts leadCounts(TenantId tenant, @Nullable UserId user) {
        return snapshot(session -> LeadViews.counts(session, tenant, user));
    }

    @Override
    public List<LoggedEvent> read(TenantId tenant, long after, int max) {
        requirePositive(max);
        requireOpen();
        // Who has heard of an event goes on after it: its number must never become another's.
        return desk.transactions().readSettled(session -> EventRows.read(session, tenant, after, max));
    }

    @Override
    public long lastSeq(TenantId tenant) {
        requireOpen();
        return desk.transactions().readSettled(session -> Views.lastSeq(session, tenant));
    }

    @Override
    public void close() {
        closed = true;
        background.stop();
    }

    private <T> T read(Function<Session, T> query) {
        requireOpen();
        return desk.transactions().read(query);
    }

    private <T> T snapshot(Function<Session, T> queries) {
        requireOpen();
        return desk.transactions().snapshot(queries);
    }

    private static void requirePositive(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max must be at least 1, but was " + max);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreUnavailableException("the store is closed");
        }
        floors.requireNoStepUnderWay();
    }
}

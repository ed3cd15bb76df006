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
import io.callyard.spi.store.TenantUsage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does what another store does; subclasses do one thing wrong. */
abstract class ForwardingStore implements Store {
    final Store inner;

    ForwardingStore(Store inner) {
        this.inner = inner;
    }

    @Override
    public void useDefaults(LimitDefaults defaults) {
        inner.useDefaults(defaults);
    }

    @Override
    public AutoCloseable onSignal(StoreSignals listener) {
        return inner.onSignal(listener);
    }

    @Override
    public List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
        return inner.place(tenant, calls, machine);
    }

    @Override
    public List<Claimed> claim(ClaimOrder order) {
        return inner.claim(order);
    }

    @Override
    public Optional<Duration> untilNextWork(Set<CarrierAccountId> leftAlone) {
        return inner.untilNextWork(leftAlone);
    }

    @Override
    public AutoCloseable claimAlong(Supplier<Optional<StandingOrder>> wish) {
        return inner.claimAlong(wish);
    }

    @Override
    public List<Call> overdue(int max, Duration putOff) {
        return inner.overdue(max, putOff);
    }

    @Override
    public Optional<Changed> update(TenantId tenant, CallId call, String onceKey, CallChange change) {
        return inner.update(tenant, call, onceKey, change);
    }

    @Override
    public List<Changed> updateWaiting(TenantId tenant, CampaignId campaign, int max, CallChange change) {
        return inner.updateWaiting(tenant, campaign, max, change);
    }

    @Override
    public void setTenantLimits(TenantId tenant, TenantLimits limits) {
        inner.setTenantLimits(tenant, limits);
    }

    @Override
    public void setAccountLimits(CarrierAccountId account, AccountLimits limits) {
        inner.setAccountLimits(account, limits);
    }

    @Override
    public void setSystemLimit(int maxLive) {
        inner.setSystemLimit(maxLive);
    }

    @Override
    public TenantUsage tenantUsage(TenantId tenant) {
        return inner.tenantUsage(tenant);
    }

    @Override
    public AccountUsage accountUsage(CarrierAccountId account) {
        return inner.accountUsage(account);
    }

    @Override
    public SlotUsage systemUsage() {
        return inner.systemUsage();
    }

    @Override
    public Optional<Campaign> createCampaign(TenantId tenant, CampaignId id, CampaignSettings settings) {
        return inner.createCampaign(tenant, id, settings);
    }

    @Override
    public Optional<CampaignAnswer> updateCampaign(TenantId tenant, CampaignId campaign, CampaignChange change) {
        return inner.updateCampaign(tenant, campaign, change);
    }

    @Override
    public Optional<Campaign> campaign(TenantId tenant, CampaignId campaign) {
        return inner.campaign(tenant, campaign);
    }

    @Override
    public List<Campaign> campaigns(TenantId tenant) {
        return inner.campaigns(tenant);
    }

    @Override
    public List<Campaign> stoppedWithWaitingCalls(int max) {
        return inner.stoppedWithWaitingCalls(max);
    }

    @Override
    public Optional<Call> find(TenantId tenant, CallId call) {
        return inner.find(tenant, call);
    }

    @Override
    public Optional<Call> findAnywhere(CallId call) {
        return inner.findAnywhere(call);
    }

    @Override
    public Optional<Call> findAtCarrier(CarrierAccountId account, CarrierCallId id) {
        return inner.findAtCarrier(account, id);
    }

    @Override
    public Optional<CallSituation> situation(TenantId tenant, CallId call) {
        return inner.situation(tenant, call);
    }

    @Override
    public CallCounts counts(TenantId tenant) {
        return inner.counts(tenant);
    }

    @Override
    public Optional<Call> nextInLine(TenantId tenant, CallType type) {
        return inner.nextInLine(tenant, type);
    }

    @Override
    public Optional<Call> nextInCampaign(TenantId tenant, CampaignId campaign) {
        return inner.nextInCampaign(tenant, campaign);
    }

    @Override
    public List<Call> liveCalls(TenantId tenant) {
        return inner.liveCalls(tenant);
    }

    @Override
    public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
        return inner.onFloor(tenant, step);
    }

    @Override
    public <R> R viewFloor(TenantId tenant, Function<FloorView, R> reading) {
        return inner.viewFloor(tenant, reading);
    }

    @Override
    public List<TenantId> dueFloors(int max) {
        return inner.dueFloors(max);
    }

    @Override
    public Optional<Duration> untilNextDueFloor() {
        return inner.untilNextDueFloor();
    }

    @Override
    public Optional<Caller> callerAnywhere(CallerId caller) {
        return inner.callerAnywhere(caller);
    }

    @Override
    public Optional<Caller> callerOnLine(CarrierAccountId account, CarrierCallId call) {
        return inner.callerOnLine(account, call);
    }

    @Override
    public Optional<Offer> offerAnywhere(OfferId offer) {
        return inner.offerAnywhere(offer);
    }

    @Override
    public List<LeadIntake> addLeads(TenantId tenant, List<LeadContact> leads) {
        return inner.addLeads(tenant, leads);
    }

    @Override
    public List<LeadAnswer> dialLeads(TenantId tenant, UserId user, List<LeadOrder> orders, CallMachine machine) {
        return inner.dialLeads(tenant, user, orders, machine);
    }

    @Override
    public Optional<Lead> lead(TenantId tenant, LeadId id) {
        return inner.lead(tenant, id);
    }

    @Override
    public List<Lead> leads(TenantId tenant, Collection<LeadId> ids) {
        return inner.leads(tenant, ids);
    }

    @Override
    public List<Lead> leads(TenantId tenant, UserId user, LeadState state, long after, int max) {
        return inner.leads(tenant, user, state, after, max);
    }

    @Override
    public LeadCounts leadCounts(TenantId tenant, UserId user) {
        return inner.leadCounts(tenant, user);
    }

    @Override
    public List<LoggedEvent> read(TenantId tenant, long after, int max) {
        return inner.read(tenant, after, max);
    }

    @Override
    public long lastSeq(TenantId tenant) {
        return inner.lastSeq(tenant);
    }

    @Override
    public void close() {
        inner.close();
    }
}

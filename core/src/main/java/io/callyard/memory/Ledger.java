package io.callyard.memory;

import io.callyard.event.CampaignEvent.CampaignCreated;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignChange;
import io.callyard.machine.Step;
import io.callyard.machine.Transition;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.LaneId;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.CampaignAnswer;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.UnknownCampaignException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the store, on the {@link Books}.
 *
 * <p><b>Threads.</b> One at a time.
 */
class Ledger extends Books {

    Ledger(InstantSource clock, Retention retention) {
        super(clock, retention);
    }

    List<Intake> place(TenantId tenantId, List<NewCall> newCalls, CallMachine machine) {
        Instant now = now();
        Tenant tenant = tenant(tenantId);
        Lane lane = laneForIntake(tenant, newCalls);
        // First decide about all, then keep all: a bad one among them must leave nothing behind.
        List<Transition<Call>> admitted = new ArrayList<>(newCalls.size());
        List<Intake> intakes = new ArrayList<>(newCalls.size());
        Map<String, Call> newKeys = Map.of();
        long position = tenant.nextPosition;
        for (NewCall newCall : newCalls) {
            String key = newCall.request().key();
            Call known = key == null ? null : knownBy(tenantId, key, lane, newKeys);
            if (known != null) {
                intakes.add(new Intake(known, false));
                continue;
            }
            Transition<Call> transition = machine.admit(newCall, new Step(now, position));
            position += transition.state().position() == position ? 1 : 0;
            admitted.add(transition);
            intakes.add(new Intake(transition.state(), true));
            if (key != null) {
                newKeys = newKeys.isEmpty() ? new HashMap<>() : newKeys;
                newKeys.put(key, transition.state());
            }
        }
        newKeys.forEach((key, call) -> lane.keys.put(key, call.id()));
        for (Transition<Call> transition : admitted) {
            keep(tenant, null, transition, now);
        }
        return intakes;
    }

    List<Claimed> claim(ClaimOrder order) {
        Instant now = now();
        bringDue(order.machine(), now);
        Map<CarrierAccountId, Integer> quotas = order.quotas().isEmpty() ? Map.of() : new HashMap<>(order.quotas());
        List<Claimed> claimed = new ArrayList<>(Math.min(order.max(), 8));
        while (claimed.size() < order.max() && systemHasSlot()) {
            Tenant tenant = waiting.poll(now, quotas);
            if (tenant == null) {
                break;
            }
            Claimed one = claimFor(tenant, order, quotas, now);
            if (one != null) {
                claimed.add(one);
            }
        }
        return claimed;
    }

    private @Nullable Claimed claimFor(
            Tenant tenant, ClaimOrder order, Map<CarrierAccountId, Integer> quotas, Instant now) {
        Choice choice = Choice.of(tenant, this, quotas, now);
        Call head = choice.call();
        Account account = choice.account();
        if (head == null || account == null) {
            choice.park(tenant, waiting);
            return null;
        }
        served(tenant);
        Transition<Call> reserved =
                order.machine().reserve(order.node(), account.id).apply(head, step(tenant, now));
        Call after = keep(tenant, head, reserved, now).after();
        account.paceAfter(now);
        if (!quotas.isEmpty()) {
            quotas.computeIfPresent(account.id, (id, left) -> left - 1);
        }
        waiting.ready(tenant);
        return new Claimed(after, Duration.between(head.createdAt(), now), choice.directReady());
    }

    /** Brings waiting calls whose time has come into the queue, or ends those whose time ran out. */
    private void bringDue(CallMachine machine, Instant now) {
        while (!dueWaiting.isEmpty() && !attentionAt(dueWaiting.first()).isAfter(now)) {
            Call due = dueWaiting.first();
            Tenant tenant = tenant(due.tenant());
            Changed changed = keep(tenant, due, machine.timePassed(due, step(tenant, now)), now);
            if (!changed.isEffective()) {
                throw new IllegalStateException("time passed for call " + due.id() + ", but nothing changed");
            }
        }
    }

    Optional<Duration> untilNextWork(Set<CarrierAccountId> leftAlone) {
        Instant now = now();
        Optional<Duration> byTime = Stream.of(dueWaiting, dueLive)
                .filter(due -> !due.isEmpty())
                .map(due -> Duration.between(now, attentionAt(due.first())))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .min(Duration::compareTo);
        Optional<Duration> bySlot = systemHasSlot() ? waiting.untilNext(now, leftAlone) : Optional.empty();
        Optional<Duration> next =
                Stream.of(byTime, bySlot).flatMap(Optional::stream).min(Duration::compareTo);
        nextWorkTold = next.map(now::plus).orElse(Instant.MAX);
        comesNearer = false;
        return next;
    }

    boolean hasWork() {
        Instant now = latest();
        return comesNearer
                || !stoppedLanes.isEmpty()
                || systemHasSlot() && waiting.hasWorkAt(now)
                || !dueWaiting.isEmpty() && !attentionAt(dueWaiting.first()).isAfter(now);
    }

    List<Call> overdue(int max, Duration putOff) {
        Instant now = now();
        List<Call> taken = new ArrayList<>();
        while (taken.size() < max
                && !dueLive.isEmpty()
                && !attentionAt(dueLive.first()).isAfter(now)) {
            Call call = dueLive.first();
            Tenant tenant = tenant(call.tenant());
            taken.add(call);
            keep(tenant, call, CallMachine.lookAgainIn(call.attempts(), putOff).apply(call, step(tenant, now)), now);
        }
        return taken;
    }

    Optional<Changed> update(TenantId tenantId, CallId id, @Nullable String onceKey, CallChange change) {
        Call call = call(id);
        if (call == null || !call.tenant().equals(tenantId)) {
            return Optional.empty();
        }
        if (onceKey != null && onceKeys.getOrDefault(id, Set.of()).contains(onceKey)) {
            return Optional.of(new Changed(call, call, List.of()));
        }
        Instant now = now();
        Tenant tenant = tenant(tenantId);
        Changed changed = keep(tenant, call, change.apply(call, step(tenant, now)), now);
        if (onceKey != null && changed.after().state().holdsSlot()) {
            onceKeys.computeIfAbsent(id, any -> new HashSet<>()).add(onceKey);
        }
        return Optional.of(changed);
    }

    List<Changed> updateWaiting(TenantId tenantId, CampaignId campaign, int max, CallChange change) {
        Tenant tenant = tenant(tenantId);
        Lane lane = tenant.lane(CallType.CAMPAIGN, campaign);
        List<Changed> all = new ArrayList<>();
        if (lane == null) {
            return all;
        }
        Instant now = now();
        for (Call call : waitingIn(lane, max)) {
            all.add(keep(tenant, call, change.apply(call, step(tenant, now)), now));
        }
        return all;
    }

    private List<Call> waitingIn(Lane lane, int max) {
        List<Call> found = lane.line.head(max);
        for (CallId id : lane.aside) {
            Call call = calls.get(id);
            if (call != null && found.size() < max) {
                found.add(call);
            }
        }
        return found;
    }

    void setTenantLimits(TenantId tenantId, TenantLimits limits) {
        Tenant tenant = tenant(tenantId);
        if (!tenant.limits.equals(limits)) {
            tenant.limits = limits;
            log(tenant, List.of(new LimitsChanged(limits)), now());
            waiting.ready(tenant);
        }
    }

    void setAccountLimits(CarrierAccountId account, AccountLimits limits) {
        account(account).setLimits(limits, now());
    }

    void setSystemLimit(int maxLive) {
        systemLimit = maxLive;
    }

    Optional<Campaign> createCampaign(TenantId tenantId, CampaignId id, CampaignSettings settings) {
        Tenant tenant = tenant(tenantId);
        if (tenant.lane(CallType.CAMPAIGN, id) != null) {
            return Optional.empty();
        }
        Instant now = now();
        Campaign campaign = Campaign.draft(tenantId, id, settings, now);
        tenant.add(id, new Lane(LaneId.of(id), campaign));
        log(tenant, List.of(new CampaignCreated(id, settings)), now);
        return Optional.of(campaign);
    }

    Optional<CampaignAnswer> updateCampaign(TenantId tenantId, CampaignId id, CampaignChange change) {
        Tenant tenant = tenants.get(tenantId);
        Lane lane = tenant == null ? null : tenant.lane(CallType.CAMPAIGN, id);
        Instant now = now();
        Campaign before = lane == null ? null : lane.campaign(now);
        if (tenant == null || lane == null || before == null) {
            return Optional.empty();
        }
        Transition<Campaign> transition = change.apply(before, now);
        boolean changed = !transition.state().equals(before);
        if (changed) {
            keep(tenant, lane, transition, now);
        }
        return Optional.of(new CampaignAnswer(transition.state(), changed));
    }

    List<LoggedEvent> events(TenantId tenantId, long after, int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max must be at least 1, but was " + max);
        }
        Tenant tenant = tenants.get(tenantId);
        return tenant == null ? List.of() : tenant.log.read(after, max);
    }

    private @Nullable Call knownBy(TenantId tenant, String key, Lane lane, Map<String, Call> inThisBatch) {
        Call sibling = inThisBatch.get(key);
        CallId id = lane.keys.get(key);
        if (sibling != null || id != null) {
            return sibling != null ? sibling : calls.get(id);
        }
        return lane.id.type() == CallType.DIRECT ? archive.find(tenant, key) : null;
    }

    private Lane laneForIntake(Tenant tenant, List<NewCall> newCalls) {
        if (newCalls.isEmpty()) {
            throw new IllegalArgumentException("no calls to place");
        }
        LaneId laneId = newCalls.get(0).request().lane();
        for (NewCall newCall : newCalls) {
            if (!newCall.request().tenant().equals(tenant.id)
                    || !newCall.request().lane().equals(laneId)) {
                throw new IllegalArgumentException("calls taken in together belong to one tenant and lane");
            }
        }
        CampaignId campaign = laneId.campaign();
        Lane lane = tenant.lane(laneId.type(), campaign);
        if (lane == null && campaign != null) {
            throw new UnknownCampaignException(campaign, "does not exist");
        }
        if (lane == null) {
            throw new IllegalArgumentException("no lane for " + laneId.type() + " calls");
        }
        if (campaign != null && lane.status() == CampaignStatus.STOPPED) {
            throw new UnknownCampaignException(campaign, "was stopped and takes no more calls");
        }
        return lane;
    }
}

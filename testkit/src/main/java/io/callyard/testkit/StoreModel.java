package io.callyard.testkit;

import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignChange;
import io.callyard.machine.CampaignMachine;
import io.callyard.machine.Pacing;
import io.callyard.machine.Step;
import io.callyard.machine.Transition;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a store should do, written down as directly as the promises are: no counters, no indexes,
 * every answer by looking at all calls.
 */
final class StoreModel {
    private static final Comparator<Call> ORDER = Comparator.<Call>comparingInt(
                    call -> call.subject().type().rank())
            .thenComparing(Comparator.comparingInt(Call::priority).reversed())
            .thenComparingLong(Call::position);

    final Map<TenantId, TenantLimits> tenants = new LinkedHashMap<>();
    final Map<CarrierAccountId, AccountLimits> accounts = new LinkedHashMap<>();
    int systemLimit;

    private final InstantSource clock;
    private final Map<CallId, Call> calls = new LinkedHashMap<>();
    private final Map<LaneKey, Campaign> campaigns = new LinkedHashMap<>();
    private final Map<LaneKey, Instant> lastEnd = new HashMap<>();
    private final Map<CarrierAccountId, Instant> nextStart = new HashMap<>();
    private final Map<TenantId, Long> nextPosition = new HashMap<>();
    private final Map<TenantId, Long> lastServed = new HashMap<>();
    private long served;

    StoreModel(InstantSource clock) {
        this.clock = clock;
    }

    private record LaneKey(TenantId tenant, CampaignId campaign) {}

    // Calls

    Call admit(NewCall newCall, CallMachine machine) {
        TenantId tenant = newCall.request().tenant();
        return keep(null, machine.admit(newCall, step(tenant)));
    }

    Call update(CallId id, CallChange change) {
        Call before = call(id);
        return keep(before, change.apply(before, step(before.tenant())));
    }

    Call call(CallId id) {
        Call call = calls.get(id);
        if (call == null) {
            throw new AssertionError("the model does not know " + id);
        }
        return call;
    }

    List<Call> calls(Predicate<Call> which) {
        return calls.values().stream().filter(which).toList();
    }

    long count(Predicate<Call> which) {
        return calls.values().stream().filter(which).count();
    }

    private Step step(TenantId tenant) {
        return new Step(clock.instant(), nextPosition.getOrDefault(tenant, 1L));
    }

    private Call keep(@Nullable Call before, Transition<Call> transition) {
        Call after = transition.state();
        calls.put(after.id(), after);
        long next = nextPosition.getOrDefault(after.tenant(), 1L);
        nextPosition.put(after.tenant(), Math.max(next, after.position() + 1));
        CampaignId id = after.subject().campaign();
        if (id != null && !after.equals(before)) {
            LaneKey lane = new LaneKey(after.tenant(), id);
            if (before != null && CallMachine.beginsDelay(before, after)) {
                lastEnd.put(lane, clock.instant());
            }
            campaigns.put(
                    lane,
                    CampaignMachine.settle(campaign(after.tenant(), id), clock.instant())
                            .state());
        }
        return after;
    }

    // Campaigns

    void create(TenantId tenant, CampaignId id, CampaignSettings settings) {
        campaigns.put(new LaneKey(tenant, id), Campaign.draft(tenant, id, settings, clock.instant()));
    }

    void updateCampaign(TenantId tenant, CampaignId id, CampaignChange change) {
        Campaign after = change.apply(campaign(tenant, id), clock.instant()).state();
        campaigns.put(new LaneKey(tenant, id), after);
    }

    Campaign campaign(TenantId tenant, CampaignId id) {
        Campaign kept = campaigns.get(new LaneKey(tenant, id));
        if (kept == null) {
            throw new AssertionError("the model does not know " + id);
        }
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        List<Call> all = calls(
                call -> call.tenant().equals(tenant) && id.equals(call.subject().campaign()));
        all.stream().map(Call::outcome).filter(outcome -> outcome != null).forEach(outcome -> {
            outcomes.merge(outcome, 1L, Long::sum);
        });
        long live = all.stream().filter(call -> call.state().holdsSlot()).count();
        long waiting = all.stream().filter(StoreModel::waits).count();
        Instant delayed = delayedUntil(kept);
        return new Campaign(
                tenant,
                id,
                kept.settings(),
                kept.status(),
                new CampaignProgress(waiting, live, outcomes),
                delayed == null || !delayed.isAfter(clock.instant()) ? null : delayed,
                kept.createdAt(),
                kept.startedAt(),
                kept.endedAt());
    }

    private @Nullable Instant delayedUntil(Campaign campaign) {
        Instant end = lastEnd.get(new LaneKey(campaign.tenant(), campaign.id()));
        return end == null ? null : end.plus(campaign.settings().delayBetween());
    }

    // Claiming

    /** The calls that time changes at the next claim. */
    List<Call> due() {
        return calls(call ->
                waits(call) && call.attentionAt() != null && !call.attentionAt().isAfter(clock.instant()));
    }

    /** Lets time change {@code due}, which got {@code position} if it joined the queue. */
    void timePassed(Call due, long position, CallMachine machine) {
        keep(due, machine.timePassed(due, new Step(clock.instant(), position)));
    }

    /** The call of a tenant that may go next. */
    Optional<Call> next(TenantId tenant) {
        return calls.values().stream()
                .filter(call -> call.tenant().equals(tenant) && mayGo(call))
                .min(ORDER);
    }

    /** The tenants that have a call to make and were served longest ago. */
    List<TenantId> nextTenants() {
        List<TenantId> ready =
                tenants.keySet().stream().filter(id -> next(id).isPresent()).toList();
        long longest = ready.stream().mapToLong(this::lastServed).min().orElse(0);
        return ready.stream().filter(id -> lastServed(id) == longest).toList();
    }

    private long lastServed(TenantId id) {
        return lastServed.getOrDefault(id, 0L);
    }

    Call reserve(Call call, NodeId node, CallMachine machine) {
        CarrierAccountId account = accountFor(call);
        lastServed.put(call.tenant(), ++served);
        nextStart.put(
                account, Pacing.afterStart(clock.instant(), limits(account).callsPerSecond()));
        return update(call.id(), machine.reserve(node, account));
    }

    private boolean mayGo(Call call) {
        TenantLimits limits = tenantLimits(call.tenant());
        CallType type = call.subject().type();
        Predicate<Call> sameTenant = other -> live(other) && other.tenant().equals(call.tenant());
        CarrierAccountId account = accountFor(call);
        return call.state() == CallState.QUEUED
                && !call.isHeldAt(clock.instant())
                && laneIsOpen(call)
                && count(sameTenant) < limits.maxLive()
                && (type == CallType.DIRECT
                        || count(sameTenant.and(other -> other.subject().type() != CallType.DIRECT))
                                < limits.availableTo(type))
                && liveOn(account) < limits(account).maxLive()
                && Pacing.allows(nextStart.getOrDefault(account, Instant.MIN), clock.instant())
                && count(StoreModel::live) < systemLimit;
    }

    private boolean laneIsOpen(Call call) {
        CampaignId id = call.subject().campaign();
        if (id == null) {
            return true;
        }
        Campaign campaign = campaign(call.tenant(), id);
        return campaign.status() == CampaignStatus.RUNNING
                && campaign.progress().live() < campaign.settings().maxLive()
                && campaign.nextCallAt() == null;
    }

    long liveOn(CarrierAccountId account) {
        return count(call ->
                live(call) && call.attempt() != null && call.attempt().account().equals(account));
    }

    CarrierAccountId accountFor(Call call) {
        CampaignId id = call.subject().campaign();
        CarrierAccountId own =
                id == null ? null : campaign(call.tenant(), id).settings().account();
        return own == null ? tenantLimits(call.tenant()).account() : own;
    }

    private TenantLimits tenantLimits(TenantId tenant) {
        return tenants.getOrDefault(tenant, TenantLimits.DEFAULT);
    }

    private AccountLimits limits(CarrierAccountId account) {
        return accounts.getOrDefault(account, AccountLimits.DEFAULT);
    }

    // Looking

    /** The place in line: calls that are held back stand before nobody. */
    long position(Call call, boolean inItsLane) {
        return 1
                + inLine(call.tenant())
                        .filter(other -> !inItsLane || other.lane().equals(call.lane()))
                        .filter(other -> ORDER.compare(other, call) < 0)
                        .count();
    }

    Optional<Call> nextInLine(TenantId tenant, CallType type) {
        return inLine(tenant).filter(call -> call.subject().type() == type).min(ORDER);
    }

    private Stream<Call> inLine(TenantId tenant) {
        return calls.values().stream()
                .filter(call -> call.tenant().equals(tenant)
                        && call.state() == CallState.QUEUED
                        && !call.isHeldAt(clock.instant()));
    }

    static boolean live(Call call) {
        return call.state().holdsSlot();
    }

    static boolean waits(Call call) {
        return call.state() == CallState.QUEUED || call.state() == CallState.SCHEDULED;
    }
}

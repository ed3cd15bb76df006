package io.callyard.memory;

import io.callyard.event.Event;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignMachine;
import io.callyard.machine.Step;
import io.callyard.machine.Transition;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.LimitDefaults;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every map, line and counter of the store, and {@link #keep}, the only method that moves a call
 * between them. Each counter follows from the states before and after, never from why a call changed,
 * so no path can forget to give a slot back.
 *
 * <p><b>Threads.</b> One at a time.
 */
class Books {
    /** Calls that time will change, the earliest first. */
    static final Comparator<Call> BY_ATTENTION =
            Comparator.comparing(Books::attentionAt).thenComparing(Call::id);

    final Map<TenantId, Tenant> tenants = new LinkedHashMap<>();
    final Map<CarrierAccountId, Account> accounts = new LinkedHashMap<>();
    /** The calls that are not over, and those that say who has been called. */
    final Map<CallId, Call> calls = new HashMap<>();

    final WaitingTenants waiting = new WaitingTenants(accounts.values());

    /** Waiting calls with a time of their own: when they are due, when a hold ends, when they expire. */
    final TreeSet<Call> dueWaiting = new TreeSet<>(BY_ATTENTION);

    /** Live calls, by when somebody has to look after them. */
    final TreeSet<Call> dueLive = new TreeSet<>(BY_ATTENTION);

    final Map<Archive.CarrierKey, CallId> atCarrier = new HashMap<>();
    final Archive archive;

    /** Keys of changes that were applied to live calls and must not be applied again. */
    final Map<CallId, Set<String>> onceKeys = new HashMap<>();

    final Set<Lane> stoppedLanes = new LinkedHashSet<>();
    int systemLimit = Limits.UNLIMITED;
    int systemLive;
    LimitDefaults defaults = LimitDefaults.STANDARD;

    /** The next work by time alone, as it was last told. */
    Instant nextWorkTold = Instant.MAX;

    /** Whether work by time alone has come nearer than was told. */
    boolean comesNearer;

    /** Tenants whose logs have grown and whose watchers have not been told. */
    private final List<TenantId> grown = new ArrayList<>();

    private final InstantSource clock;
    private final Retention retention;
    private Instant latest = Instant.MIN;
    private long served;

    Books(InstantSource clock, Retention retention) {
        this.clock = clock;
        this.retention = retention;
        archive = new Archive(retention.maxEnded());
    }

    /** Returns the store's time: to the microsecond, and never earlier than before. */
    Instant now() {
        Instant read = clock.instant();
        int micros = read.getNano() / 1_000 * 1_000;
        Instant now = micros == read.getNano() ? read : Instant.ofEpochSecond(read.getEpochSecond(), micros);
        if (now.isAfter(latest)) {
            latest = now;
        }
        return latest;
    }

    Retention retention() {
        return retention;
    }

    /** Returns the time of the present step, which has asked for {@link #now}. */
    Instant latest() {
        return latest;
    }

    Tenant tenant(TenantId id) {
        Tenant known = tenants.get(id);
        if (known != null) {
            return known;
        }
        Tenant tenant = new Tenant(id, tenants.size(), defaults.tenant(), retention);
        tenants.put(id, tenant);
        log(tenant, List.of(new LimitsChanged(tenant.limits)), now());
        return tenant;
    }

    Account account(CarrierAccountId id) {
        Account known = accounts.get(id);
        if (known == null) {
            known = new Account(id, defaults.account());
            accounts.put(id, known);
        }
        return known;
    }

    Lane lane(Tenant tenant, Call call) {
        Lane lane = tenant.lane(call.subject().type(), call.subject().campaign());
        if (lane == null) {
            throw new IllegalStateException("call " + call.id() + " stands in a lane that does not exist");
        }
        return lane;
    }

    Step step(Tenant tenant, Instant now) {
        return new Step(now, tenant.nextPosition);
    }

    boolean systemHasSlot() {
        return systemLive < systemLimit;
    }

    /** Notes that a tenant was served. The tenant must not be waiting anywhere. */
    void served(Tenant tenant) {
        tenant.lastServed = ++served;
    }

    /** Returns and forgets the tenants whose logs have grown. */
    List<TenantId> takeGrown() {
        if (grown.isEmpty()) {
            return List.of();
        }
        List<TenantId> taken = grown.size() == 1 ? List.of(grown.get(0)) : List.copyOf(grown);
        grown.clear();
        return taken;
    }

    /** Keeps what a change made of a call: the call itself and all that follows from it. */
    @SuppressWarnings("ReferenceEquality") // an unchanged transition carries the very object it was given
    Changed keep(Tenant tenant, @Nullable Call before, Transition<Call> transition, Instant now) {
        Call after = transition.state();
        if (after != before) {
            Lane lane = lane(tenant, after);
            if (before != null) {
                takeOut(tenant, lane, before);
            }
            putIn(tenant, lane, after);
            moveSlots(tenant, before, after);
            if (after.state() == CallState.ENDED) {
                putAway(lane, after);
            }
            if (before != null && CallMachine.beginsDelay(before, after)) {
                lane.beginDelay(now);
            }
            tenant.relist(lane);
            noteStopped(lane);
        }
        List<LoggedEvent> events = log(tenant, transition.events(), now);
        if (after != before) {
            settle(tenant, lane(tenant, after), now);
            if (freesOrWants(before, after)) {
                waiting.ready(tenant);
            }
        }
        return new Changed(before == null ? after : before, after, events);
    }

    /** Lets a campaign follow its progress: completed when nothing is left, running when more came. */
    void settle(Tenant tenant, Lane lane, Instant now) {
        CampaignStatus status = lane.status();
        boolean may = status == CampaignStatus.RUNNING && lane.isDone()
                || status == CampaignStatus.COMPLETED && !lane.isDone();
        Campaign campaign = may ? lane.campaign(now) : null;
        if (campaign != null) {
            keep(tenant, lane, CampaignMachine.settle(campaign, now), now);
        }
    }

    /** Keeps what a change made of a campaign. */
    void keep(Tenant tenant, Lane lane, Transition<Campaign> transition, Instant now) {
        lane.keep(transition.state());
        tenant.relist(lane);
        noteStopped(lane);
        log(tenant, transition.events(), now);
        if (!tenant.liningUp.isEmpty()) {
            waiting.ready(tenant);
        }
    }

    /** A stopped lane in which calls wait, be it because a live one came back, has to be emptied. */
    private void noteStopped(Lane lane) {
        if (lane.status() == CampaignStatus.STOPPED && lane.hasWaiting()) {
            stoppedLanes.add(lane);
        } else {
            stoppedLanes.remove(lane);
        }
    }

    List<LoggedEvent> log(Tenant tenant, List<Event> events, Instant now) {
        if (events.isEmpty()) {
            return List.of();
        }
        if (!grown.contains(tenant.id)) {
            grown.add(tenant.id);
        }
        if (events.size() == 1) {
            return List.of(tenant.log.append(events.get(0), now));
        }
        if (events.size() == 2) {
            LoggedEvent first = tenant.log.append(events.get(0), now);
            return List.of(first, tenant.log.append(events.get(1), now));
        }
        List<LoggedEvent> logged = new ArrayList<>(events.size());
        for (Event event : events) {
            logged.add(tenant.log.append(event, now));
        }
        return logged;
    }

    private void takeOut(Tenant tenant, Lane lane, Call call) {
        tenant.count(call, -1);
        lane.count(call, -1);
        if (isInLine(call)) {
            lane.line.remove(call);
        } else if (isWaiting(call)) {
            lane.aside.remove(call.id());
        }
        if (call.attentionAt() != null) {
            (isWaiting(call) ? dueWaiting : dueLive).remove(call);
        }
    }

    private void putIn(Tenant tenant, Lane lane, Call call) {
        calls.put(call.id(), call);
        tenant.count(call, 1);
        lane.count(call, 1);
        if (isInLine(call)) {
            lane.line.add(call);
        } else if (isWaiting(call)) {
            lane.aside.add(call.id());
        }
        if (call.attentionAt() != null) {
            (isWaiting(call) ? dueWaiting : dueLive).add(call);
            comesNearer |= call.attentionAt().isBefore(nextWorkTold);
        }
        if (call.position() == tenant.nextPosition) {
            tenant.nextPosition++;
        }
    }

    /** Moves the slots that live calls hold outside their lane and tenant. */
    private void moveSlots(Tenant tenant, @Nullable Call before, Call after) {
        Attempt held = before != null && before.state().holdsSlot() ? before.attempt() : null;
        Attempt holds = after.state().holdsSlot() ? after.attempt() : null;
        if (held == null && holds != null) {
            systemLive++;
            account(holds.account()).take();
        } else if (held != null && holds == null) {
            systemLive--;
            account(held.account()).release();
            tenant.liveCalls.remove(after.id());
        }
        if (holds != null) {
            tenant.liveCalls.put(after.id(), after);
        }
        Archive.CarrierKey key = Archive.CarrierKey.of(after);
        if (key != null && holds != null && (before == null || !key.id().equals(before.carrierCallId()))) {
            atCarrier.put(key, after.id());
        } else if (key != null && held != null && holds == null) {
            // This attempt is over; what the carrier still says of it is looked up among the past.
            atCarrier.remove(key);
            archive.addCarrierKey(after);
        }
    }

    /** Puts an ended call away. One whose key says who has been called stays at hand for ever. */
    private void putAway(Lane lane, Call ended) {
        onceKeys.remove(ended.id());
        if (lane.id.type() != CallType.DIRECT && ended.key() != null) {
            archive.addCarrierKey(ended);
            return;
        }
        calls.remove(ended.id());
        if (ended.key() != null) {
            lane.keys.remove(ended.key());
        }
        archive.add(ended);
    }

    /** Returns a call, over or not; null if there is none or it is forgotten. */
    @Nullable
    Call call(CallId id) {
        Call call = calls.get(id);
        return call != null ? call : archive.find(id);
    }

    private static boolean freesOrWants(@Nullable Call before, Call after) {
        return isInLine(after)
                || before != null
                        && before.state().holdsSlot()
                        && !after.state().holdsSlot();
    }

    static boolean isWaiting(Call call) {
        return call.state() == CallState.QUEUED || call.state() == CallState.SCHEDULED;
    }

    /** In the queue and not held. A hold that is over counts until the call was told: see timePassed. */
    static boolean isInLine(Call call) {
        return call.state() == CallState.QUEUED && call.notBefore() == null;
    }

    static Instant attentionAt(Call call) {
        return call.attentionAt() == null ? Instant.MAX : call.attentionAt();
    }
}

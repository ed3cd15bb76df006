package io.callyard.store.jdbc.ledger;

import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignMachine;
import io.callyard.machine.Step;
import io.callyard.machine.Transition;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignStatus;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.Changed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's row and all of its other rows that a transaction needs, while the tenant is locked; and
 * {@link #keep}, the only method that moves a call between them. Each counter follows from the states
 * before and after, never from why a call changed, so no path can forget to give a slot back.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class TenantBook {
    final TenantId id;

    /** The store's time for this transaction: never earlier than the tenant's last change. */
    final Instant now;

    TenantLimits limits;
    long seq;
    long nextPosition;
    int live;
    int liveDirect;

    /** Calls in line, over the lanes that run. */
    long lined;

    boolean ready;

    @Nullable
    Instant wakeAt;

    boolean parked;
    long lastServed;
    boolean dirty;

    final Map<String, LaneBook> lanes = new LinkedHashMap<>();
    final Map<CallId, KeptCall> calls = new LinkedHashMap<>();
    final LeadBook leads = new LeadBook();

    /** Changes that were applied to calls before and must not be applied again. */
    final Set<Map.Entry<CallId, String>> applied = new HashSet<>();

    /** What has to be written beside the tenant and its lanes. */
    final Pending pending = new Pending();

    TenantBook(TenantId id, TenantLimits limits, Instant now) {
        this.id = id;
        this.limits = limits;
        this.now = now;
    }

    LaneBook lane(Call call) {
        String key = LaneKey.of(call.lane());
        LaneBook lane = lanes.get(key);
        if (lane == null) {
            throw new IllegalStateException("call " + call.id() + " stands in lane " + key + ", which was not read");
        }
        return lane;
    }

    Step step() {
        return new Step(now, nextPosition);
    }

    /** Returns whether the tenant's own limits leave a slot for a call of {@code type}. */
    boolean hasSlotFor(CallType type) {
        return hasFreeSlot() && (type == CallType.DIRECT || live - liveDirect < limits.availableTo(type));
    }

    boolean hasFreeSlot() {
        return live < limits.maxLive();
    }

    /** Keeps a call that was just taken in. */
    void add(Transition<Call> admitted) {
        Call call = admitted.state();
        calls.put(call.id(), KeptCall.first(call));
        pending.inserted.add(call.id());
        follow(null, admitted);
    }

    /** Keeps what a change made of a call: the call itself and all that follows from it. */
    @SuppressWarnings("ReferenceEquality") // an unchanged transition carries the very object it was given
    Changed keep(KeptCall before, Transition<Call> transition) {
        Call after = transition.state();
        if (after != before.call()) {
            calls.put(after.id(), before.then(after));
            pending.changed(after.id());
        }
        return new Changed(before.call(), after, follow(before.call(), transition));
    }

    @SuppressWarnings("ReferenceEquality")
    private List<LoggedEvent> follow(@Nullable Call before, Transition<Call> transition) {
        Call after = transition.state();
        if (after == before) {
            return log(transition.events());
        }
        LaneBook lane = lane(after);
        // What a carrier reports of a live call moves no counter, and most changes are that.
        if (before == null || Phase.of(before) != Phase.LIVE || Phase.of(after) != Phase.LIVE) {
            if (before != null) {
                count(lane, before, -1);
            }
            count(lane, after, 1);
        }
        if (after.position() == nextPosition) {
            nextPosition++;
        }
        if (before != null && CallMachine.beginsDelay(before, after)) {
            lane.lastEndAt = now;
        }
        pending.note(before, after);
        List<LoggedEvent> events = log(transition.events());
        settle(lane);
        boolean freed =
                before != null && before.state().holdsSlot() && !after.state().holdsSlot();
        if (freed || Phase.of(after) == Phase.IN_LINE) {
            lookAgain();
        }
        return events;
    }

    private void count(LaneBook lane, Call call, int by) {
        dirty = true;
        lane.count(call, by);
        if (call.state().holdsSlot()) {
            live += by;
            liveDirect += lane.type() == CallType.DIRECT ? by : 0;
        }
        if (Phase.of(call) == Phase.IN_LINE) {
            lined += lane.isRunning() ? by : 0;
            pending.inLine(lane.key, call, by);
        }
    }

    /** Something has changed for the tenant: it is worth a look, if it has anything that could go. */
    void lookAgain() {
        if (lined == 0) {
            stopWaiting();
        } else if (hasFreeSlot()) {
            pending.look = true;
            if (!ready || parked || wakeAt != null) {
                stopWaiting();
                ready = true;
                dirty = true;
            }
        }
    }

    /** The tenant waits nowhere. */
    void stopWaiting() {
        dirty |= ready || parked || wakeAt != null;
        pending.unpark |= parked;
        ready = false;
        wakeAt = null;
        parked = false;
    }

    /** Lets a campaign follow its progress: completed when nothing is left, running when more came. */
    private void settle(LaneBook lane) {
        boolean may = lane.status() == CampaignStatus.RUNNING && lane.isDone()
                || lane.status() == CampaignStatus.COMPLETED && !lane.isDone();
        Campaign campaign = may ? lane.campaignAt(now) : null;
        if (campaign != null) {
            keep(lane, CampaignMachine.settle(campaign, now));
        }
        pending.clearing |= lane.isClearing();
    }

    /** Keeps what a change made of a campaign. */
    List<LoggedEvent> keep(LaneBook lane, Transition<Campaign> transition) {
        boolean ran = lane.isRunning();
        lane.campaign = transition.state();
        lane.dirty = true;
        if (ran != lane.isRunning()) {
            lined += ran ? -lane.lined : lane.lined;
            dirty = true;
        }
        pending.clearing |= lane.isClearing();
        List<LoggedEvent> events = log(transition.events());
        lookAgain();
        return events;
    }

    List<LoggedEvent> log(List<Event> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        dirty = true;
        List<LoggedEvent> logged = new ArrayList<>(events.size());
        for (Event event : events) {
            logged.add(new LoggedEvent(id, ++seq, now, event));
        }
        pending.events.addAll(logged);
        return logged;
    }

    /** Returns a call that was read; null if it was not. */
    @Nullable
    KeptCall call(CallId call) {
        return calls.get(call);
    }

    /** Returns a call that is there. */
    KeptCall kept(CallId call) {
        KeptCall kept = calls.get(call);
        if (kept == null) {
            throw new IllegalStateException("call " + call + " is to be written, but was not read");
        }
        return kept;
    }

    /** Takes a call that was just read, unless the transaction has changed it meanwhile. */
    KeptCall read(KeptCall call) {
        KeptCall known = calls.putIfAbsent(call.call().id(), call);
        return known == null ? call : known;
    }

    /** Notes that a change was applied before. */
    void applied(CallId call, String onceKey) {
        if (calls.containsKey(call)) {
            applied.add(Map.entry(call, onceKey));
        }
    }

    /** Watches a live call from now on when it needs attention, not sooner. */
    void watchAgain(CallId call) {
        KeptCall kept = calls.get(call);
        if (kept != null) {
            calls.put(
                    call, new KeptCall(kept.call(), KeptCall.micros(kept.call().attentionAt()), kept.past()));
            pending.changed(call);
        }
    }
}

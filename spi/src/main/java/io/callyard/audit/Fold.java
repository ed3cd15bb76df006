package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.CampaignEvent;
import io.callyard.event.Event;
import io.callyard.event.InboundEvent;
import io.callyard.event.LeadEvent;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.LaneId;
import io.callyard.model.Outcome;
import io.callyard.model.TenantLimits;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's events add up to.
 *
 * <p>Of a call that is over only the id and the outcome are kept. If the beginning of the log is
 * gone, a call is taken for what its first event says.
 */
final class Fold {
    private final boolean complete;
    private final Map<CallId, FoldedCall> open = new LinkedHashMap<>();
    private final Map<CallId, Outcome> ended = new HashMap<>();
    private final Map<LaneId, FoldedLane> lanes = new LinkedHashMap<>();
    private final LeadFold leads = new LeadFold();
    private final InboundFold inbound;
    private @Nullable TenantLimits limits;
    private long lastSeq;
    private long lastPosition;
    private int live;
    private int liveDirect;
    private boolean forgetful;

    /**
     * Makes an empty fold.
     *
     * @param complete whether it will see the log from its beginning
     */
    Fold(boolean complete) {
        this.complete = complete;
        inbound = new InboundFold(complete);
    }

    void apply(LoggedEvent logged) {
        lastSeq = logged.seq();
        Event event = logged.event();
        if (event instanceof CallEvent callEvent) {
            apply(callEvent, logged.at());
        } else if (event instanceof CampaignEvent campaignEvent) {
            laneOf(LaneId.of(campaignEvent.campaign())).apply(campaignEvent);
        } else if (event instanceof LimitsChanged changed) {
            limits = changed.limits();
        } else if (event instanceof InboundEvent inboundEvent) {
            inbound.apply(inboundEvent, logged.at());
        } else if (event instanceof LeadEvent leadEvent) {
            leads.apply(leadEvent);
        }
    }

    private void apply(CallEvent event, Instant at) {
        CallId id = event.subject().id();
        if (event instanceof LateReport || ended.containsKey(id)) {
            return;
        }
        FoldedCall known = open.get(id);
        if (known == null) {
            leads.takenIn(event);
        }
        FoldedCall call = known == null ? new FoldedCall(event.subject(), complete) : known;
        FoldedLane lane = laneOf(call.subject().lane());
        boolean heldSlot = call.holdsSlot();
        if (known != null) {
            leave(lane, call);
        }
        call.apply(event);
        if (heldSlot && beginsDelay(call, event)) {
            lane.beginDelay(at);
        }
        if (event instanceof CallQueued queued) {
            lastPosition = Math.max(lastPosition, queued.position());
        }
        Object person = event instanceof CallStarted ? OncePerContactRule.person(call.subject()) : null;
        if (person != null) {
            lane.reach(person, id);
        }
        if (event instanceof CallEnded end) {
            open.remove(id);
            ended.put(id, end.outcome());
            lane.countEnd(end.outcome());
        } else {
            open.put(id, call);
            enter(lane, call);
        }
    }

    private void leave(FoldedLane lane, FoldedCall call) {
        lane.leave(call);
        count(call, -1);
    }

    private void enter(FoldedLane lane, FoldedCall call) {
        lane.enter(call);
        count(call, 1);
    }

    private void count(FoldedCall call, int by) {
        if (call.holdsSlot()) {
            live += by;
            liveDirect += call.subject().type() == CallType.DIRECT ? by : 0;
        }
    }

    /** As {@link io.callyard.machine.CallMachine#beginsDelay}, told by the event. */
    private static boolean beginsDelay(FoldedCall after, CallEvent event) {
        return !after.holdsSlot()
                && after.state() != CallState.QUEUED
                && !(event instanceof CallEnded end && end.outcome() == Outcome.SUPPRESSED);
    }

    private FoldedLane laneOf(LaneId id) {
        return lanes.computeIfAbsent(id, FoldedLane::new);
    }

    /** Drops what is known of calls and offers that are over, of callers who have left and of leads that were dialled. */
    void forgetEnded() {
        inbound.forgetEnded();
        leads.forgetDialed();
        ended.clear();
        lanes.values().forEach(FoldedLane::forgetReached);
        forgetful = true;
    }

    /** Whether an event is the first of its call here. */
    boolean isNew(CallEvent event) {
        CallId id = event.subject().id();
        return !open.containsKey(id) && !ended.containsKey(id) && !(event instanceof LateReport);
    }

    /** Whether a call unknown to this fold was never in the log. */
    boolean knowsAllOpenCalls() {
        return complete;
    }

    /** Whether a call unknown to this fold may be over. */
    boolean isForgetful() {
        return forgetful || !complete;
    }

    long lastSeq() {
        return lastSeq;
    }

    long lastPosition() {
        return lastPosition;
    }

    @Nullable
    TenantLimits limits() {
        return limits;
    }

    int live() {
        return live;
    }

    int liveDirect() {
        return liveDirect;
    }

    @Nullable
    FoldedCall call(CallId id) {
        return open.get(id);
    }

    @Nullable
    Outcome outcome(CallId id) {
        return ended.get(id);
    }

    Collection<FoldedCall> openCalls() {
        return open.values();
    }

    @Nullable
    FoldedLane lane(LaneId id) {
        return lanes.get(id);
    }

    @Nullable
    FoldedLane lane(CampaignId id) {
        return lanes.get(LaneId.of(id));
    }

    Collection<FoldedLane> lanes() {
        return lanes.values();
    }

    /** What the events of the leads add up to. */
    LeadFold leads() {
        return leads;
    }

    /** What the events of the inbound queues add up to. */
    InboundFold inbound() {
        return inbound;
    }
}

package io.callyard.audit;

import io.callyard.event.CampaignEvent;
import io.callyard.event.CampaignEvent.CampaignChanged;
import io.callyard.event.CampaignEvent.CampaignCreated;
import io.callyard.event.CampaignEvent.CampaignStatusChanged;
import io.callyard.model.CallId;
import io.callyard.model.CallType;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.LaneId;
import io.callyard.model.Outcome;
import io.callyard.model.TenantLimits;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A lane, as far as the events tell: its calls counted, its rules, and who was reached. */
final class FoldedLane {
    private final LaneId id;
    private final TreeSet<FoldedCall> ready = new TreeSet<>(FoldedCall.ORDER);
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Object, CallId> reached = new HashMap<>();
    private final LaneDelay delay = new LaneDelay();
    private long waiting;
    private int live;
    private boolean createdInLog;
    private @Nullable CampaignSettings settings;
    private @Nullable CampaignStatus status;

    FoldedLane(LaneId id) {
        this.id = id;
    }

    void enter(FoldedCall call) {
        live += call.holdsSlot() ? 1 : 0;
        waiting += call.holdsSlot() ? 0 : 1;
        if (call.isReady()) {
            ready.add(call);
        }
    }

    void leave(FoldedCall call) {
        live -= call.holdsSlot() ? 1 : 0;
        waiting -= call.holdsSlot() ? 0 : 1;
        ready.remove(call);
    }

    void countEnd(Outcome outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }

    void beginDelay(Instant at) {
        delay.begin(at);
    }

    void apply(CampaignEvent event) {
        if (event instanceof CampaignCreated created) {
            createdInLog = true;
            status = CampaignStatus.DRAFT;
            change(created.settings());
        } else if (event instanceof CampaignChanged changed) {
            change(changed.settings());
        } else if (event instanceof CampaignStatusChanged changed) {
            status = changed.to();
        }
    }

    private void change(CampaignSettings value) {
        settings = value;
        delay.change(value.delayBetween());
    }

    /** Notes that a call reached a person; the first one stays. */
    void reach(Object person, CallId call) {
        reached.putIfAbsent(person, call);
    }

    @Nullable
    CallId reachedBy(Object person) {
        return reached.get(person);
    }

    void forgetReached() {
        reached.clear();
    }

    /**
     * Returns whether the events prove that a call of this lane could have gone at {@code now} when
     * one of equal or lower rank got a slot on {@code account}: that one shows that the tenant, the
     * account and the system had room.
     */
    boolean isSurelyOpen(CarrierAccountId account, @Nullable TenantLimits limits, Instant now) {
        if (!account.equals(account(limits))) {
            return false;
        }
        if (id.type() != CallType.CAMPAIGN) {
            return true;
        }
        return createdInLog
                && status == CampaignStatus.RUNNING
                && settings != null
                && live < settings.maxLive()
                && delay.isSurelyOverAt(now);
    }

    private @Nullable CarrierAccountId account(@Nullable TenantLimits limits) {
        if (id.type() == CallType.CAMPAIGN && settings == null) {
            return null;
        }
        CarrierAccountId own = settings == null ? null : settings.account();
        return own != null || limits == null ? own : limits.account();
    }

    LaneId id() {
        return id;
    }

    /** The first call in line that could go as far as it alone decides; null if there is none. */
    @Nullable
    FoldedCall head() {
        return ready.isEmpty() ? null : ready.first();
    }

    int live() {
        return live;
    }

    boolean isDone() {
        return live == 0 && waiting == 0;
    }

    LaneDelay delay() {
        return delay;
    }

    /** Whether the campaign's whole life is in the log. */
    boolean isCreatedInLog() {
        return createdInLog;
    }

    @Nullable
    CampaignSettings settings() {
        return settings;
    }

    @Nullable
    CampaignStatus status() {
        return status;
    }

    /** The campaign, if it is one and its whole life is in the log. */
    @Nullable
    CampaignView view() {
        return !createdInLog || settings == null || status == null || id.campaign() == null
                ? null
                : new CampaignView(id.campaign(), settings, status, new CampaignProgress(waiting, live, outcomes));
    }
}

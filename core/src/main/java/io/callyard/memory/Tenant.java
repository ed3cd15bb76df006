package io.callyard.memory;

import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.LaneId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.TenantUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one tenant: its lanes, its counts, its limits, its log, and where it stands
 * among the tenants that want a slot.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class Tenant {
    /** The one served longest ago first. */
    static final Comparator<Tenant> LONGEST_UNSERVED =
            Comparator.<Tenant>comparingLong(tenant -> tenant.lastServed).thenComparingLong(tenant -> tenant.ordinal);

    private static final CallType[] TYPES = CallType.values();
    private static final CallState[] STATES = CallState.values();

    final TenantId id;
    final TenantLog log;
    private final Lane direct = new Lane(LaneId.DIRECT, null);
    private final Lane leads = new Lane(LaneId.LEADS, null);
    private final Map<CampaignId, Lane> campaigns = new LinkedHashMap<>();
    private final List<Lane> lanes = new ArrayList<>(List.of(direct, leads));

    /** The lanes from which a call may go as far as the lane itself decides: running, with a line. */
    final List<Lane> liningUp = new ArrayList<>();

    final Map<CallId, Call> liveCalls = new LinkedHashMap<>();

    TenantLimits limits;
    long nextPosition = 1;

    /** When it was last served, as a number that grows. Change it only while the tenant waits nowhere. */
    long lastServed;

    /** Where the tenant waits: see {@link WaitingTenants}. */
    boolean ready;

    @Nullable
    Instant sleepsUntil;

    final List<Account> waitsFor = new ArrayList<>(2);

    final long ordinal;
    private final long[][] counts = new long[TYPES.length][STATES.length];
    private int live;
    private int liveDirect;

    Tenant(TenantId id, long ordinal, TenantLimits limits, Retention retention) {
        this.id = id;
        this.ordinal = ordinal;
        this.limits = limits;
        log = new TenantLog(id, retention);
    }

    /** Returns all lanes, those of campaigns in the order in which these were made. */
    List<Lane> lanes() {
        return lanes;
    }

    /** Returns a lane; null if there is no such campaign. */
    @Nullable
    Lane lane(CallType type, @Nullable CampaignId campaign) {
        return switch (type) {
            case DIRECT -> direct;
            case LEAD -> leads;
            case CAMPAIGN -> campaign == null ? null : campaigns.get(campaign);
        };
    }

    /** Adds the lane of a new campaign. */
    void add(CampaignId campaign, Lane lane) {
        campaigns.put(campaign, lane);
        lanes.add(lane);
    }

    /** Counts a call in as it stands, or out again. */
    void count(Call call, int by) {
        CallType type = call.subject().type();
        counts[type.ordinal()][call.state().ordinal()] += by;
        if (call.state().holdsSlot()) {
            live += by;
            liveDirect += type == CallType.DIRECT ? by : 0;
        }
    }

    /** Returns whether the tenant's own limits leave a slot for a call of {@code type}. */
    boolean hasSlotFor(CallType type) {
        return live < limits.maxLive() && (type == CallType.DIRECT || live - liveDirect < limits.availableTo(type));
    }

    boolean hasFreeSlot() {
        return live < limits.maxLive();
    }

    CarrierAccountId account(Lane lane) {
        return lane.account(limits.account());
    }

    /** Notes whether {@code lane} has calls that could go. */
    void relist(Lane lane) {
        boolean linesUp = lane.isRunning() && !lane.line.isEmpty();
        if (linesUp != lane.linesUp) {
            lane.linesUp = linesUp;
            if (linesUp) {
                liningUp.add(lane);
            } else {
                liningUp.remove(lane);
            }
        }
    }

    /** Returns how many calls in line go before {@code call}, over all lanes. */
    long countBefore(Call call) {
        int rank = call.subject().type().rank();
        long before = 0;
        for (Lane lane : lanes) {
            int other = lane.id.type().rank();
            if (other < rank) {
                before += lane.line.size();
            } else if (other == rank) {
                before += lane.line.countBefore(call);
            }
        }
        return before;
    }

    long countQueued() {
        long sum = 0;
        for (long[] byState : counts) {
            sum += byState[CallState.QUEUED.ordinal()];
        }
        return sum;
    }

    TenantUsage usage() {
        return new TenantUsage(limits, live, liveDirect);
    }

    CallCounts counts() {
        Map<CallType, Map<CallState, Long>> byType = new EnumMap<>(CallType.class);
        for (CallType type : TYPES) {
            Map<CallState, Long> byState = new EnumMap<>(CallState.class);
            for (CallState state : STATES) {
                long count = counts[type.ordinal()][state.ordinal()];
                if (count != 0) {
                    byState.put(state, count);
                }
            }
            byType.put(type, byState);
        }
        return new CallCounts(byType);
    }
}

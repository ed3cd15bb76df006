package io.callyard.memory;

import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.LaneId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.TenantUsage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    final Map<LaneId, Lane> lanes = new LinkedHashMap<>();

    /** The lanes from which a call may go as far as the lane itself decides: running, with a line. */
    final Set<Lane> liningUp = new LinkedHashSet<>();

    final Map<CallId, Call> liveCalls = new LinkedHashMap<>();

    /** Ended calls that may be forgotten, oldest first. */
    final ArrayDeque<CallId> forgettable = new ArrayDeque<>();

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
        lanes.put(LaneId.DIRECT, new Lane(LaneId.DIRECT, null));
        lanes.put(LaneId.LEADS, new Lane(LaneId.LEADS, null));
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
        if (lane.isRunning() && !lane.line.isEmpty()) {
            liningUp.add(lane);
        } else {
            liningUp.remove(lane);
        }
    }

    /** Returns how many calls in line go before {@code call}, over all lanes. */
    long countBefore(Call call) {
        int rank = call.subject().type().rank();
        long before = 0;
        for (Lane lane : lanes.values()) {
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

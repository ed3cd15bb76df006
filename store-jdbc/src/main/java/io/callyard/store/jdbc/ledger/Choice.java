package io.callyard.store.jdbc.ledger;

import io.callyard.model.CallType;
import io.callyard.model.CarrierAccountId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The next call of one tenant: the first by type rank, priority and position over its open lanes; or
 * what would have to change for there to be one.
 */
final class Choice {
    /** The calls that go first of each lane, where they were read. */
    interface Heads {
        Deque<KeptCall> of(LaneBook lane);
    }

    /** Nobody's heads: only tells whether a lane is open. */
    static final Heads UNREAD = lane -> new ArrayDeque<>();

    @Nullable
    KeptCall call;

    @Nullable
    SharedLimit account;

    @Nullable
    LaneBook lane;

    /** Whether a lane is open, so that there is a call to choose. */
    boolean anyOpen;

    /** Whether an open lane has calls that were not read: which of all goes first cannot be told. */
    boolean isUnsure;

    /** How many direct calls could go. */
    long directReady;

    /** When the first delay of a lane is over that is otherwise open. */
    @Nullable
    Instant laneOpensAt;

    /** Accounts that keep a lane from going that is otherwise open. */
    final List<String> blockedBy = new ArrayList<>(1);

    private Choice() {}

    static Choice of(TenantBook tenant, Map<String, SharedLimit> limits, Quotas quotas, Heads heads) {
        Choice choice = new Choice();
        for (LaneBook lane : tenant.lanes.values()) {
            if (!isOpen(tenant, lane)) {
                continue;
            }
            Instant delayedUntil = lane.delayedUntil(tenant.now);
            if (delayedUntil != null) {
                choice.delayedUntil(delayedUntil);
                continue;
            }
            CarrierAccountId id = lane.account(tenant.limits.account());
            SharedLimit account = limits.get(id.value());
            if (account == null || !account.mayStartAt(tenant.now) || quotas.isUsedUp(id)) {
                choice.blockedBy.add(id.value());
                continue;
            }
            choice.consider(lane, account, heads.of(lane).peekFirst());
        }
        return choice;
    }

    /** Whether the lane and its tenant let a call go, as far as they decide without the time. */
    static boolean isOpen(TenantBook tenant, LaneBook lane) {
        return lane.lined > 0 && lane.isRunning() && tenant.hasSlotFor(lane.type()) && !lane.isFull();
    }

    private void delayedUntil(Instant until) {
        if (laneOpensAt == null || until.isBefore(laneOpensAt)) {
            laneOpensAt = until;
        }
    }

    private void consider(LaneBook candidate, SharedLimit lanesAccount, @Nullable KeptCall head) {
        anyOpen = true;
        if (candidate.type() == CallType.DIRECT) {
            directReady = candidate.lined;
        }
        isUnsure |= head == null;
        if (head != null && (call == null || Line.goesBefore(head.call(), call.call()))) {
            call = head;
            lane = candidate;
            account = lanesAccount;
        }
    }

    /** Puts a tenant for which there is no call to where it waits. */
    void park(TenantBook tenant) {
        tenant.stopWaiting();
        tenant.wakeAt = laneOpensAt;
        if (!blockedBy.isEmpty()) {
            tenant.parked = true;
            tenant.pending.parkedOn.addAll(blockedBy);
        }
        tenant.dirty = true;
    }
}

package io.callyard.memory;

import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.LaneId;
import io.callyard.model.Limits;
import io.callyard.model.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one lane, and the rules of the lane.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class Lane {
    /** Who goes first within one type rank: higher priority, then earlier position. */
    static final Comparator<Call> ORDER = (one, other) -> {
        int byPriority = Integer.compare(other.priority(), one.priority());
        return byPriority != 0 ? byPriority : Long.compare(one.position(), other.position());
    };

    final LaneId id;

    /** The calls that are in the queue and not held. */
    final RankedList<Call> line = new RankedList<>(ORDER);

    /** The calls that wait but are not in line: scheduled or held. */
    final Set<CallId> aside = new LinkedHashSet<>();

    final Map<String, CallId> keys = new HashMap<>();
    int live;

    /** Whether its tenant lists it among the lanes from which a call may go. */
    boolean linesUp;

    private final long[] ended = new long[Outcome.values().length];

    /** When its last call ended; null before the first did. */
    private @Nullable Instant lastEndAt;

    /** The campaign without its progress; null for the lanes of direct calls and leads. */
    private @Nullable Campaign campaign;

    Lane(LaneId id, @Nullable Campaign campaign) {
        this.id = id;
        this.campaign = campaign;
    }

    /** Counts a call in as it stands, or out again. */
    void count(Call call, int by) {
        if (call.state().holdsSlot()) {
            live += by;
        }
        Outcome outcome = call.outcome();
        if (outcome != null) {
            ended[outcome.ordinal()] += by;
        }
    }

    boolean hasWaiting() {
        return !line.isEmpty() || !aside.isEmpty();
    }

    boolean isDone() {
        return live == 0 && !hasWaiting();
    }

    boolean isFull() {
        return live >= maxLive();
    }

    int maxLive() {
        return campaign == null ? Limits.UNLIMITED : campaign.settings().maxLive();
    }

    boolean isRunning() {
        return campaign == null || campaign.status() == CampaignStatus.RUNNING;
    }

    /** Returns when the delay after the last call is over; null if it is over at {@code now}. */
    @Nullable
    Instant delayedUntil(Instant now) {
        Instant opensAt = lastEndAt == null || campaign == null
                ? null
                : lastEndAt.plus(campaign.settings().delayBetween());
        return opensAt == null || !opensAt.isAfter(now) ? null : opensAt;
    }

    CarrierAccountId account(CarrierAccountId tenantsAccount) {
        CarrierAccountId own = campaign == null ? null : campaign.settings().account();
        return own == null ? tenantsAccount : own;
    }

    /** Begins the delay after a call that ended at {@code now}. */
    void beginDelay(Instant now) {
        lastEndAt = now;
    }

    @Nullable
    CampaignStatus status() {
        return campaign == null ? null : campaign.status();
    }

    void keep(Campaign changed) {
        campaign = changed;
    }

    /** Returns the campaign with its progress as of now. */
    @Nullable
    Campaign campaign(Instant now) {
        Campaign it = campaign;
        return it == null
                ? null
                : new Campaign(
                        it.tenant(),
                        it.id(),
                        it.settings(),
                        it.status(),
                        progress(),
                        delayedUntil(now),
                        it.createdAt(),
                        it.startedAt(),
                        it.endedAt());
    }

    private CampaignProgress progress() {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            if (ended[outcome.ordinal()] > 0) {
                outcomes.put(outcome, ended[outcome.ordinal()]);
            }
        }
        return new CampaignProgress((long) line.size() + aside.size(), live, outcomes);
    }
}

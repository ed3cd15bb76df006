package io.callyard.store.jdbc.ledger;

import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lane's row, while its tenant is locked.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class LaneBook {
    final TenantId tenant;
    final String key;
    final long ordinal;
    final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    long scheduled;
    long queued;
    long lined;
    int live;
    boolean isNew;
    boolean dirty;

    /** When its last call ended; null before the first did. */
    @Nullable
    Instant lastEndAt;

    /** The campaign without its progress; null for the lanes of direct calls and leads. */
    @Nullable
    Campaign campaign;

    LaneBook(TenantId tenant, String key, long ordinal, @Nullable Campaign campaign) {
        this.tenant = tenant;
        this.key = key;
        this.ordinal = ordinal;
        this.campaign = campaign;
    }

    CallType type() {
        return LaneKey.type(key);
    }

    @Nullable
    CampaignId campaignId() {
        return LaneKey.campaign(key);
    }

    /** Counts a call in as it stands, or out again. */
    void count(Call call, int by) {
        dirty = true;
        if (call.state().holdsSlot()) {
            live += by;
        } else if (call.state() == CallState.SCHEDULED) {
            scheduled += by;
        } else if (call.state() == CallState.QUEUED) {
            queued += by;
            lined += Phase.of(call) == Phase.IN_LINE ? by : 0;
        }
        Outcome outcome = call.outcome();
        if (outcome != null) {
            outcomes.merge(outcome, (long) by, Long::sum);
        }
    }

    long waiting() {
        return scheduled + queued;
    }

    boolean isDone() {
        return live == 0 && waiting() == 0;
    }

    boolean isRunning() {
        return campaign == null || campaign.status() == CampaignStatus.RUNNING;
    }

    boolean isStopped() {
        return status() == CampaignStatus.STOPPED;
    }

    /** Returns whether it was stopped and calls still wait in it. */
    boolean isClearing() {
        return isStopped() && waiting() > 0;
    }

    @Nullable
    CampaignStatus status() {
        return campaign == null ? null : campaign.status();
    }

    @Nullable
    CampaignSettings settings() {
        return campaign == null ? null : campaign.settings();
    }

    int maxLive() {
        return campaign == null ? Limits.UNLIMITED : campaign.settings().maxLive();
    }

    boolean isFull() {
        return live >= maxLive();
    }

    CarrierAccountId account(CarrierAccountId tenantsAccount) {
        CarrierAccountId own = campaign == null ? null : campaign.settings().account();
        return own == null ? tenantsAccount : own;
    }

    /** Returns when the delay after the last call is over; null if it is over at {@code now}. */
    @Nullable
    Instant delayedUntil(Instant now) {
        Instant opensAt = lastEndAt == null || campaign == null
                ? null
                : lastEndAt.plus(campaign.settings().delayBetween());
        return opensAt == null || !opensAt.isAfter(now) ? null : opensAt;
    }

    /** Returns the campaign with its progress as of {@code now}; null for other lanes. */
    @Nullable
    Campaign campaignAt(Instant now) {
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
        Map<Outcome, Long> some = new EnumMap<>(Outcome.class);
        outcomes.forEach((outcome, count) -> {
            if (count > 0) {
                some.put(outcome, count);
            }
        });
        return new CampaignProgress(waiting(), live, some);
    }
}

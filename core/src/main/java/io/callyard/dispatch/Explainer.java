package io.callyard.dispatch;

import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Limits;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.Explanation;
import io.callyard.outbound.Reason;
import io.callyard.outbound.Reason.Code;
import io.callyard.spi.store.AccountUsage;
import io.callyard.spi.store.CallSituation;
import io.callyard.spi.store.SlotUsage;
import io.callyard.spi.store.TenantUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says why a call waits: a pure reading of its situation, in the order in which it would be let go. */
final class Explainer {
    private final CallSituation situation;
    private final List<Reason> reasons = new ArrayList<>();

    private Explainer(CallSituation situation) {
        this.situation = situation;
    }

    /**
     * Explains a call.
     *
     * @param accountRestsUntil until when this node leaves the call's account alone; null if it does not
     * @param hasCarrier whether this node has a carrier for the account
     */
    static Explanation explain(CallSituation situation, @Nullable Instant accountRestsUntil, boolean hasCarrier) {
        Explainer explainer = new Explainer(situation);
        Call call = situation.call();
        if (call.state() == CallState.QUEUED || call.state() == CallState.SCHEDULED) {
            explainer.timeOfItsOwn();
            explainer.campaign();
            explainer.tenant();
            explainer.account(accountRestsUntil, hasCarrier);
            explainer.othersAndSystem();
        } else {
            explainer.notWaiting();
        }
        return explainer.explanation();
    }

    private void timeOfItsOwn() {
        Call call = situation.call();
        Instant until = call.notBefore();
        if (until == null) {
            return;
        }
        String why = call.reason() == null ? "" : ": " + call.reason();
        if (call.state() == CallState.SCHEDULED) {
            add(Code.SCHEDULED, "it is scheduled for " + until + why, until);
        } else {
            add(Code.HELD, "it is held back until " + until + why, until);
        }
    }

    private void campaign() {
        Campaign campaign = situation.campaign();
        if (campaign == null) {
            return;
        }
        if (campaign.status() == CampaignStatus.DRAFT) {
            add(Code.CAMPAIGN_NOT_STARTED, "its campaign has not been started", null);
        } else if (campaign.status() == CampaignStatus.PAUSED) {
            add(Code.CAMPAIGN_PAUSED, "its campaign is paused", null);
        } else if (campaign.status() == CampaignStatus.STOPPED) {
            add(Code.CAMPAIGN_STOPPED, "its campaign was stopped", null);
        }
        SlotUsage slots = new SlotUsage(
                (int) campaign.progress().live(), campaign.settings().maxLive());
        if (slots.isFull()) {
            add(Code.CAMPAIGN_LIMIT, limitText("campaign", slots), null);
        }
        if (campaign.nextCallAt() != null) {
            add(
                    Code.CAMPAIGN_DELAY,
                    "its campaign pauses between calls until " + campaign.nextCallAt(),
                    campaign.nextCallAt());
        }
    }

    private void tenant() {
        TenantUsage usage = situation.tenant();
        TenantLimits limits = usage.limits();
        CallType type = situation.call().subject().type();
        if (usage.slots().isFull()) {
            add(Code.TENANT_LIMIT, limitText("tenant", usage.slots()), null);
        } else if (type != CallType.DIRECT
                && limits.maxLive() != Limits.UNLIMITED
                && usage.live() - usage.liveDirect() >= limits.availableTo(type)) {
            add(Code.DIRECT_FLOOR, "the tenant keeps " + limits.directFloor() + " slots for direct calls", null);
        }
    }

    private void account(@Nullable Instant restsUntil, boolean hasCarrier) {
        AccountUsage usage = situation.accountUsage();
        if (!hasCarrier) {
            add(Code.NO_CARRIER, "no carrier is registered for account " + situation.account() + " on this node", null);
        }
        if (restsUntil != null) {
            add(
                    Code.ACCOUNT_RESTING,
                    "carrier account " + situation.account() + " failed and rests until " + restsUntil,
                    restsUntil);
        }
        if (usage.slots().isFull()) {
            add(Code.ACCOUNT_LIMIT, limitText("carrier account", usage.slots()), null);
        }
        if (usage.nextStartAt().isAfter(situation.now())) {
            add(
                    Code.ACCOUNT_PACE,
                    "carrier account " + situation.account() + " may start its next call at " + usage.nextStartAt(),
                    usage.nextStartAt());
        }
    }

    private void othersAndSystem() {
        if (situation.system().isFull()) {
            add(Code.SYSTEM_LIMIT, limitText("system", situation.system()), null);
        }
        if (situation.position() > 1) {
            add(Code.OTHERS_FIRST, (situation.position() - 1) + " calls of the tenant stand before it", null);
        }
    }

    private void notWaiting() {
        Call call = situation.call();
        if (call.state() == CallState.ENDED) {
            add(Code.ENDED, "it is over: " + call.outcome(), null);
        } else if (call.state() == CallState.RESERVED) {
            add(Code.DISPATCHING, "it has a slot; the carrier is being asked", call.attentionAt());
        } else if (call.state() == CallState.UNKNOWN) {
            add(
                    Code.IN_DOUBT,
                    "nobody knows whether the carrier made it; the carrier is being asked: " + call.reason(),
                    call.attentionAt());
        } else {
            add(Code.LIVE, "it is live: " + words(call.state()), null);
        }
    }

    private Explanation explanation() {
        if (reasons.isEmpty()) {
            add(Code.DISPATCHING, "nothing holds it back; it goes next", situation.now());
        }
        Instant latest = situation.now();
        for (Reason reason : reasons) {
            if (reason.until() == null && reason.code() != Code.OTHERS_FIRST) {
                return new Explanation(reasons, null);
            }
            if (reason.until() != null && reason.until().isAfter(latest)) {
                latest = reason.until();
            }
        }
        return new Explanation(reasons, latest);
    }

    private void add(Code code, String text, @Nullable Instant until) {
        reasons.add(new Reason(code, text, until));
    }

    private static String limitText(String what, SlotUsage usage) {
        return what + " has reached its concurrency limit (" + usage + " active calls)";
    }

    private static String words(CallState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

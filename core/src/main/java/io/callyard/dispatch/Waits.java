package io.callyard.dispatch;

import io.callyard.estimate.QueueLoad;
import io.callyard.estimate.WaitEstimator;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.WaitEstimate;
import io.callyard.outbound.EngineSettings;
import io.callyard.outbound.QueuePlace;
import io.callyard.spi.store.CallSituation;
import io.callyard.spi.store.SlotUsage;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads from a call's situation and the node's figures what the wait depends on, and estimates it.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class Waits {
    private final EngineSettings settings;
    private final Figures figures;

    /** Estimates by what {@code figures} have learnt. */
    public Waits(EngineSettings settings, Figures figures) {
        this.settings = settings;
        this.figures = figures;
    }

    QueuePlace place(CallSituation situation) {
        return new QueuePlace(situation.position(), situation.totalInQueue(), estimate(situation));
    }

    private WaitEstimate estimate(CallSituation situation) {
        Call call = situation.call();
        Figures.OfTenant learnt = figures.of(call.tenant());
        Duration handleTime = learnt.handleTimes().meanOr(settings.assumedCallLength());
        CallType type = call.subject().type();
        int forType = situation.tenant().limits().availableTo(type);
        SlotUsage account = situation.accountUsage().slots();
        int servers =
                Math.min(Math.min(forType, account.limit()), situation.system().limit());
        int free = Math.min(free(situation.tenant().slots()), Math.min(free(account), free(situation.system())));
        Campaign campaign = situation.campaign();
        SlotUsage lane = campaign == null
                ? new SlotUsage(servers - free, servers)
                : new SlotUsage(
                        (int) campaign.progress().live(), campaign.settings().maxLive());
        double overtaking = type == CallType.DIRECT ? 0 : learnt.directShare(servers, handleTime, situation.now());
        return WaitEstimator.estimate(new QueueLoad(
                Math.max(0, situation.position() - 1),
                servers,
                free,
                campaign == null ? 0 : Math.max(0, situation.lanePosition() - 1),
                lane.limit(),
                Math.max(0, free(lane)),
                handleTime,
                campaign == null ? Duration.ZERO : campaign.settings().delayBetween(),
                startGap(situation.accountUsage().limits()),
                overtaking,
                untilOwnTime(situation)));
    }

    private static Duration startGap(AccountLimits limits) {
        return Double.isInfinite(limits.callsPerSecond())
                ? Duration.ZERO
                : Duration.ofNanos((long) (1e9 / limits.callsPerSecond()));
    }

    private static Duration untilOwnTime(CallSituation situation) {
        Instant latest = situation.now();
        Campaign campaign = situation.campaign();
        for (Instant until : new Instant[] {
            situation.call().notBefore() == null ? latest : situation.call().notBefore(),
            situation.accountUsage().nextStartAt(),
            campaign == null || campaign.nextCallAt() == null ? latest : campaign.nextCallAt()
        }) {
            latest = until.isAfter(latest) ? until : latest;
        }
        return Duration.between(situation.now(), latest);
    }

    private static int free(SlotUsage usage) {
        return Math.max(0, usage.limit() - usage.live());
    }
}

package io.callyard.reception;

import io.callyard.event.InboundEvent;
import io.callyard.event.QueueEvent;
import io.callyard.event.QueueEvent.FeatureRolledBack;
import io.callyard.feature.Features;
import io.callyard.feature.GuardRules;
import io.callyard.feature.Outcomes;
import io.callyard.feature.RolloutGuard;
import io.callyard.feature.RolloutVerdict;
import io.callyard.feature.Share;
import io.callyard.inbound.InboundSettings;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Leaving;
import io.callyard.model.inbound.QueueBook;
import io.callyard.spi.feature.FeatureGate;
import io.callyard.spi.store.FloorView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Takes a feature back that is on for a share of the callers, if that share fares worse than the rest. Only where the
 * gate is the one that comes with the library: another one is the application's own business.
 */
final class Rollouts implements Reception.FollowUp {
    private static final int MOST_LEFT = 10_000;

    /** Looked at every few seconds, so chance gets many chances: surer than for a single look. */
    private static final GuardRules RULES = new GuardRules(
            GuardRules.STANDARD.minSample(),
            GuardRules.STANDARD.maxConnectionLoss(),
            GuardRules.STANDARD.maxAbandonRise(),
            3.1);

    private final FeatureGate gate;
    private final InboundSettings settings;
    private final RolloutGuard guard = new RolloutGuard(RULES);

    Rollouts(FeatureGate gate, InboundSettings settings) {
        this.gate = gate;
        this.settings = settings;
    }

    /** Returns which features should be taken back, as things stand. */
    List<QueueEvent> look(FloorView floor) {
        if (!(gate instanceof Features features)) {
            return List.of();
        }
        List<Feature> partly = Stream.of(Feature.values())
                .filter(feature -> isPartial(features.shareOf(feature)))
                .toList();
        if (partly.isEmpty()) {
            return List.of();
        }
        List<Caller> left = new ArrayList<>();
        for (QueueBook queue : floor.queues()) {
            left.addAll(floor.left(queue.id(), floor.now().minus(settings.figuresOver()), MOST_LEFT));
        }
        List<QueueEvent> news = new ArrayList<>();
        for (Feature feature : partly) {
            RolloutVerdict verdict = guard.judge(
                    outcomes(left, caller -> caller.gets(feature)), outcomes(left, caller -> !caller.gets(feature)));
            if (verdict instanceof RolloutVerdict.RollBack back) {
                news.add(new FeatureRolledBack(feature.key(), back.reason()));
            }
        }
        return news;
    }

    /** Switches off once it is kept that it has to be. */
    @Override
    public void follow(FloorStep step) {
        if (gate instanceof Features features) {
            for (InboundEvent event : step.events()) {
                if (event instanceof FeatureRolledBack back) {
                    features.set(Feature.valueOf(back.feature().toUpperCase(Locale.ROOT)), Share.OFF);
                }
            }
        }
    }

    private static boolean isPartial(Share share) {
        return !share.equals(Share.OFF) && !share.equals(Share.ON);
    }

    private static Outcomes outcomes(List<Caller> left, Predicate<Caller> which) {
        long connected = 0;
        long abandoned = 0;
        long total = 0;
        for (Caller caller : left) {
            Leaving leaving = caller.leaving();
            if (leaving != null && which.test(caller)) {
                total++;
                connected += leaving.reason().isServed() ? 1 : 0;
                abandoned += leaving.reason() == LeaveReason.ABANDONED ? 1 : 0;
            }
        }
        return new Outcomes(connected, abandoned, total);
    }
}

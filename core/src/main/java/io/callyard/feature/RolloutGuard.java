package io.callyard.feature;

import io.callyard.feature.RolloutVerdict.Keep;
import io.callyard.feature.RolloutVerdict.RollBack;
import io.callyard.feature.RolloutVerdict.Wait;
import io.callyard.feature.RolloutVerdict.Worsening;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges whether a feature that is on for a share of the callers does harm: whether fewer of them are connected, or
 * more of them hang up, than among the rest.
 *
 * <p>For each measure a one-sided test asks whether it is worse by more than the margin that the rules allow; see
 * {@link RiskDifference} for the formula. Absence of a roll-back is no proof that the feature is good: with few callers
 * only large harm shows.
 *
 * <p>Every look is a new chance to be wrong. For a feature that does no harm the allowed margin takes care of that as
 * long as the sample grows from look to look. Who looks at ever new callers for months, or allows no margin, needs a
 * larger {@code z}.
 *
 * <p><b>Threads.</b> Immutable.
 *
 * @param rules when a feature is taken back
 */
public record RolloutGuard(GuardRules rules) {
    /**
     * Judges.
     *
     * @param exposed what became of those who had the feature
     * @param rest what became of those who had not, over the same time
     */
    public RolloutVerdict judge(Outcomes exposed, Outcomes rest) {
        if (Math.min(exposed.total(), rest.total()) < rules.minSample()) {
            return new Wait(exposed.total(), rest.total(), rules.minSample());
        }
        List<Worsening> worse = new ArrayList<>();
        for (RolloutMeasure measure : RolloutMeasure.values()) {
            Worsening found = compared(measure, exposed, rest);
            if (found.z() > rules.z()) {
                worse.add(found);
            }
        }
        return worse.isEmpty() ? new Keep() : new RollBack(worse);
    }

    private Worsening compared(RolloutMeasure measure, Outcomes exposed, Outcomes rest) {
        double allowed = rules.allowed(measure);
        double z = RiskDifference.z(exposed.bad(measure), exposed.total(), rest.bad(measure), rest.total(), allowed);
        return new Worsening(measure, exposed.rate(measure), rest.rate(measure), allowed, z);
    }
}

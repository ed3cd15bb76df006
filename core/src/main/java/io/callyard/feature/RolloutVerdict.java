package io.callyard.feature;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is to be done with a feature that is on for some. */
public sealed interface RolloutVerdict {
    /** It does no more harm than is allowed, as far as can be seen. */
    record Keep() implements RolloutVerdict {}

    /**
     * Nothing can be said yet.
     *
     * @param exposed how many callers had the feature
     * @param rest how many had not
     * @param needed how many it takes on each side
     */
    record Wait(long exposed, long rest, long needed) implements RolloutVerdict {}

    /**
     * It does harm.
     *
     * @param why what has become worse, at least one thing
     */
    record RollBack(List<Worsening> why) implements RolloutVerdict {
        public RollBack {
            why = List.copyOf(why);
        }

        /** Says it for people, with the figures. */
        public String reason() {
            return why.stream().map(Worsening::toString).collect(Collectors.joining("; "));
        }
    }

    /**
     * One thing that has become worse.
     *
     * @param measure what
     * @param exposed the rate among those who had the feature, 0 to 1
     * @param rest the rate among those who had not
     * @param allowed by how much it may be worse
     * @param z how many standard errors it is worse than that
     */
    record Worsening(RolloutMeasure measure, double exposed, double rest, double allowed, double z) {
        /** In the form {@code connection rate 81.0% with the feature, 90.0% without: 9.0 points worse, ...}. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s %.1f%% with the feature, %.1f%% without: %.1f points worse, %.1f allowed (z = %.2f)",
                    measure,
                    100 * exposed,
                    100 * rest,
                    100 * Math.abs(exposed - rest),
                    100 * allowed,
                    z);
        }
    }
}

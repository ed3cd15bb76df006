package io.callyard.model.inbound;

import java.util.List;

/**
 * Why this agent: kept with the offer.
 *
 * @param strategy the name of the routing strategy
 * @param tier the highest tier that was open
 * @param considered how many agents were looked at
 * @param candidates the first of them, those who were chosen before the others; at most {@value #MAX}
 */
public record Decision(String strategy, int tier, int considered, List<Candidate> candidates) {
    /** How many candidates are kept. */
    public static final int MAX = 20;

    public Decision {
        candidates = List.copyOf(candidates.subList(0, Math.min(MAX, candidates.size())));
    }
}

package io.callyard.model;

import java.util.EnumMap;
import java.util.Map;

/**
 * How far a campaign has come.
 *
 * @param waiting calls that wait for a slot, for their time or for another attempt
 * @param live calls that hold a slot
 * @param outcomes how many calls ended in each way; outcomes that did not occur are absent
 */
public record CampaignProgress(long waiting, long live, Map<Outcome, Long> outcomes) {
    /** Nothing yet. */
    public static final CampaignProgress NONE = new CampaignProgress(0, 0, Map.of());

    public CampaignProgress {
        outcomes = Map.copyOf(outcomes);
    }

    /** Returns how many calls are over. */
    public long processed() {
        long sum = 0;
        for (long count : outcomes.values()) {
            sum += count;
        }
        return sum;
    }

    /** Returns how many calls the campaign has in all. */
    public long total() {
        return waiting + live + processed();
    }

    /** Returns whether every call is over, and there was at least one. */
    public boolean isDone() {
        return waiting == 0 && live == 0 && processed() > 0;
    }

    /** Returns the outcomes in their own order, for showing. */
    public Map<Outcome, Long> orderedOutcomes() {
        Map<Outcome, Long> ordered = new EnumMap<>(Outcome.class);
        ordered.putAll(outcomes);
        return ordered;
    }
}

package io.callyard.routing;

import io.callyard.model.inbound.Candidate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds those in a ranking who have room and meet some needs. Whoever was found unfit once stays so for the pass, so
 * nobody is looked at in vain twice: a place leads on to the next that may be fit, and ways that were gone are cut
 * short.
 *
 * <p><b>Source.</b> R. E. Tarjan, "Efficiency of a good but not linear set union algorithm", Journal of the ACM 22(2),
 * 1975: path compression.
 *
 * <p><b>Threads.</b> One.
 */
final class Cursor {
    private final Member[] ranked;
    private final Needs needs;
    private final int[] next;
    private final @Nullable Candidate[] remarks;

    Cursor(Member[] ranked, Needs needs) {
        this.ranked = ranked;
        this.needs = needs;
        next = new int[ranked.length];
        remarks = new Candidate[ranked.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = i;
        }
    }

    /** Returns the first place from {@code start} on of somebody who fits; the length of the ranking if there is none. */
    int from(int start) {
        int found = start;
        while (found < ranked.length) {
            if (next[found] == found) {
                if (ranked[found].standing().hasRoom() && needs.areMetBy(ranked[found])) {
                    break;
                }
                next[found] = found + 1;
            }
            found = next[found];
        }
        int at = start;
        while (at < found) {
            int following = next[at];
            next[at] = found;
            at = following;
        }
        return found;
    }

    /** Returns what can be said of the one at a place whatever else happens: what he lacks, else that he ranks behind. */
    Candidate remark(int place, Instant now) {
        Candidate remark = remarks[place];
        if (remark == null) {
            remark = ranked[place].candidate(Reasons.lacking(ranked[place].standing(), needs, now));
            remarks[place] = remark;
        }
        return remark;
    }
}

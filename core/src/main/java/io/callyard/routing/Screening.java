package io.callyard.routing;

import io.callyard.model.inbound.Candidate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who of a queue's ready members meets the needs of some callers. Each is judged once in a pass.
 *
 * <p><b>Threads.</b> One.
 */
final class Screening {
    private static final byte FIT = 1;
    private static final byte UNFIT = 2;

    private final Needs needs;
    private final Instant now;
    private final byte[] judged;
    private final @Nullable Candidate[] remarks;
    private int hopelessUpTo;

    /**
     * Begins with nobody judged.
     *
     * @param members how many there are
     */
    Screening(Needs needs, Instant now, int members) {
        this.needs = needs;
        this.now = now;
        judged = new byte[members];
        remarks = new Candidate[members];
    }

    boolean admits(Member member) {
        byte known = judged[member.index()];
        if (known == 0) {
            known = needs.areMetBy(member.standing()) ? FIT : UNFIT;
            judged[member.index()] = known;
        }
        return known == FIT;
    }

    /** Returns what is said of somebody who is not admitted. */
    Candidate remark(Member member) {
        Candidate known = remarks[member.index()];
        if (known == null) {
            known = member.candidate(Reasons.lacking(member.standing(), needs, now));
            remarks[member.index()] = known;
        }
        return known;
    }

    /** Returns whether it is known that nobody with room is admitted in the tiers up to this one. */
    boolean isHopeless(int tier) {
        return tier <= hopelessUpTo;
    }

    /** Nobody with room is admitted in the tiers up to this one, nor will be in this pass: rooms only become fewer. */
    void giveUp(int tier) {
        hopelessUpTo = Math.max(hopelessUpTo, tier);
    }
}

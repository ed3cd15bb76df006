package io.callyard.routing;

/**
 * Finds those in a ranking who have room and are admitted. Whoever was passed over once stays so for the pass, so nobody
 * is passed over twice: a place leads on to the next that may be good, and ways that were gone are cut short.
 *
 * <p><b>Source.</b> R. E. Tarjan, "Efficiency of a good but not linear set union algorithm", Journal of the ACM 22(2),
 * 1975: path compression.
 *
 * <p><b>Threads.</b> One.
 */
final class Cursor {
    private final Member[] ranked;
    private final Screening screening;
    private final int[] next;

    Cursor(Member[] ranked, Screening screening) {
        this.ranked = ranked;
        this.screening = screening;
        next = new int[ranked.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = i;
        }
    }

    /** Returns the first good place from {@code start} on; the length of the ranking if there is none. */
    int from(int start) {
        int found = start;
        while (found < ranked.length) {
            if (next[found] == found) {
                if (ranked[found].standing().hasRoom() && screening.admits(ranked[found])) {
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
}

package io.callyard.spi.store;

/**
 * How many leads there are, by how far they are.
 *
 * @param pending those of which no call was made
 * @param waiting those whose call waits for a slot or its time
 * @param live those whose call holds a slot
 * @param over those whose call is over
 */
public record LeadCounts(long pending, long waiting, long live, long over) {
    /** No leads. */
    public static final LeadCounts NONE = new LeadCounts(0, 0, 0, 0);

    /** Returns how many were dialled. */
    public long dialed() {
        return waiting + live + over;
    }

    /** Returns whether calls are under way: some are not over. */
    public boolean isRunOpen() {
        return waiting + live > 0;
    }
}

package io.callyard.benchmarks.live;

import org.jspecify.annotations.Nullable;

/**
 * What an event carries so that whoever receives it can tell how long it took, such as {@code @123456789.2.-}. Both
 * processes read {@link System#nanoTime}, which counts from the start of the machine on Linux and so can be compared
 * between them; elsewhere it need not be.
 *
 * @param due when it was due, in nanoseconds
 * @param round to which round it belongs
 * @param last whether it is the round's last, which does not count
 */
record Stamp(long due, int round, boolean last) {
    private static final char MARK = '@';
    private static final char SEPARATOR = '.';
    private static final char LAST = '!';
    private static final char NOT_LAST = '-';

    /** Returns the first one in an ASCII text; {@code null} if it has none. */
    static @Nullable Stamp find(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != MARK) {
            at++;
        }
        if (at == to) {
            return null;
        }
        long due = 0;
        for (at++; text[at] != SEPARATOR; at++) {
            due = 10 * due + text[at] - '0';
        }
        int round = 0;
        for (at++; text[at] != SEPARATOR; at++) {
            round = 10 * round + text[at] - '0';
        }
        return new Stamp(due, round, text[at + 1] == LAST);
    }

    @Override
    public String toString() {
        return "" + MARK + due + SEPARATOR + round + SEPARATOR + (last ? LAST : NOT_LAST);
    }
}

package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCallId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Knows what was asked for last on each line, so that a command which is given again does not come after a newer one: an
 * announcement, say, into a talk. Only what this node was asked; forgetting does no harm.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class LineOrders {
    private static final int REMEMBERED = 10_000;

    private final Map<CarrierCallId, Long> newest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CarrierCallId, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    private long last;

    /** Notes that something is asked for on a line, and returns what tells whether it is still the newest. */
    synchronized BooleanSupplier next(CarrierCallId line) {
        long number = ++last;
        newest.put(line, number);
        return () -> isNewest(line, number);
    }

    private synchronized boolean isNewest(CarrierCallId line, long number) {
        return newest.getOrDefault(line, number) == number;
    }
}

package io.callyard.telephony.simulated;

import io.callyard.spi.carrier.CarrierReport;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One call's reports on their way out: one after the other. One thread at a time. */
final class ReportLine {
    private final Deque<CarrierReport> waiting = new ArrayDeque<>();
    private @Nullable CarrierReport swapped;
    private boolean moving;

    void add(CarrierReport report) {
        waiting.add(report);
    }

    /**
     * Keeps a report back until the next one has gone before it.
     *
     * @return whether it is kept; one at a time is
     */
    boolean swap(CarrierReport report) {
        if (swapped != null) {
            return false;
        }
        swapped = report;
        return true;
    }

    /** Lets the report that was kept back follow, if there is one. */
    void follow() {
        if (swapped != null) {
            waiting.add(swapped);
            swapped = null;
        }
    }

    /** Returns whether somebody has to begin to take reports out: there are some, and nobody does. */
    boolean begin() {
        if (moving || waiting.isEmpty()) {
            return false;
        }
        moving = true;
        return true;
    }

    CarrierReport first() {
        return waiting.element();
    }

    /** Takes out the first report and ends the turn of whoever took it. */
    void done() {
        waiting.remove();
        moving = false;
    }
}

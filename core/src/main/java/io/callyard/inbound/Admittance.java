package io.callyard.inbound;

import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.OverflowAction;

/** The answer to {@link InboundQueue#arrive}. */
public sealed interface Admittance {

    /**
     * An agent is asked already.
     *
     * @param caller the caller
     */
    record Offered(Caller caller) implements Admittance {}

    /**
     * The caller stands in line.
     *
     * @param caller the caller
     * @param position his place, from 1
     * @param estimate how long it will take
     */
    record Waiting(Caller caller, int position, WaitEstimate estimate) implements Admittance {}

    /**
     * The caller was handed to the overflow action at once; with a callback he stands in line without a line.
     *
     * @param caller the caller
     * @param action what becomes of him
     */
    record Overflowed(Caller caller, OverflowAction action) implements Admittance {}

    /**
     * The line is as long as it may be, or the queue is closed. He was not kept.
     *
     * @param code why, for programs
     * @param reason why, for people
     * @param action what should become of him
     */
    record Refused(Code code, String reason, OverflowAction action) implements Admittance {
        /** Why somebody cannot join a line. */
        public enum Code {
            /** As many wait as may. */
            FULL,
            /** Outside the opening hours. */
            CLOSED
        }
    }
}

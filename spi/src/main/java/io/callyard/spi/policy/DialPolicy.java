package io.callyard.spi.policy;

import io.callyard.model.Verdict;

/**
 * Decides whether a call may be made: credits, do-not-call lists, calling hours, and whatever else
 * the application knows.
 *
 * <p>Asked when a call is taken in and again when its slot is reserved, so it must not have an
 * effect of its own. It fails closed: while it throws or does not answer in time, the call waits.
 *
 * <p><b>Threads.</b> Safe for many threads; it may block, outside any transaction.
 */
@FunctionalInterface
public interface DialPolicy {
    /** Returns whether the call may be made now. */
    Verdict check(DialQuestion question);

    /** Returns the name under which verdicts are kept and explained. */
    default String name() {
        return getClass().getSimpleName();
    }
}

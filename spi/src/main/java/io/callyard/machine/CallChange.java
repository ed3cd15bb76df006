package io.callyard.machine;

import io.callyard.model.Call;

/**
 * A change of a call: a pure function. A store may apply it several times, for instance when a
 * transaction has to be repeated, and keeps the result of one.
 */
@FunctionalInterface
public interface CallChange {
    /** Returns the call after the change, {@linkplain Transition#unchanged unchanged} if it does not apply. */
    Transition<Call> apply(Call call, Step step);
}

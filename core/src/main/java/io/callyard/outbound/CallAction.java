package io.callyard.outbound;

import io.callyard.model.Call;

/** The answer to a wish about one call. */
public sealed interface CallAction {

    /**
     * It was done, or had been done before.
     *
     * @param call the call now
     */
    record Done(Call call) implements CallAction {}

    /**
     * The call is not in a state for it. Nothing changed.
     *
     * @param call the call
     * @param reason why not, for people
     */
    record NotPossible(Call call, String reason) implements CallAction {}

    /** The tenant has no such call. */
    record NotFound() implements CallAction {}
}

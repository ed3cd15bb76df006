package io.callyard.spi.store;

import io.callyard.machine.CallMachine;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import java.util.List;

/**
 * Takes calls in: a store, or a transaction of the application's that a store takes part in.
 *
 * <p>See {@link Store} for time and errors.
 */
@FunctionalInterface
public interface CallIntake {

    /**
     * Takes calls in, all of one tenant and lane, as one step.
     *
     * @param calls at least one; all for {@code tenant} and one lane
     * @param machine decides each call's first state
     * @return one answer per call, in the same order
     * @throws UnknownCampaignException if the lane's campaign does not exist or was stopped
     */
    List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine);
}

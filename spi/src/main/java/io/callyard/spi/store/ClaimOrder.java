package io.callyard.spi.store;

import io.callyard.machine.CallMachine;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.NodeId;
import java.util.Map;

/**
 * Who wants to claim, and how much.
 *
 * @param node who
 * @param max how many calls at most; at least 1
 * @param quotas how many calls at most on some accounts: 0 for an account that should be left
 *     alone. Accounts that are absent have no quota
 * @param machine decides what a reservation and the passing of time do to a call
 */
public record ClaimOrder(NodeId node, int max, Map<CarrierAccountId, Integer> quotas, CallMachine machine) {
    public ClaimOrder {
        quotas = Map.copyOf(quotas);
        if (max < 1) {
            throw new IllegalArgumentException("max must be at least 1, but was " + max);
        }
    }
}

package io.callyard.store.jdbc.ledger;

import io.callyard.model.CarrierAccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much a claim may still take on some accounts.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class Quotas {
    private final Map<CarrierAccountId, Integer> left;

    Quotas(Map<CarrierAccountId, Integer> quotas) {
        left = new HashMap<>(quotas);
    }

    boolean isUsedUp(CarrierAccountId account) {
        return left.getOrDefault(account, 1) <= 0;
    }

    void use(CarrierAccountId account) {
        left.computeIfPresent(account, (id, quota) -> quota - 1);
    }

    /** Returns the accounts on which nothing more may be taken. */
    List<CarrierAccountId> usedUp() {
        return left.keySet().stream().filter(this::isUsedUp).toList();
    }

    Quotas copy() {
        return new Quotas(left);
    }
}

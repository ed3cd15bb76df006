package io.callyard.store.jdbc.ledger;

import io.callyard.event.LimitsChanged;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.store.jdbc.sql.Session;
import java.util.List;

/**
 * Sets a tenant's limits.
 *
 * @param tenant whose
 * @param limits those in force from now on
 */
record LimitStep(TenantId tenant, TenantLimits limits) implements TenantStep<Boolean> {
    @Override
    public void want(Wanted wanted) {
        // The tenant's own row is all it takes.
    }

    @Override
    public Boolean run(TenantBook book, Session session) {
        if (book.limits.equals(limits)) {
            return false;
        }
        book.limits = limits;
        book.log(List.of(new LimitsChanged(limits)));
        book.lookAgain();
        return true;
    }
}

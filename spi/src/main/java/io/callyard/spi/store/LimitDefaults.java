package io.callyard.spi.store;

import io.callyard.model.AccountLimits;
import io.callyard.model.TenantLimits;

/**
 * The limits of those for whom nobody has set any.
 *
 * @param tenant a tenant's, in force from its first call on
 * @param account a carrier account's
 */
public record LimitDefaults(TenantLimits tenant, AccountLimits account) {
    /** {@link TenantLimits#DEFAULT} and {@link AccountLimits#DEFAULT}. */
    public static final LimitDefaults STANDARD = new LimitDefaults(TenantLimits.DEFAULT, AccountLimits.DEFAULT);
}

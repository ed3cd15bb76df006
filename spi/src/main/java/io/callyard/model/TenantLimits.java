package io.callyard.model;

/**
 * What a tenant may do at once.
 *
 * @param maxLive how many of its calls may hold a slot; 0 stops new calls
 * @param directFloor how many of those slots are kept free for direct calls: other types leave that
 *     many unused; at most {@code maxLive}
 * @param account the carrier account that places its calls, unless a campaign names another
 */
public record TenantLimits(int maxLive, int directFloor, CarrierAccountId account) {
    /** The account used where none is named. */
    public static final CarrierAccountId DEFAULT_ACCOUNT = new CarrierAccountId("default");

    /** Two live calls, no floor, the default account. */
    public static final TenantLimits DEFAULT = new TenantLimits(2, 0, DEFAULT_ACCOUNT);

    public TenantLimits {
        Limits.requireLimit(maxLive, "a tenant's limit of live calls");
        if (directFloor < 0 || directFloor > maxLive) {
            throw new IllegalArgumentException(
                    "the floor for direct calls must be 0 to the limit of " + maxLive + ", but was " + directFloor);
        }
    }

    /** These limits with another number of live calls; the floor shrinks with it if it must. */
    public TenantLimits withMaxLive(int value) {
        return new TenantLimits(value, Math.min(directFloor, Math.max(0, value)), account);
    }

    /** These limits with another floor for direct calls. */
    public TenantLimits withDirectFloor(int value) {
        return new TenantLimits(maxLive, value, account);
    }

    /** These limits on another carrier account. */
    public TenantLimits withAccount(CarrierAccountId value) {
        return new TenantLimits(maxLive, directFloor, value);
    }

    /**
     * Returns how many slots calls like this may hold at once: all for direct calls; for the other types
     * together, all but the floor.
     */
    public int availableTo(CallType type) {
        return type == CallType.DIRECT || maxLive == Limits.UNLIMITED ? maxLive : maxLive - directFloor;
    }
}

package io.callyard.store.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * A contradiction in a database.
 *
 * @param invariant what does not hold, by its name: see {@link StoreAudit}
 * @param tenant whose rows they are; absent where tenants share them
 * @param detail the columns that contradict each other, as in {@code live=2, counted=1}; for people. No
 *     phone numbers
 */
public record Finding(String invariant, @Nullable String tenant, String detail) {
    @Override
    public String toString() {
        return invariant + (tenant == null ? "" : ", tenant " + tenant) + ": " + detail;
    }
}

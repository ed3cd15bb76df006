package io.callyard.store.jdbc.sql;

/** The columns of a tenant's row, in the order in which all statements name them. */
public final class TenantColumns {
    /** Their names. */
    public static final String ALL = "id, max_live, direct_floor, account, event_seq, next_position, live,"
            + " live_direct, lined, ready, wake_at, parked, last_served, last_at";

    /** The parameters of a new tenant. */
    static final String VALUES = "CAST(:id AS varchar), CAST(:maxLive AS integer), CAST(:directFloor AS integer),"
            + " CAST(:account AS varchar), 0, 1, 0, 0, 0, false, CAST(NULL AS bigint), false, 0, 0";

    private TenantColumns() {}
}

package io.callyard.store.jdbc.sql;

import java.sql.Connection;

/** H2 2.3 or later. */
final class H2Dialect implements Dialect {
    @Override
    public String prelude() {
        return "";
    }

    @Override
    public int snapshotIsolation() {
        // Its repeatable read lets new rows appear.
        return Connection.TRANSACTION_SERIALIZABLE;
    }

    @Override
    public String forUpdate() {
        return "FOR UPDATE";
    }

    @Override
    public String skipLocked() {
        // H2 locks every matching row, not only those it returns: an empty answer would mean nothing.
        return "";
    }

    @Override
    public String forUseOfLimits() {
        return "FOR UPDATE";
    }

    @Override
    public String forChangeOfLimits() {
        return "FOR UPDATE";
    }

    @Override
    public String now() {
        return clock();
    }

    @Override
    public String clock() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(9)) * 1000000 AS bigint)";
    }

    @Override
    public String addToBlock() {
        return "MERGE INTO {line} l USING (SELECT CAST(:tenant AS varchar) AS tenant, CAST(:lane AS varchar) AS lane,"
                + " CAST(:priority AS integer) AS priority, CAST(:block AS bigint) AS block,"
                + " CAST(:calls AS bigint) AS calls) n"
                + " ON l.tenant = n.tenant AND l.lane = n.lane AND l.priority = n.priority AND l.block = n.block"
                + " WHEN MATCHED THEN UPDATE SET calls = l.calls + n.calls"
                + " WHEN NOT MATCHED THEN INSERT (tenant, lane, priority, block, calls)"
                + " VALUES (n.tenant, n.lane, n.priority, n.block, n.calls)";
    }

    @Override
    public String insertTenantIfAbsent() {
        return "INSERT INTO {tenant} (" + TenantColumns.ALL + ") SELECT " + TenantColumns.VALUES
                + " WHERE NOT EXISTS (SELECT 1 FROM {tenant} WHERE id = :id)";
    }

    @Override
    public String insertLimitIfAbsent() {
        return "INSERT INTO {shared_limit} (id, max_live, calls_per_second, next_start_at)"
                + " SELECT :id, :maxLive, :callsPerSecond, 0"
                + " WHERE NOT EXISTS (SELECT 1 FROM {shared_limit} WHERE id = :id)";
    }

    @Override
    public String insertCarrierCallIfAbsent() {
        return "INSERT INTO {carrier_call} (account, carrier_id, call_id, created_at)"
                + " SELECT :account, :carrierId, :call, :createdAt WHERE NOT EXISTS"
                + " (SELECT 1 FROM {carrier_call} WHERE account = :account AND carrier_id = :carrierId)";
    }

    @Override
    public String parkIfAbsent() {
        return "INSERT INTO {parked} (account, tenant, last_served) SELECT :account, :tenant, :lastServed"
                + " WHERE NOT EXISTS (SELECT 1 FROM {parked} WHERE account = :account AND tenant = :tenant)";
    }

    @Override
    public boolean hasLateral() {
        return false;
    }
}

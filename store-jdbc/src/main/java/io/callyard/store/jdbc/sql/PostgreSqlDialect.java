package io.callyard.store.jdbc.sql;

import java.sql.Connection;

/** PostgreSQL 13 or later. */
final class PostgreSqlDialect implements Dialect {
    @Override
    public String prelude() {
        return "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '5s';"
                + " SET LOCAL statement_timeout = '15s'; SET LOCAL idle_in_transaction_session_timeout = '10s'";
    }

    @Override
    public int snapshotIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public String forUpdate() {
        // Not FOR UPDATE: readers that only need the row to stay would queue behind it.
        return "FOR NO KEY UPDATE";
    }

    @Override
    public String skipLocked() {
        return "SKIP LOCKED";
    }

    @Override
    public String forUseOfLimits() {
        return "FOR KEY SHARE";
    }

    @Override
    public String forChangeOfLimits() {
        return "FOR UPDATE";
    }

    @Override
    public String now() {
        return "CAST(EXTRACT(EPOCH FROM statement_timestamp()) * 1000000 AS bigint)";
    }

    @Override
    public String clock() {
        return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS bigint)";
    }

    @Override
    public String addToBlock() {
        return "INSERT INTO {line} AS l (tenant, lane, priority, block, calls)"
                + " VALUES (:tenant, :lane, :priority, :block, :calls)"
                + " ON CONFLICT (tenant, lane, priority, block) DO UPDATE SET calls = l.calls + excluded.calls";
    }

    @Override
    public String insertTenantIfAbsent() {
        return "INSERT INTO {tenant} (" + TenantColumns.ALL + ") VALUES (" + TenantColumns.VALUES
                + ") ON CONFLICT DO NOTHING";
    }

    @Override
    public String insertLimitIfAbsent() {
        return "INSERT INTO {shared_limit} (id, max_live, calls_per_second, next_start_at)"
                + " VALUES (:id, :maxLive, :callsPerSecond, 0) ON CONFLICT DO NOTHING";
    }

    @Override
    public String insertCarrierCallIfAbsent() {
        return "INSERT INTO {carrier_call} (account, carrier_id, call_id, created_at)"
                + " VALUES (:account, :carrierId, :call, :createdAt) ON CONFLICT DO NOTHING";
    }

    @Override
    public String parkIfAbsent() {
        return "INSERT INTO {parked} (account, tenant, last_served)"
                + " VALUES (:account, :tenant, :lastServed) ON CONFLICT DO NOTHING";
    }

    @Override
    public boolean hasLateral() {
        return true;
    }
}

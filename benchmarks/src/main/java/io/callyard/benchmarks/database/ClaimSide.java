package io.callyard.benchmarks.database;

import java.sql.SQLException;

/** One of two queues that are filled alike and claimed from in turn. One thread at a time. */
interface ClaimSide extends AutoCloseable {
    /** Fills the queue up to {@code perTenant} calls of each tenant. */
    void fill(int perTenant) throws SQLException;

    /**
     * Claims calls of any tenant, the longest unserved first.
     *
     * @return how many: {@code batch}, if there are as many
     */
    int claim(int batch) throws SQLException;

    @Override
    void close();
}

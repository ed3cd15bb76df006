package io.callyard.store.jdbc.sql;

/** PostgreSQL 13 or later. */
final class PostgreSqlDialect implements Dialect {
    /**
     * A plan that was made while a table was small, and kept, would go on reading all of it until statistics
     * are gathered again. There is an index for every statement here. To plan anew each time, because the
     * lengths of arrays differ, would cost more than to run.
     */
    private static final String BY_INDEX =
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;"
                    + " SET LOCAL plan_cache_mode = force_generic_plan";

    @Override
    public String begin() {
        return "BEGIN ISOLATION LEVEL READ COMMITTED";
    }

    @Override
    public String prelude() {
        return begin() + "; SET LOCAL lock_timeout = '5s';"
                + " SET LOCAL statement_timeout = '15s'; SET LOCAL idle_in_transaction_session_timeout = '10s'; "
                + BY_INDEX;
    }

    @Override
    public String settings(String lockTimeout) {
        return "SELECT set_config('lock_timeout', '" + lockTimeout
                + "', true), set_config('statement_timeout', '15s', true),"
                + " set_config('idle_in_transaction_session_timeout', '10s', true),"
                + " set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),"
                + " set_config('enable_mergejoin', 'off', true),"
                + " set_config('plan_cache_mode', 'force_generic_plan', true)";
    }

    @Override
    public String snapshot() {
        return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '15s'; " + BY_INDEX;
    }

    @Override
    public String forUpdate() {
        // Not FOR UPDATE: readers that only need the row to stay would queue behind it.
        return "FOR NO KEY UPDATE";
    }

    @Override
    public String forUpdateOf(String alias) {
        return forUpdate() + " OF " + alias;
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
    public boolean writesOneByOne() {
        return false;
    }

    @Override
    public boolean takesMessages() {
        return true;
    }

    @Override
    public boolean hasLateral() {
        return true;
    }
}

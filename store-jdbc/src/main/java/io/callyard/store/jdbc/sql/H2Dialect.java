package io.callyard.store.jdbc.sql;

/** H2 2.3 or later. */
final class H2Dialect implements Dialect {
    @Override
    public String begin() {
        return "";
    }

    @Override
    public String prelude() {
        return "";
    }

    @Override
    public String settings(String lockTimeout) {
        return "";
    }

    @Override
    public String snapshot() {
        return "";
    }

    @Override
    public String forUpdate() {
        return "FOR UPDATE";
    }

    @Override
    public String forUpdateOf(String alias) {
        return forUpdate();
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
    public boolean writesOneByOne() {
        // Killed while one transaction commits in the middle of another, H2 2.5 was seen to bring back a part
        // of the other: a counter without its row.
        return true;
    }

    @Override
    public boolean takesMessages() {
        return false;
    }

    @Override
    public boolean hasLateral() {
        return false;
    }
}

package io.callyard.store.jdbc.audit;

/** How a database cuts a number out of a column that holds JSON. */
enum JsonNumber {
    POSTGRESQL {
        @Override
        String of(String column, String field) {
            return "CAST(substring(" + column + " FROM '\"" + field + "\":([0-9]+)') AS bigint)";
        }
    },
    H2 {
        @Override
        String of(String column, String field) {
            return "CAST(REGEXP_SUBSTR(" + column + ", '\"" + field + "\":([0-9]+)', 1, 1, 'c', 1) AS bigint)";
        }
    };

    /** Returns the words for the number in a field whose name occurs once. */
    abstract String of(String column, String field);
}

package io.callyard.store.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as JDBC takes it, and the names of its parameters in their order. There is one for each statement of a
 * store: equal is only what is the same.
 */
final class Words {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z_][a-z0-9_]*)");

    private final String sql;
    private final List<String> parameters;

    private Words(String sql, List<String> parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    /** Reads a statement whose parameters are called {@code :name}. */
    static Words of(String sql) {
        List<String> parameters = new ArrayList<>();
        Matcher found = PARAMETER.matcher(sql);
        while (found.find()) {
            parameters.add(found.group(1));
        }
        return new Words(PARAMETER.matcher(sql).replaceAll("?"), List.copyOf(parameters));
    }

    String sql() {
        return sql;
    }

    List<String> parameters() {
        return parameters;
    }
}

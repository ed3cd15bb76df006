package io.callyard.store.jdbc.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables and columns that scripts make, read from the scripts themselves, so that no second list
 * can differ from them.
 *
 * <p>Knows the two statements by which tables grow here: {@code CREATE TABLE {name} (...)} and {@code
 * ALTER TABLE {name} ADD COLUMN column}. Column names are in lower case, key words in upper case.
 */
final class Columns {
    private static final Pattern CREATE =
            Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?\\{([a-z_]+)}\\s*\\((.*)", Pattern.DOTALL);
    private static final Pattern ALTER =
            Pattern.compile("ALTER TABLE (?:IF EXISTS )?\\{([a-z_]+)}(.*)", Pattern.DOTALL);
    private static final Pattern ADD = Pattern.compile("ADD COLUMN (?:IF NOT EXISTS )?([a-z_0-9]+)");
    private static final Pattern COLUMN = Pattern.compile("\\s*([a-z_][a-z_0-9]*)\\s.*", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");

    private Columns() {}

    /** Returns the columns of each table, tables and columns in the order in which they are made. */
    static Map<String, Set<String>> of(List<Script> scripts) {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        for (Script script : scripts) {
            for (String statement : script.statements()) {
                add(tables, COMMENT.matcher(statement).replaceAll("").strip());
            }
        }
        return tables;
    }

    private static void add(Map<String, Set<String>> tables, String statement) {
        Matcher create = CREATE.matcher(statement);
        if (create.matches()) {
            Set<String> columns = tables.computeIfAbsent(create.group(1), table -> new LinkedHashSet<>());
            for (String part : parts(create.group(2))) {
                Matcher column = COLUMN.matcher(part);
                if (column.matches()) {
                    columns.add(column.group(1));
                }
            }
        }
        Matcher alter = ALTER.matcher(statement);
        if (alter.matches()) {
            Matcher column = ADD.matcher(alter.group(2));
            while (column.find()) {
                tables.computeIfAbsent(alter.group(1), table -> new LinkedHashSet<>())
                        .add(column.group(1));
            }
        }
    }

    /** Splits what stands between a parenthesis that is open and the one that closes it at each comma of its own. */
    private static List<String> parts(String body) {
        List<String> parts = new ArrayList<>();
        int depth = 1;
        int begin = 0;
        for (int i = 0; i < body.length() && depth > 0; i++) {
            char c = body.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 || (depth == 1 && c == ',')) {
                parts.add(body.substring(begin, i));
                begin = i + 1;
            }
        }
        return parts;
    }
}

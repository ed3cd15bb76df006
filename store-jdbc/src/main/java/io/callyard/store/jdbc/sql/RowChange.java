package io.callyard.store.jdbc.sql;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A change of rows of one table, and its words: for one row with a parameter for each column, and for any
 * number of rows with an array for each column, which PostgreSQL takes in one statement.
 */
public final class RowChange {
    /**
     * A column.
     *
     * @param name its name
     * @param type its type, as both databases call it
     */
    public record Column(String name, String type) {
        /** Returns the number by which JDBC knows its type. */
        int typeNumber() {
            return switch (type) {
                case "varchar" -> Types.VARCHAR;
                case "bigint" -> Types.BIGINT;
                case "integer" -> Types.INTEGER;
                case "float8" -> Types.DOUBLE;
                case "boolean" -> Types.BOOLEAN;
                default -> Types.OTHER;
            };
        }

        /** Returns an empty array of the column's values. */
        @Nullable
        Object[] array(int length) {
            return switch (type) {
                case "varchar" -> new String[length];
                case "bigint" -> new Long[length];
                case "integer" -> new Integer[length];
                case "float8" -> new Double[length];
                case "boolean" -> new Boolean[length];
                case "uuid" -> new UUID[length];
                default -> throw new IllegalArgumentException("a column of type " + type);
            };
        }
    }

    private final List<Column> columns;
    private final Map<String, Integer> byName;
    private final String one;
    private final String many;

    private RowChange(List<Column> columns, String one, String many) {
        this.columns = columns;
        byName = IntStream.range(0, columns.size())
                .boxed()
                .collect(Collectors.toUnmodifiableMap(i -> columns.get(i).name(), i -> i));
        this.one = one;
        this.many = many;
    }

    /** Returns a column of text. */
    public static Column text(String name) {
        return new Column(name, "varchar");
    }

    /** Returns a column of 64-bit numbers. */
    public static Column number(String name) {
        return new Column(name, "bigint");
    }

    /** Returns a column of 32-bit numbers. */
    public static Column integer(String name) {
        return new Column(name, "integer");
    }

    /** Returns a column of numbers with a fraction. */
    public static Column fraction(String name) {
        return new Column(name, "float8");
    }

    /** Returns a column of yes or no. */
    public static Column flag(String name) {
        return new Column(name, "boolean");
    }

    /** Returns a column of ids. */
    public static Column id(String name) {
        return new Column(name, "uuid");
    }

    /** Adds rows. */
    public static RowChange insert(String table, Column... columns) {
        List<Column> all = List.of(columns);
        String into = "INSERT INTO {" + table + "} (" + names(all) + ") ";
        return new RowChange(all, into + "VALUES (" + parameters(all) + ")", into + "SELECT * FROM " + arrays(all));
    }

    /**
     * Adds rows, but none whose key is there.
     *
     * @param keys how many of the columns, from the first on, are the key
     */
    public static RowChange insertIfAbsent(String table, int keys, Column... columns) {
        List<Column> all = List.of(columns);
        String into = "INSERT INTO {" + table + "} (" + names(all) + ") SELECT ";
        return new RowChange(
                all,
                into + parameters(all) + " WHERE NOT EXISTS (SELECT 1 FROM {" + table + "} WHERE "
                        + matches(all.subList(0, keys), column -> parameter(column)) + ")",
                into + "* FROM " + arrays(all) + " ON CONFLICT DO NOTHING");
    }

    /**
     * Adds to the last column of rows, making those that are not there.
     *
     * @param columns the key, then the column that is added to
     */
    public static RowChange addTo(String table, Column... columns) {
        List<Column> all = List.of(columns);
        List<Column> keys = all.subList(0, all.size() - 1);
        String sum = all.get(all.size() - 1).name();
        String one = merge(table, keys, all) + " WHEN MATCHED THEN UPDATE SET " + sum + " = t." + sum + " + u." + sum
                + insertUnmatched(all);
        String many = "INSERT INTO {" + table + "} AS t (" + names(all) + ") SELECT * FROM " + arrays(all)
                + " ON CONFLICT (" + names(keys) + ") DO UPDATE SET " + sum + " = t." + sum + " + excluded." + sum;
        return new RowChange(all, one, many);
    }

    /**
     * Puts rows in the place of those that have their keys, and adds those that take nobody's place.
     *
     * @param keys how many of the columns, from the first on, are the key; the others are set
     */
    public static RowChange put(String table, int keys, Column... columns) {
        List<Column> all = List.of(columns);
        return put(table, all, keys, alias -> sets(all.subList(keys, all.size()), alias));
    }

    /**
     * The same for rows that have an owner: where that would take another owner's row, the whole transaction fails,
     * since the column of the owner cannot be empty.
     *
     * @param columns the key, then the owner, then those that are set
     */
    public static RowChange putOwn(String table, Column... columns) {
        List<Column> all = List.of(columns);
        String owner = all.get(1).name();
        return put(
                table,
                all,
                1,
                alias -> owner + " = CASE WHEN t." + owner + " = " + alias + "." + owner + " THEN t." + owner + " END, "
                        + sets(all.subList(2, all.size()), alias));
    }

    private static RowChange put(String table, List<Column> all, int keys, UnaryOperator<String> setsFrom) {
        List<Column> key = all.subList(0, keys);
        String one =
                merge(table, key, all) + " WHEN MATCHED THEN UPDATE SET " + setsFrom.apply("u") + insertUnmatched(all);
        String many = "INSERT INTO {" + table + "} AS t (" + names(all) + ") SELECT * FROM " + arrays(all)
                + " ON CONFLICT (" + names(key) + ") DO UPDATE SET " + setsFrom.apply("excluded");
        return new RowChange(all, one, many);
    }

    private static String sets(List<Column> columns, String alias) {
        return columns.stream()
                .map(column -> column.name() + " = " + alias + "." + column.name())
                .collect(Collectors.joining(", "));
    }

    private static String merge(String table, List<Column> key, List<Column> all) {
        return "MERGE INTO {" + table + "} t USING (SELECT "
                + all.stream()
                        .map(column -> parameter(column) + " AS " + column.name())
                        .collect(Collectors.joining(", "))
                + ") u ON "
                + key.stream()
                        .map(column -> "t." + column.name() + " = u." + column.name())
                        .collect(Collectors.joining(" AND "));
    }

    private static String insertUnmatched(List<Column> all) {
        return " WHEN NOT MATCHED THEN INSERT (" + names(all) + ") VALUES ("
                + all.stream().map(column -> "u." + column.name()).collect(Collectors.joining(", ")) + ")";
    }

    /**
     * Changes rows.
     *
     * @param keys how many of the columns, from the first on, are the key; the others are set
     */
    public static RowChange update(String table, int keys, Column... columns) {
        List<Column> all = List.of(columns);
        List<Column> key = all.subList(0, keys);
        List<Column> set = all.subList(keys, all.size());
        String one = "UPDATE {" + table + "} SET "
                + set.stream()
                        .map(column -> column.name() + " = " + parameter(column))
                        .collect(Collectors.joining(", "))
                + " WHERE " + matches(key, RowChange::parameter);
        String many = "UPDATE {" + table + "} t SET " + sets(set, "u") + " FROM " + arrays(all) + " WHERE "
                + key.stream()
                        .map(column -> "t." + column.name() + " = u." + column.name())
                        .collect(Collectors.joining(" AND "));
        return new RowChange(all, one, many);
    }

    /** Takes rows out. All of the columns are the key. */
    public static RowChange delete(String table, Column... columns) {
        List<Column> key = List.of(columns);
        return new RowChange(
                key,
                "DELETE FROM {" + table + "} WHERE " + matches(key, RowChange::parameter),
                "DELETE FROM {" + table + "} t USING " + arrays(key) + " WHERE "
                        + key.stream()
                                .map(column -> "t." + column.name() + " = u." + column.name())
                                .collect(Collectors.joining(" AND ")));
    }

    /** The columns, in the order in which values are given. */
    List<Column> columns() {
        return columns;
    }

    /** Returns which column has a name. */
    int indexOf(String name) {
        Integer index = byName.get(name);
        if (index == null) {
            throw new IllegalArgumentException("no column " + name + " among " + columns);
        }
        return index;
    }

    /** The words for one row; each parameter is called as its column. */
    String one() {
        return one;
    }

    /** The words for any number of rows; each parameter is called as its column and is an array. */
    String many() {
        return many;
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static String parameters(List<Column> columns) {
        return columns.stream().map(RowChange::parameter).collect(Collectors.joining(", "));
    }

    private static String parameter(Column column) {
        return "CAST(:" + column.name() + " AS " + column.type() + ")";
    }

    private static String matches(List<Column> columns, Function<Column, String> value) {
        return columns.stream()
                .map(column -> column.name() + " = " + value.apply(column))
                .collect(Collectors.joining(" AND "));
    }

    private static String arrays(List<Column> columns) {
        return "unnest("
                + columns.stream().map(column -> ":" + column.name()).collect(Collectors.joining(", "))
                + ") AS u (" + names(columns) + ")";
    }
}

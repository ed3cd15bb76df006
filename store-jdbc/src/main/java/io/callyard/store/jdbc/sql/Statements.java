package io.callyard.store.jdbc.sql;

import io.callyard.store.jdbc.schema.Naming;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of one database and one set of tables.
 *
 * <p><b>Threads.</b> Safe for many.
 */
public final class Statements {
    /** Stands for the store's time in a statement that gets the parameter {@code now}: one for the statement. */
    public static final String NOW = "<now>";

    /** Stands for the same, but as late as it can be had: after a lock was waited for. */
    public static final String CLOCK = "<clock>";

    /** The parameter of either. */
    static final String NOW_PARAMETER = "now";

    private static final String OVERRIDE = "COALESCE(CAST(:" + NOW_PARAMETER + " AS bigint), ";

    private final Dialect dialect;
    private final Naming naming;
    private final @Nullable InstantSource clock;
    private final Map<String, String> expanded = new ConcurrentHashMap<>();
    private final Map<String, Words> words = new ConcurrentHashMap<>();
    private final Map<List<Words>, String> joined = new ConcurrentHashMap<>();

    /**
     * Takes the words.
     *
     * @param clock stands in for the database's clock; null: the database's own
     */
    public Statements(Dialect dialect, Naming naming, @Nullable InstantSource clock) {
        this.dialect = dialect;
        this.naming = naming;
        this.clock = clock;
    }

    /** Returns what is particular to the database. */
    public Dialect dialect() {
        return dialect;
    }

    String expand(String sql) {
        return expanded.computeIfAbsent(
                sql,
                text -> naming.expand(text.replace(NOW, OVERRIDE + dialect.now() + ")")
                        .replace(CLOCK, OVERRIDE + dialect.clock() + ")")));
    }

    Words words(String sql) {
        return words.computeIfAbsent(sql, text -> Words.of(expand(text)));
    }

    /** Returns several statements as one; always the same object for the same ones, which the driver finds faster. */
    String joined(List<Words> parts) {
        return joined.computeIfAbsent(parts, all -> all.stream().map(Words::sql).collect(Collectors.joining(";\n")));
    }

    @Nullable
    Long nowOverride() {
        if (clock == null) {
            return null;
        }
        Instant now = clock.instant();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000L), now.getNano() / 1_000);
    }
}

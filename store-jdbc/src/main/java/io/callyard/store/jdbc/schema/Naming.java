package io.callyard.store.jdbc.schema;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the store's tables are called in this database.
 *
 * <p>Names are never quoted, so that each database may fold their case as it likes.
 *
 * @param schema where the tables are; null is the connection's own schema
 * @param prefix before each name, so that several stores, or a store and an application, can share a
 *     schema; at most {@value #LONGEST_PREFIX} characters
 */
public record Naming(@Nullable String schema, String prefix) {
    /** Leaves room for the longest name in the scripts: PostgreSQL cuts off after 63 characters. */
    static final int LONGEST_PREFIX = 32;

    private static final int LONGEST = 63;
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(:?)([a-z_][a-z0-9_]*)}");

    /** The connection's schema and the prefix {@code callyard_}. Behind the patterns, which it is checked by. */
    public static final Naming DEFAULT = new Naming(null, "callyard_");

    public Naming {
        require("schema", schema == null ? "_" : schema, LONGEST);
        require("prefix", prefix, LONGEST_PREFIX);
    }

    /** Returns the name under which statements find the table {@code name}. */
    public String table(String name) {
        return schema == null ? plain(name) : schema + "." + plain(name);
    }

    /** Returns the prefixed name without the schema: for indexes and constraints, which are where their table is. */
    public String plain(String name) {
        String plain = prefix + name;
        if (plain.length() > LONGEST) {
            throw new IllegalArgumentException(plain + " is longer than " + LONGEST + " characters");
        }
        return plain;
    }

    /** Puts {@link #table} for each <code>{name}</code> in {@code sql}, and {@link #plain} for each <code>{:name}</code>. */
    public String expand(String sql) {
        return PLACEHOLDER
                .matcher(sql)
                .replaceAll(found -> found.group(1).isEmpty() ? table(found.group(2)) : plain(found.group(2)));
    }

    private static void require(String what, String value, int longest) {
        if (!IDENTIFIER.matcher(value).matches() || value.length() > longest) {
            throw new IllegalArgumentException(what + " is \"" + value + "\", but must be a lower-case letter or _,"
                    + " then lower-case letters, digits or _, at most " + longest + " in all");
        }
    }
}

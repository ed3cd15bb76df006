package io.callyard.store.jdbc.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Which tables and columns a database has, found where statements would find them. */
final class Tables {
    private static final String POSTGRESQL_EXISTS = "SELECT to_regclass(?)::text";
    private static final String POSTGRESQL_COLUMNS = "SELECT attname::text FROM pg_catalog.pg_attribute"
            + " WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped";
    private static final String POSTGRESQL_RIGHTS =
            "SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p"
                    + " WHERE NOT has_table_privilege(to_regclass(?), p)";
    private static final String POSTGRESQL_SCHEMAS =
            "SELECT nspname::text FROM pg_catalog.pg_namespace WHERE nspname = ?";

    // H2 folds names by a setting of the database; the scripts use no two names that differ by case alone.
    private static final String H2_EXISTS = "SELECT table_name FROM information_schema.tables"
            + " WHERE lower(table_schema) = coalesce(?, lower(current_schema)) AND lower(table_name) = ?";
    private static final String H2_COLUMNS = "SELECT lower(column_name) FROM information_schema.columns"
            + " WHERE lower(table_schema) = coalesce(?, lower(current_schema)) AND lower(table_name) = ?";
    private static final String H2_SCHEMAS =
            "SELECT schema_name FROM information_schema.schemata WHERE lower(schema_name) = ?";

    private final Connection connection;
    private final Database database;
    private final Naming naming;

    Tables(Connection connection, Database database, Naming naming) {
        this.connection = connection;
        this.database = database;
        this.naming = naming;
    }

    boolean hasSchema(String schema) throws SQLException {
        String sql = database.isPostgreSql() ? POSTGRESQL_SCHEMAS : H2_SCHEMAS;
        return !Sql.list(connection, sql, schema).isEmpty();
    }

    /** @param name without prefix */
    boolean has(String name) throws SQLException {
        return database.isPostgreSql()
                ? !Sql.value(connection, POSTGRESQL_EXISTS, naming.table(name)).isEmpty()
                : !Sql.list(connection, H2_EXISTS, naming.schema(), naming.plain(name))
                        .isEmpty();
    }

    Set<String> columns(String name) throws SQLException {
        List<String> columns = database.isPostgreSql()
                ? Sql.list(connection, POSTGRESQL_COLUMNS, naming.table(name))
                : Sql.list(connection, H2_COLUMNS, naming.schema(), naming.plain(name));
        Set<String> folded = new TreeSet<>();
        columns.forEach(column -> folded.add(column.toLowerCase(Locale.ROOT)));
        return folded;
    }

    /** Returns what the connection's user may not do with a table that is there; H2 is not asked. */
    List<String> missingRights(String name) throws SQLException {
        return database.isPostgreSql() ? Sql.list(connection, POSTGRESQL_RIGHTS, naming.table(name)) : List.of();
    }
}

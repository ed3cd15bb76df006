package io.callyard.store.jdbc.schema;

/** The migrations as a text that a DBA can read, change and run. */
public final class Ddl {
    private Ddl() {}

    /**
     * Returns all that makes the tables of this release, with their names filled in. Each migration
     * is a part of its own that also records itself, so an older database needs only the last parts.
     *
     * <p>Does not make the schema.
     */
    public static String ddl(Database database, Naming naming) {
        VersionTable versions = new VersionTable(naming);
        StringBuilder ddl = new StringBuilder();
        ddl.append("-- The migrations that this database has had.\n");
        ddl.append(versions.create()).append(";\n");
        for (Script script : Scripts.of(database)) {
            ddl.append("\n-- ").append(script).append('\n');
            // H2 commits before each CREATE, so a transaction would promise what it does not keep.
            if (database.isPostgreSql()) {
                ddl.append("BEGIN;\n");
            }
            ddl.append(naming.expand(script.text()))
                    .append(versions.insert(script))
                    .append(";\n");
            if (database.isPostgreSql()) {
                ddl.append("COMMIT;\n");
            }
        }
        return ddl.toString();
    }
}

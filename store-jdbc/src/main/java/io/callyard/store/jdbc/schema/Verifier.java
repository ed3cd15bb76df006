package io.callyard.store.jdbc.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares a database with the scripts, and changes nothing. */
final class Verifier {
    private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);

    private static final String REMEDY =
            "Open the store once with MigrationMode.MIGRATE, or let a DBA run what JdbcStore.ddl prints.";

    private final Naming naming;
    private final List<Script> scripts;

    Verifier(Naming naming, List<Script> scripts) {
        this.naming = naming;
        this.scripts = scripts;
    }

    /** Returns all that is missing or different; an empty list if the store can work. */
    List<String> problems(Connection connection, Database database) throws SQLException {
        Tables tables = new Tables(connection, database, naming);
        List<String> problems = new ArrayList<>();
        if (tables.has(VersionTable.NAME)) {
            problems.addAll(versions(new VersionTable(naming).applied(connection)));
        } else {
            problems.add("There is no table " + naming.table(VersionTable.NAME)
                    + ", so no migration was recorded here. " + REMEDY);
        }
        problems.addAll(shapes(tables));
        return problems;
    }

    /** Returns what is wrong with the recorded migrations. Newer ones are not: migrations only ever add. */
    private List<String> versions(Map<Integer, String> applied) {
        List<String> problems = changed(applied);
        for (Script script : scripts) {
            if (!applied.containsKey(script.version())) {
                problems.add("Migration " + script + " was not applied. " + REMEDY);
            }
        }
        int newest = scripts.isEmpty() ? 0 : scripts.get(scripts.size() - 1).version();
        for (int version : applied.keySet()) {
            if (version > newest) {
                LOG.info(
                        "The database has had migration {}, which is newer than this release. It goes on with its own {}.",
                        version,
                        newest);
            }
        }
        return problems;
    }

    /** Returns which migrations were applied from another text than this release's. */
    List<String> changed(Map<Integer, String> applied) {
        List<String> problems = new ArrayList<>();
        for (Script script : scripts) {
            String checksum = applied.get(script.version());
            if (checksum != null && !checksum.equals(script.checksum())) {
                problems.add("Migration " + script + " was applied here from another text (SHA-256 " + checksum
                        + ", this release has " + script.checksum() + "). Was the database made by another build?"
                        + " A migration never changes once it is released: use another prefix or a fresh database,"
                        + " or compare the tables by hand and correct the checksum in "
                        + naming.table(VersionTable.NAME) + ".");
            }
        }
        return problems;
    }

    private List<String> shapes(Tables tables) throws SQLException {
        List<String> missing = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, Set<String>> expected : Columns.of(scripts).entrySet()) {
            String table = expected.getKey();
            Set<String> absent = new LinkedHashSet<>(expected.getValue());
            if (!tables.has(table)) {
                missing.add(naming.table(table));
                continue;
            }
            absent.removeAll(tables.columns(table));
            if (!absent.isEmpty()) {
                problems.add("Table " + naming.table(table) + " lacks " + String.join(", ", absent) + ".");
            }
            List<String> rights = tables.missingRights(table);
            if (!rights.isEmpty()) {
                problems.add("The database user lacks the right to " + String.join(", ", rights) + " on "
                        + naming.table(table) + ". GRANT it.");
            }
        }
        if (!missing.isEmpty()) {
            problems.add(0, "There is no table " + String.join(", ", missing) + ".");
        }
        return problems;
    }
}

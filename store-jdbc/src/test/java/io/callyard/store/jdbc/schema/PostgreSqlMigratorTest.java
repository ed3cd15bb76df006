package io.callyard.store.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.callyard.postgresql.SharedPostgreSql;
import io.callyard.store.jdbc.StoreSetupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgreSqlMigratorTest extends MigratorContract {
    private String url;

    @Override
    DataSource freshDatabase() {
        url = SharedPostgreSql.freshDatabaseUrl();
        return source(url);
    }

    @Test
    void leavesNothingOfAScriptThatFails() throws SQLException {
        assertThatExceptionOfType(StoreSetupException.class).isThrownBy(() -> migrate(migrator("broken")));

        assertThat(values("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
    }

    @Test
    void tellsAUserWithoutTheRightToMakeTablesWhatToDo() throws SQLException {
        PGSimpleDataSource plain = userWithoutRights();

        try (Connection connection = plain.getConnection()) {
            assertThatExceptionOfType(StoreSetupException.class)
                    .isThrownBy(() -> migrator("first").migrate(connection, Database.POSTGRESQL))
                    .withMessageContainingAll("permission denied", "MigrationMode.VERIFY", "GRANT");
            assertThatExceptionOfType(StoreSetupException.class)
                    .isThrownBy(() ->
                            new Migrator(new Naming("calls", "a_"), "first").migrate(connection, Database.POSTGRESQL))
                    .withMessageContainingAll("Could not make the schema calls", "MigrationMode.VERIFY");
        }
    }

    @Test
    void migratesWithoutThatRightIfNothingIsMissing() throws SQLException {
        PGSimpleDataSource plain = userWithoutRights();
        migrate(migrator("second"));
        run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + plain.getUser());

        try (Connection connection = plain.getConnection()) {
            migrator("second").migrate(connection, Database.POSTGRESQL);
        }
    }

    @Test
    void verifyingFindsMissingRights() throws SQLException {
        PGSimpleDataSource plain = userWithoutRights();
        migrate(migrator("first"));
        run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + plain.getUser());

        try (Connection connection = plain.getConnection()) {
            assertThat(migrator("first").problems(connection, Database.POSTGRESQL))
                    .containsExactly("The database user lacks the right to INSERT, UPDATE, DELETE on callyard_thing."
                            + " GRANT it.");
        }
    }

    @Test
    void waitsForAnotherNodeWhetherItNamesTheSchemaOrNot() throws Exception {
        try (Connection other = source.getConnection();
                Connection connection = source.getConnection()) {
            other.setAutoCommit(false);
            Sql.list(other, "SELECT pg_advisory_xact_lock(hashtextextended('callyard:public.callyard_', 0))");
            String node = Sql.value(connection, "SELECT pg_backend_pid()");
            CompletableFuture<Void> done = CompletableFuture.runAsync(() -> {
                try {
                    migrator("first").migrate(connection, Database.POSTGRESQL);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            String waiting =
                    "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND pid = " + node;
            while (Sql.value(other, waiting).equals("0")) {
                assertThat(done).isNotDone();
            }

            other.rollback();

            done.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void saysThatTheTablesAreSomebodyElses() throws SQLException {
        migrate(new Migrator(Naming.DEFAULT, Database.POSTGRESQL));
        run("DROP TABLE callyard_schema_version");

        assertThatExceptionOfType(StoreSetupException.class)
                .isThrownBy(() -> migrate(new Migrator(Naming.DEFAULT, Database.POSTGRESQL)))
                .withMessageContainingAll("already exists", "MigrationMode.NONE");
    }

    private PGSimpleDataSource userWithoutRights() throws SQLException {
        String user = "u_" + UUID.randomUUID().toString().replace("-", "");
        run("CREATE ROLE " + user + " LOGIN");
        run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        PGSimpleDataSource plain = source(url);
        plain.setUser(user);
        return plain;
    }

    static PGSimpleDataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }
}

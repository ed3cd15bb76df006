package io.callyard.store.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.callyard.store.jdbc.StoreSetupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What migrating does on every database. */
@Tag("R1.13")
@Timeout(60)
abstract class MigratorContract {
    private static final Naming NAMING = Naming.DEFAULT;

    private Database database;
    DataSource source;

    /** Makes an empty database. */
    abstract DataSource freshDatabase();

    @BeforeEach
    void open() throws SQLException {
        source = freshDatabase();
        try (Connection connection = source.getConnection()) {
            database = Database.of(connection);
        }
    }

    @Test
    void makesTheTablesOfThisRelease() throws SQLException {
        migrate(new Migrator(NAMING, database));

        assertThat(problems(new Migrator(NAMING, database))).isEmpty();
        assertThat(values("SELECT count(*) FROM callyard_tenant")).containsExactly("0");
    }

    @Test
    void doesNothingTheSecondTime() throws SQLException {
        migrate(migrator("second"));
        List<String> before = values("SELECT applied_at FROM callyard_schema_version ORDER BY version");
        run("INSERT INTO callyard_thing (id) VALUES (1)");

        migrate(migrator("second"));

        assertThat(values("SELECT applied_at FROM callyard_schema_version ORDER BY version"))
                .hasSize(2)
                .isEqualTo(before);
        assertThat(values("SELECT id FROM callyard_thing")).containsExactly("1");
    }

    @Test
    void appliesWhatIsMissingAndKeepsTheRows() throws SQLException {
        migrate(migrator("first"));
        run("INSERT INTO callyard_thing (id) VALUES (1)");

        migrate(migrator("second"));

        assertThat(values("SELECT id FROM callyard_thing WHERE colour IS NULL")).containsExactly("1");
        assertThat(applied()).containsExactly("1", "2");
    }

    @Test
    void letsEightMigrateAtOnce() throws Exception {
        int nodes = 8;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            for (int round = 0; round < 10; round++) {
                Naming naming = new Naming(null, "round" + round + "_");
                CyclicBarrier start = new CyclicBarrier(nodes);
                List<Future<?>> runs = new ArrayList<>();
                for (int node = 0; node < nodes; node++) {
                    runs.add(threads.submit(() -> {
                        try (Connection connection = source.getConnection()) {
                            start.await();
                            new Migrator(naming, database).migrate(connection, database);
                        }
                        return null;
                    }));
                }
                for (Future<?> run : runs) {
                    run.get();
                }
                assertThat(problems(new Migrator(naming, database))).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE
            })
    void givesTheConnectionBackAsItWas(int isolation) throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            try (Connection connection = freshDatabase().getConnection()) {
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(autoCommit);

                migrator("second").migrate(connection, database);

                assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
                assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
            }
        }
    }

    @Test
    void givesTheConnectionBackAsItWasAfterAFailure() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);

            assertThatExceptionOfType(StoreSetupException.class)
                    .isThrownBy(() -> migrator("broken").migrate(connection, database));

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        }
    }

    @Test
    void namesTheScriptThatFails() throws SQLException {
        assertThatExceptionOfType(StoreSetupException.class)
                .isThrownBy(() -> migrate(migrator("broken")))
                .withMessageContaining("Could not apply V002__colours: ");
    }

    @Test
    void canBeRepeatedOnceAFailedScriptIsMended() throws SQLException {
        assertThatExceptionOfType(StoreSetupException.class).isThrownBy(() -> migrate(migrator("broken")));

        migrate(migrator("second"));

        assertThat(applied()).containsExactly("1", "2");
    }

    @Test
    void refusesAMigrationThatWasAppliedFromAnotherText() throws SQLException {
        migrate(migrator("first"));

        assertThatExceptionOfType(StoreSetupException.class)
                .isThrownBy(() -> migrate(migrator("changed")))
                .withMessageContaining("V001__things was applied here from another text");
        assertThat(problems(migrator("changed"))).hasSize(1);
    }

    @Test
    void worksOnWithTheTablesOfANewerRelease() throws SQLException {
        migrate(migrator("second"));

        migrate(migrator("first"));

        assertThat(problems(migrator("first"))).isEmpty();
        assertThat(applied()).containsExactly("1", "2");
    }

    @Test
    void verifyingChangesNothing() throws SQLException {
        assertThat(problems(migrator("second")))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("callyard_schema_version"))
                .contains("There is no table callyard_thing, callyard_colour.");

        try (Connection connection = source.getConnection()) {
            assertThat(new Tables(connection, database, NAMING).has(VersionTable.NAME))
                    .isFalse();
        }
    }

    @Test
    void verifyingFindsWhatIsMissing() throws SQLException {
        migrate(migrator("first"));
        run("ALTER TABLE callyard_thing DROP COLUMN label");

        assertThat(problems(migrator("second")))
                .hasSize(3)
                .contains("There is no table callyard_colour.", "Table callyard_thing lacks label, colour.")
                .anySatisfy(problem -> assertThat(problem).startsWith("Migration V002__colours was not applied."));
    }

    @Test
    void migratingFindsAColumnThatWentMissing() throws SQLException {
        migrate(migrator("second"));
        run("ALTER TABLE callyard_thing DROP COLUMN label");

        assertThatExceptionOfType(StoreSetupException.class)
                .isThrownBy(() -> migrate(migrator("second")))
                .satisfies(e -> assertThat(e.problems()).containsExactly("Table callyard_thing lacks label."));
    }

    @Test
    void keepsTwoPrefixesApart() throws SQLException {
        migrate(new Migrator(new Naming(null, "a_"), "second"));
        migrate(new Migrator(new Naming(null, "b_"), "first"));

        assertThat(values("SELECT version FROM a_schema_version ORDER BY 1")).containsExactly("1", "2");
        assertThat(values("SELECT version FROM b_schema_version")).containsExactly("1");
    }

    @Test
    void makesTheSchemaThatItIsGiven() throws SQLException {
        Naming naming = new Naming("calls", "a_");
        Migrator migrator = new Migrator(naming, "second");

        migrate(migrator);
        migrate(migrator);

        assertThat(problems(migrator)).isEmpty();
        assertThat(values("SELECT version FROM calls.a_schema_version ORDER BY 1"))
                .containsExactly("1", "2");
        assertThat(problems(new Migrator(new Naming(null, "a_"), "second"))).isNotEmpty();
    }

    @Test
    void findsRightWhatADbaMadeByHand() throws SQLException {
        for (Naming naming : List.of(NAMING, new Naming(null, "by_hand_"))) {
            // Each text that ends a line with a semicolon is a statement, as it is for a DBA's tool.
            for (String statement :
                    Script.of("V001__ddl.sql", Ddl.ddl(database, naming)).statements()) {
                if (!statement.equals("BEGIN") && !statement.equals("COMMIT")) {
                    run(statement);
                }
            }

            assertThat(problems(new Migrator(naming, database))).isEmpty();
            migrate(new Migrator(naming, database));
        }
    }

    Migrator migrator(String folder) {
        return new Migrator(NAMING, folder);
    }

    void migrate(Migrator migrator) throws SQLException {
        try (Connection connection = source.getConnection()) {
            migrator.migrate(connection, database);
        }
    }

    List<String> problems(Migrator migrator) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return migrator.problems(connection, database);
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Sql.run(connection, sql);
        }
    }

    List<String> values(String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Sql.list(connection, sql);
        }
    }

    private List<String> applied() throws SQLException {
        return values("SELECT version FROM callyard_schema_version ORDER BY version");
    }
}

package io.callyard.store.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.postgresql.SharedPostgreSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgreSqlCheckTest {
    private static String url;

    @BeforeAll
    static void open() {
        url = SharedPostgreSql.freshDatabaseUrl();
    }

    @Test
    void acceptsAServerAsItComes() throws SQLException {
        assertThat(problems("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read committed", "repeatable read", "serializable"})
    void acceptsAnyIsolationThatIsOnlyTheDefault(String isolation) throws SQLException {
        assertThat(problems("-c default_transaction_isolation=" + isolation.replace(" ", "\\ ")))
                .isEmpty();
    }

    @Test
    void refusesTransactionsThatAreReadOnly() throws SQLException {
        assertThat(problems("-c default_transaction_read_only=on"))
                .singleElement()
                .asString()
                .startsWith("Transactions are read-only.");
    }

    @Test
    void refusesConnectionsThatAreReadOnly() throws SQLException {
        try (Connection connection = PostgreSqlMigratorTest.source(url).getConnection()) {
            connection.setReadOnly(true);

            assertThat(DatabaseCheck.problems(connection, Database.POSTGRESQL))
                    .anySatisfy(problem -> assertThat(problem).contains("read-only connections"));
        }
    }

    @Test
    void refusesAServerThatAnswersBeforeItWrites() throws SQLException {
        assertThat(problems("-c synchronous_commit=off"))
                .singleElement()
                .asString()
                .contains("SET synchronous_commit = on");
        assertThat(problems("-c synchronous_commit=local")).isEmpty();
    }

    @Test
    void refusesADatabaseThatCannotKeepEveryText() throws SQLException {
        String latin = "latin_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = PostgreSqlMigratorTest.source(url).getConnection()) {
            Sql.run(
                    connection,
                    "CREATE DATABASE " + latin + " ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        }
        PGSimpleDataSource source = PostgreSqlMigratorTest.source(url);
        source.setDatabaseName(latin);

        try (Connection connection = source.getConnection()) {
            assertThat(DatabaseCheck.problems(connection, Database.POSTGRESQL))
                    .containsExactly("The database keeps text as LATIN1. Make one with ENCODING 'UTF8'.");
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 1", "13, 0", "18, 0"})
    void wantsVersionThirteen(int major, int expected) {
        List<String> problems = new ArrayList<>();

        PostgreSqlCheck.version(major, problems);

        assertThat(problems).hasSize(expected);
    }

    private static List<String> problems(String options) throws SQLException {
        PGSimpleDataSource source = PostgreSqlMigratorTest.source(url);
        source.setOptions(options);
        try (Connection connection = source.getConnection()) {
            return DatabaseCheck.problems(connection, Database.of(connection));
        }
    }
}

package io.callyard.store.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callyard.postgresql.SharedPostgreSql;
import io.callyard.store.jdbc.MigrationMode;
import io.callyard.store.jdbc.StoreSetupException;
import io.callyard.testkit.VirtualScheduler;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("R1.13")
class OpeningTest {
    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private int attempts;

    @Test
    void migratesThenVerifies() {
        DataSource source = h2(";OPTIMIZE_REUSE_RESULTS=0");

        assertThat(open(source, MigrationMode.MIGRATE, Duration.ZERO)).isEqualTo(Database.H2);
        assertThat(open(source, MigrationMode.VERIFY, Duration.ZERO)).isEqualTo(Database.H2);
    }

    @Test
    void leavesADatabaseAloneIfToldSo() throws SQLException {
        DataSource source = h2(";OPTIMIZE_REUSE_RESULTS=0");

        assertThat(open(source, MigrationMode.NONE, Duration.ZERO)).isEqualTo(Database.H2);

        try (Connection connection = source.getConnection()) {
            assertThat(Sql.list(
                            connection,
                            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                    .isEmpty();
        }
    }

    @Test
    void namesAllProblemsOfDatabaseAndTablesInOneMessage() {
        assertThatExceptionOfType(StoreSetupException.class)
                .isThrownBy(() -> open(h2(";LOCK_TIMEOUT=1"), MigrationMode.VERIFY, Duration.ZERO))
                .withMessageContainingAll(
                        "OPTIMIZE_REUSE_RESULTS", "LOCK_TIMEOUT", "callyard_schema_version", "callyard_tenant")
                .satisfies(e -> assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(4));
    }

    @ParameterizedTest
    @EnumSource
    void makesNoTablesInADatabaseThatIsNotRight(MigrationMode mode) throws SQLException {
        PGSimpleDataSource source = PostgreSqlMigratorTest.source(SharedPostgreSql.freshDatabaseUrl());
        source.setOptions("-c default_transaction_read_only=on");

        assertThatExceptionOfType(StoreSetupException.class)
                .isThrownBy(() -> open(source, mode, Duration.ofMinutes(1)))
                .withMessageContaining("Transactions are read-only.");

        assertThat(scheduler.uptime()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRANSACTION_REPEATABLE_READ", "TRANSACTION_SERIALIZABLE"})
    void worksThroughAPoolOfOneWithOtherSettings(String isolation) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(SharedPostgreSql.freshDatabase());
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        config.setTransactionIsolation(isolation);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            open(pool, MigrationMode.MIGRATE, Duration.ZERO);

            assertThat(open(pool, MigrationMode.VERIFY, Duration.ZERO)).isEqualTo(Database.POSTGRESQL);
        }
    }

    @Test
    void failsAtOnceIfNoDatabaseIsThereAndNobodyWaits() throws IOException {
        DataSource nobody = nobodyThere();

        assertThatExceptionOfType(StoreSetupException.class)
                .isThrownBy(() -> Opening.open(nobody, Naming.DEFAULT, MigrationMode.MIGRATE, Duration.ZERO, null))
                .withMessageContainingAll("The database could not be reached", "08001")
                .withCauseInstanceOf(SQLException.class);
    }

    @Test
    void triesEachSecondUntilTheTimeIsOver() throws IOException {
        DataSource nobody = nobodyThere();

        assertThatExceptionOfType(StoreSetupException.class)
                .isThrownBy(() -> open(counting(nobody), MigrationMode.MIGRATE, Duration.ofMillis(2_500)))
                .withMessageContaining("could not be reached for PT2.5S");

        assertThat(attempts).as("at 0, 1, 2 and 2.5 s").isEqualTo(4);
        assertThat(scheduler.uptime()).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void goesOnAsSoonAsTheDatabaseIsThere() {
        DataSource late = failing(
                h2(";OPTIMIZE_REUSE_RESULTS=0"),
                new SQLException("the database system is starting up", "57P03"),
                new SQLTransientConnectionException("pool-1 - Connection is not available"),
                new SQLException("refused", "08001"));

        assertThat(open(late, MigrationMode.MIGRATE, Duration.ofMinutes(1))).isEqualTo(Database.H2);

        assertThat(attempts).isEqualTo(4);
        assertThat(scheduler.uptime()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void doesNotWaitForWhatTimeDoesNotMend() {
        DataSource wrong = failing(h2(""), new SQLException("password authentication failed", "28P01"));

        assertThatExceptionOfType(StoreSetupException.class)
                .isThrownBy(() -> open(wrong, MigrationMode.MIGRATE, Duration.ofMinutes(1)))
                .withMessageContainingAll("The database refused", "password authentication failed", "28P01");

        assertThat(scheduler.uptime()).isZero();
    }

    @Test
    void seesWhatAPoolWraps() throws IOException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(nobodyThere());
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThatExceptionOfType(StoreSetupException.class)
                    .isThrownBy(() -> open(counting(pool), MigrationMode.NONE, Duration.ofSeconds(1)))
                    .withMessageContaining("could not be reached for PT1S");
        }

        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void cannotWaitWithoutAScheduler() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Opening.open(h2(""), Naming.DEFAULT, MigrationMode.NONE, Duration.ofSeconds(1), null));
    }

    @Test
    void refusesAnyOtherDatabase() {
        DatabaseMetaData derby = proxy(DatabaseMetaData.class, (method, args) -> "Apache Derby");
        Connection connection = proxy(Connection.class, (method, args) -> method.equals("getMetaData") ? derby : null);
        DataSource source = proxy(DataSource.class, (method, args) -> connection);

        assertThatExceptionOfType(StoreSetupException.class)
                .isThrownBy(() -> open(source, MigrationMode.NONE, Duration.ZERO))
                .withMessageContaining("The database is Apache Derby.");
    }

    private Database open(DataSource source, MigrationMode mode, Duration waitAtMost) {
        return Opening.open(source, Naming.DEFAULT, mode, waitAtMost, scheduler);
    }

    private DataSource counting(DataSource source) {
        return failing(source);
    }

    /** Fails in the given ways, one after the other, then works. */
    private DataSource failing(DataSource source, SQLException... failures) {
        return proxy(DataSource.class, (method, args) -> {
            if (attempts++ < failures.length) {
                throw failures[attempts - 1];
            }
            return source.getConnection();
        });
    }

    private static DataSource h2(String settings) {
        return H2MigratorTest.source("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + settings);
    }

    private static DataSource nobodyThere() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return PostgreSqlMigratorTest.source(
                    "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/postgres?user=postgres");
        }
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> answer.to(method.getName(), args)));
    }

    private interface Answer {
        Object to(String method, Object[] args) throws SQLException;
    }
}

package io.callyard.store.jdbc.traps;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.Call;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.faults.Crew;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Node;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A limit of 2 under sixteen threads, on connections with whatever isolation a pool gives them. */
@Tag("R0.1")
@Tag("R1.1")
@Timeout(60)
class LimitTrapTest {
    private static final int LIMIT = 2;
    private static final int THREADS = 16;
    private static final int CALLS = 80;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, TRANSACTION_READ_COMMITTED, true",
        "POSTGRESQL, TRANSACTION_REPEATABLE_READ, false",
        "POSTGRESQL, TRANSACTION_SERIALIZABLE, false",
        "H2, TRANSACTION_READ_COMMITTED, false",
        "H2, TRANSACTION_REPEATABLE_READ, true",
        "H2, TRANSACTION_SERIALIZABLE, false"
    })
    void isKeptWhateverThePoolsConnectionsAreSetTo(Databases database, String isolation, boolean autoCommit) {
        try (HikariDataSource pool = Databases.pool(database.fresh(), 8, config -> {
                    config.setTransactionIsolation(isolation);
                    config.setAutoCommit(autoCommit);
                    config.setConnectionTimeout(20_000);
                });
                Node node = Node.on(pool)) {
            TenantId tenant = node.tenant(LIMIT);
            node.place(tenant, CALLS);
            AtomicInteger live = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            AtomicInteger ended = new AtomicInteger();

            Crew.run(THREADS, thread -> () -> {
                while (ended.get() < CALLS) {
                    for (Call call : node.claim(1 + thread % 3)) {
                        most.accumulateAndGet(live.incrementAndGet(), Math::max);
                        live.decrementAndGet();
                        node.update(call, Node.over(call));
                        ended.incrementAndGet();
                    }
                }
            });

            assertThat(most.get()).isLessThanOrEqualTo(LIMIT);
            assertThat(node.audit(tenant).openCalls()).isEmpty();
        }
    }

    /** The proof that the threads above would break a limit that is only counted. */
    @ParameterizedTest
    @EnumSource
    void isBrokenByACountInTheSameStatement(Databases database) throws SQLException {
        DataSource source = database.fresh();
        Databases.run(source, "CREATE TABLE slot (id integer)");

        assertThat(mostGranted(source, connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO slot SELECT 1 WHERE (SELECT count(*) FROM slot) < " + LIMIT)) {
                        return insert.executeUpdate() == 1;
                    }
                }))
                .isGreaterThan(LIMIT);
    }

    /** And that a lock alone does not help on a snapshot taken before it was had. */
    @ParameterizedTest
    @CsvSource("POSTGRESQL")
    void isBrokenByALockOnASnapshot(Databases database) throws SQLException {
        DataSource source = database.fresh();
        Databases.run(
                source,
                "CREATE TABLE slot (id integer)",
                "CREATE TABLE tenant (id integer)",
                "INSERT INTO tenant VALUES (1)");

        assertThat(mostGranted(source, connection -> {
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    connection.setAutoCommit(false);
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SELECT 1 FROM tenant FOR UPDATE");
                        boolean granted = Databases.number(connection, "SELECT count(*) FROM slot") < LIMIT;
                        if (granted) {
                            statement.execute("INSERT INTO slot VALUES (1)");
                        }
                        connection.commit();
                        return granted;
                    } catch (SQLException e) {
                        connection.rollback();
                        return false;
                    } finally {
                        connection.setAutoCommit(true);
                        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    }
                }))
                .isGreaterThan(LIMIT);
    }

    private interface Grant {
        boolean on(Connection connection) throws SQLException;
    }

    /** Lets threads take and free slots until there were more than the limit at once, or it takes too long. */
    private static int mostGranted(DataSource source, Grant grant) {
        AtomicInteger most = new AtomicInteger();
        long end = System.nanoTime() + PATIENCE.toNanos();
        String free = "DELETE FROM slot WHERE "
                + (source.getClass().getName().contains("h2")
                        ? "_rowid_ = (SELECT min(_rowid_) FROM slot)"
                        : "ctid = (SELECT ctid FROM slot LIMIT 1 FOR UPDATE SKIP LOCKED)");
        Crew.run(THREADS, thread -> () -> {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                while (most.get() <= LIMIT && System.nanoTime() < end) {
                    if (grant.on(connection)) {
                        int live = (int) Databases.number(connection, "SELECT count(*) FROM slot");
                        most.accumulateAndGet(live, Math::max);
                        statement.executeUpdate(free);
                    }
                }
            }
        });
        return most.get();
    }
}

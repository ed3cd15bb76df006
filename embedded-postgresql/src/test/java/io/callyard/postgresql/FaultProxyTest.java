package io.callyard.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FaultProxyTest {
    private static EmbeddedPostgreSql server;

    private final FaultProxy proxy = FaultProxy.before(server);
    private final String name = server.createDatabase();
    private final DataSource direct = server.dataSource(name);

    @BeforeAll
    static void start() {
        server = EmbeddedPostgreSql.builder().fsync(false).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makeTable() throws SQLException {
        Tables.create(direct);
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void isTransparentByItself() throws Exception {
        Tables.insert(proxied(), 1);
        Tables.insert(proxied(), 2);

        assertThat(Tables.contains(proxied(), 1)).isTrue();
        assertThat(proxy.connections()).isEqualTo(3);
        assertThat(proxy.commits()).isEqualTo(2);
        assertThat(proxy.cuts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "extendedForPrepared", "extendedCacheEverything"})
    void losesACommitThatTheServerNeverGets(String queryMode) throws Exception {
        DataSource database = proxied("preferQueryMode=" + queryMode);
        for (int value = 0; value < 10; value++) {
            int row = value;
            proxy.cutBeforeCommit();

            assertThatThrownBy(() -> Tables.insert(database, row)).isInstanceOf(SQLException.class);

            assertThat(Tables.contains(direct, row)).as("row %d", row).isFalse();
        }
        assertThat(proxy.cuts()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "extendedForPrepared", "extendedCacheEverything"})
    void losesTheAnswerToACommitThatTheServerMade(String queryMode) throws Exception {
        DataSource database = proxied("preferQueryMode=" + queryMode);
        for (int value = 0; value < 10; value++) {
            int row = value;
            proxy.cutAfterCommit();

            assertThatThrownBy(() -> Tables.insert(database, row)).isInstanceOf(SQLException.class);

            assertThat(Tables.contains(direct, row)).as("row %d", row).isTrue();
        }
        assertThat(proxy.cuts()).isEqualTo(10);
    }

    @Test
    void countsCommitsOnOneConnectionWhoseDriverHasPreparedThem() throws Exception {
        proxy.cutAfterCommit(11);
        proxy.cutBeforeCommit(2);
        try (Connection connection = proxied().getConnection()) {
            connection.setAutoCommit(false);
            for (int row = 1; row <= 10; row++) {
                Tables.insert(connection, row);
                connection.commit();
            }
            Tables.insert(connection, 11);
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        Tables.insert(proxied(), 12);
        assertThatThrownBy(() -> Tables.insert(proxied(), 13)).isInstanceOf(SQLException.class);

        for (int row = 1; row <= 12; row++) {
            assertThat(Tables.contains(direct, row)).as("row %d", row).isTrue();
        }
        assertThat(Tables.contains(direct, 13)).isFalse();
    }

    @Test
    void refusesNewConnectionsAndKeepsOldOnes() throws Exception {
        try (Connection old = proxied().getConnection()) {
            for (int round = 0; round < 3; round++) {
                proxy.refuse();
                assertThatThrownBy(() -> proxied().getConnection())
                        .isInstanceOf(SQLException.class)
                        .hasRootCauseInstanceOf(ConnectException.class);
                Tables.insert(old, round);

                proxy.accept();
                assertThat(Tables.contains(proxied(), round)).isTrue();
            }
        }
    }

    @Test
    void resetsAllConnections() throws Exception {
        try (Connection first = proxied().getConnection();
                Connection second = proxied().getConnection()) {
            proxy.cutAll();

            assertThatThrownBy(() -> Tables.insert(first, 1)).hasRootCauseInstanceOf(SocketException.class);
            assertThatThrownBy(() -> Tables.insert(second, 2)).hasRootCauseInstanceOf(SocketException.class);
            assertThat(proxy.openConnections()).isZero();
        }
        Tables.insert(proxied(), 3);
    }

    @Test
    void letsNothingThroughWhileStalled() throws Exception {
        try (Connection connection = proxied("socketTimeout=1").getConnection()) {
            proxy.stall();

            assertThatThrownBy(() -> Tables.insert(connection, 1)).hasRootCauseInstanceOf(SocketTimeoutException.class);
            assertThat(Tables.contains(direct, 1)).isFalse();
        }
        proxy.resume();

        assertThatCode(() -> Tables.insert(proxied("socketTimeout=10"), 2)).doesNotThrowAnyException();
    }

    @Test
    void holdsEachBurstBackInBothDirections() throws Exception {
        try (Connection connection = proxied().getConnection();
                Statement statement = connection.createStatement()) {
            proxy.delay(Duration.ofMillis(150));
            long begin = System.nanoTime();
            statement.execute("select 1");
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            proxy.heal();

            assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    private DataSource proxied(String... parameters) {
        return EmbeddedPostgreSql.source(String.join("&", proxy.jdbcUrl(name), String.join("&", parameters)));
    }
}

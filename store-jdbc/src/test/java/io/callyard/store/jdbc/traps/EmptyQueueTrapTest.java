package io.callyard.store.jdbc.traps;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.Call;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Node;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A queue that looks empty while somebody else is at work on it, or while a result is remembered. */
@Timeout(30)
class EmptyQueueTrapTest {
    @ParameterizedTest
    @EnumSource
    @Tag("R1.8")
    void isNotEmptyForASecondSession(Databases database) throws Exception {
        DataSource source = database.fresh();
        try (HikariDataSource pool = Databases.pool(source, 4);
                Node node = Node.on(pool);
                Connection other = source.getConnection();
                Statement statement = other.createStatement()) {
            TenantId tenant = node.tenant(9);
            List<Call> placed = node.place(tenant, 5);
            other.setAutoCommit(false);
            statement.executeQuery("SELECT id FROM callyard_tenant WHERE ready ORDER BY last_served FOR UPDATE");

            CompletableFuture<List<Call>> claim = CompletableFuture.supplyAsync(() -> node.claim(9));
            other.rollback();

            assertThat(claim.get(10, TimeUnit.SECONDS))
                    .extracting(Call::id)
                    .containsExactlyElementsOf(placed.stream().map(Call::id).toList());
        }
    }

    /** The proof: in H2 a limit does not keep a query from locking all that match. */
    @Test
    void looksEmptyToWhoLeavesOutLockedRowsInH2() throws Exception {
        DataSource source = Databases.H2.fresh();
        Databases.run(
                source,
                "CREATE TABLE queue (id integer PRIMARY KEY, rank integer, waits boolean)",
                "INSERT INTO queue SELECT x, x, true FROM system_range(1, 10)");
        String next = "SELECT id FROM queue WHERE waits ORDER BY rank LIMIT 2 FOR UPDATE SKIP LOCKED";
        try (Connection one = source.getConnection();
                Connection two = source.getConnection();
                Statement first = one.createStatement();
                Statement second = two.createStatement()) {
            one.setAutoCommit(false);
            two.setAutoCommit(false);
            first.executeQuery(next);
            try (ResultSet rows = second.executeQuery(next)) {
                assertThat(rows.next()).isFalse();
            }
        }
    }

    /** H2 may answer a statement it has prepared with what it answered before. */
    @ParameterizedTest
    @EnumSource
    @Tag("R1.1")
    void showsEachChangeToTheSameConnectionAtOnce(Databases database) {
        try (HikariDataSource pool = Databases.pool(database.fresh(), 1);
                Node node = Node.on(pool)) {
            TenantId tenant = node.tenant(1);
            for (int i = 0; i < 50; i++) {
                Call call = node.place(tenant);
                assertThat(node.claim(9)).extracting(Call::id).containsExactly(call.id());
                assertThat(node.claim(9)).isEmpty();
                assertThat(node.store().tenantUsage(tenant).live()).isEqualTo(1);
                node.update(call, Node.over(node.fresh(call)));
                assertThat(node.store().liveCalls(tenant)).isEmpty();
            }
        }
    }
}

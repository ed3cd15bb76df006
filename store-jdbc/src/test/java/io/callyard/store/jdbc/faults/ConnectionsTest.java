package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.Call;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that somebody else owns: few, oddly set, and given back as they came. */
@Timeout(60)
class ConnectionsTest {
    @ParameterizedTest
    @EnumSource
    @Tag("R1.1")
    void serveSixtyFourThreadsWithOneOfThem(Databases database) {
        try (HikariDataSource pool = Databases.pool(database.fresh(), 1, c -> c.setConnectionTimeout(30_000));
                Node node = Node.on(pool)) {
            List<TenantId> tenants = List.of(node.tenant(2), node.tenant(2), node.tenant(2));

            Crew.run(64, thread -> () -> {
                TenantId tenant = tenants.get(thread % tenants.size());
                for (int i = 0; i < 3; i++) {
                    Call placed = node.place(tenant);
                    node.store().situation(tenant, placed.id()).orElseThrow();
                    node.claim(2).forEach(call -> node.update(call, Node.over(call)));
                }
            });

            tenants.forEach(node::audit);
        }
    }

    /** Sets each connection before the store gets it, and looks at it when it comes back. */
    private static final class Lender implements Interposed.Listener {
        private final boolean autoCommit;
        private final int isolation;
        private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        private final AtomicInteger returned = new AtomicInteger();
        private int failAt;

        Lender(boolean autoCommit, int isolation) {
            this.autoCommit = autoCommit;
            this.isolation = isolation;
        }

        @Override
        public void before(Connection connection, String trip) throws SQLException {
            if (trip.equals("close")) {
                returned.incrementAndGet();
                String found = connection.getAutoCommit() + " " + connection.getTransactionIsolation() + " "
                        + connection.isReadOnly();
                String expected = autoCommit + " " + isolation + " false";
                if (!found.equals(expected)) {
                    wrong.add(found + ", not " + expected);
                }
            } else if (failAt > 0 && !trip.equals("rollback") && --failAt == 0) {
                throw new SQLException("made to fail", "58000");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, true, 2",
        "POSTGRESQL, false, 2",
        "POSTGRESQL, false, 4",
        "POSTGRESQL, true, 8",
        "POSTGRESQL, false, 8",
        "H2, true, 2",
        "H2, false, 2",
        "H2, false, 4",
        "H2, false, 8",
        "H2, true, 8"
    })
    @Tag("R1.1")
    void comeBackAsTheyWent(Databases database, boolean autoCommit, int isolation) {
        Lender lender = new Lender(autoCommit, isolation);
        try (HikariDataSource pool = Databases.pool(database.fresh(), 2);
                Node node = Node.on(Interposed.before(set(pool, autoCommit, isolation), lender))) {
            TenantId tenant = node.tenant(9);
            Call call = node.place(tenant);
            Store store = node.store();
            List<Runnable> uses = List.of(
                    () -> node.place(tenant),
                    () -> node.claim(1),
                    () -> node.update(call, Node.started(call)),
                    () -> store.overdue(9, Duration.ofSeconds(1)),
                    () -> store.situation(tenant, call.id()),
                    () -> store.counts(tenant),
                    () -> store.read(tenant, 0, 9),
                    () -> store.campaigns(tenant),
                    () -> store.setSystemLimit(99),
                    () -> new Hall(store, tenant).furnished(1),
                    () -> new Hall(store, tenant).arrive(),
                    () -> new Hall(store, tenant).line(),
                    () -> store.dueFloors(9),
                    () -> store.untilNextWork(Set.of()));
            for (int failAt = 0; failAt < 6; failAt++) {
                for (Runnable use : uses) {
                    lender.failAt = failAt;
                    int before = lender.returned.get();
                    try {
                        use.run();
                    } catch (StoreUnavailableException e) {
                        assertThat(e).hasRootCauseMessage("made to fail");
                    }
                    assertThat(lender.returned.get()).isGreaterThan(before);
                }
            }
            lender.failAt = 0;

            assertThat(lender.wrong).isEmpty();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            node.audit(tenant);
        }
    }

    /** Stands for a pool that is set up so. */
    private static javax.sql.DataSource set(HikariDataSource pool, boolean autoCommit, int isolation) {
        return (javax.sql.DataSource) java.lang.reflect.Proxy.newProxyInstance(
                ConnectionsTest.class.getClassLoader(),
                new Class<?>[] {javax.sql.DataSource.class},
                (self, method, args) -> {
                    if (!method.getName().equals("getConnection")) {
                        return method.invoke(pool, args);
                    }
                    Connection connection = pool.getConnection();
                    connection.setTransactionIsolation(isolation);
                    connection.setAutoCommit(autoCommit);
                    return connection;
                });
    }
}

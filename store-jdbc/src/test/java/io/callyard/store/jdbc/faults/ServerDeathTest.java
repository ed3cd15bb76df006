package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.postgresql.EmbeddedPostgreSql;
import io.callyard.postgresql.StopMode;
import io.callyard.spi.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that stops, is killed, throws its clients out or becomes read-only while a store works with it. */
@Tag("R1.9")
@Timeout(90)
class ServerDeathTest {
    private static final int THREADS = 4;
    private static final Duration BACK = Duration.ofSeconds(5);

    private final EmbeddedPostgreSql server = EmbeddedPostgreSql.start();
    private final String name = server.createDatabase();
    private final DataSource direct = server.dataSource(name);
    private final HikariDataSource pool = Databases.pool(direct, 4);
    private final Node node = Node.on(pool);
    private final TenantId tenant = node.tenant(3);
    private final Queue<CallId> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    @AfterEach
    void close() {
        node.close();
        pool.close();
        server.close();
    }

    /** Works until {@code end} says so; only one kind of exception is allowed to reach a user. */
    private void workDuring(Crew.Work trouble) {
        AtomicInteger troubled = new AtomicInteger(1);
        Crew.run(THREADS + 1, thread -> () -> {
            if (thread == THREADS) {
                try {
                    awaitMore(20);
                    trouble.run();
                    awaitMore(20);
                } finally {
                    troubled.set(0);
                }
                return;
            }
            while (troubled.get() > 0) {
                try {
                    acknowledged.add(node.place(tenant).id());
                    for (Call call : node.claim(2)) {
                        node.update(call, Node.over(call));
                    }
                } catch (StoreUnavailableException e) {
                    failures.incrementAndGet();
                }
            }
        });
    }

    private void awaitMore(int calls) {
        int enough = acknowledged.size() + calls;
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (acknowledged.size() < enough && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(enough);
    }

    private void assertNothingLost() {
        for (CallId id : acknowledged) {
            assertThat(node.store().find(tenant, id)).isPresent();
        }
        node.audit(tenant);
    }

    private void restartAndAwait() {
        server.restart();
        long ready = System.nanoTime();
        awaitMore(1);
        assertThat(Duration.ofNanos(System.nanoTime() - ready)).isLessThan(BACK);
    }

    @Test
    void losesNothingWhenTheServerDies() {
        workDuring(() -> {
            server.stop(StopMode.IMMEDIATE);
            restartAndAwait();
            server.kill();
            restartAndAwait();
        });

        assertThat(failures.get()).isPositive();
        assertNothingLost();
    }

    @Test
    void losesNothingWhenItsConnectionsAreEnded() {
        workDuring(() -> {
            for (int i = 0; i < 10; i++) {
                Databases.run(
                        direct,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
                awaitMore(3);
            }
        });

        assertNothingLost();
    }

    @Test
    @Tag("R1.8")
    void answersAtOnceWhileTheServerIsGoneOrReadOnly() throws Exception {
        node.place(tenant);
        server.stop(StopMode.FAST);
        for (int i = 0; i < 3; i++) {
            long begin = System.nanoTime();
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> node.place(tenant));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        }
        server.restart();
        Databases.run(direct, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
        pool.getHikariPoolMXBean().softEvictConnections();

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> node.place(tenant));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> node.claim(1));
        assertThat(node.audit(tenant).openCalls()).hasSize(1);

        Databases.run(server.dataSource("postgres"), "ALTER DATABASE " + name + " RESET ALL");
        pool.getHikariPoolMXBean().softEvictConnections();
        assertThat(node.claim(1)).hasSize(1);
        node.audit(tenant);
    }
}

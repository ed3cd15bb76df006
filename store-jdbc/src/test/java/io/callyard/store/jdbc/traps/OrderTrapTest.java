package io.callyard.store.jdbc.traps;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.event.CallEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.faults.Crew;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Node;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order of one queue with eight who take from it at once, and of one log with eight who write to it. */
@Timeout(60)
class OrderTrapTest {
    private static final int THREADS = 8;
    private static final int CALLS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    @Tag("R1.4")
    void isThatOfPriorityAndArrival(Databases database) {
        try (HikariDataSource pool = Databases.pool(database.fresh(), THREADS, c -> c.setConnectionTimeout(20_000));
                Node node = Node.on(pool)) {
            TenantId tenant = node.tenant(1_000);
            RandomGenerator random = RandomGenerator.of("SplittableRandom");
            Map<CallId, Call> placed = new HashMap<>();
            for (int i = 0; i < CALLS; i++) {
                Call call = node.place(Node.direct(tenant).priority(random.nextInt(3)))
                        .call();
                placed.put(call.id(), call);
            }
            AtomicInteger claimed = new AtomicInteger();

            Crew.run(THREADS, thread -> () -> {
                while (claimed.get() < CALLS) {
                    claimed.addAndGet(node.claim(1 + thread % 2).size());
                }
            });

            List<Call> order = new ArrayList<>();
            for (LoggedEvent logged : node.log(tenant)) {
                if (logged.event() instanceof CallEvent.CallReserved reserved) {
                    order.add(placed.get(reserved.subject().id()));
                }
            }
            assertThat(order).hasSize(CALLS);
            for (int i = 1; i < CALLS; i++) {
                Call before = order.get(i - 1);
                Call after = order.get(i);
                assertThat(before.priority()).isGreaterThanOrEqualTo(after.priority());
                if (before.priority() == after.priority()) {
                    assertThat(before.position()).isLessThan(after.position());
                }
            }
            node.audit(tenant);
        }
    }

    /** The proof: who leaves out what others have locked takes calls out of turn. */
    @Test
    void isLostByLeavingOutLockedCalls() throws Exception {
        DataSource source = Databases.POSTGRESQL.fresh();
        Databases.run(
                source,
                "CREATE SEQUENCE turn",
                "CREATE TABLE queue (id serial PRIMARY KEY, turn bigint)",
                "INSERT INTO queue (turn) SELECT NULL FROM generate_series(1, 20000)");
        AtomicLong inversions = new AtomicLong();
        long end = System.nanoTime() + PATIENCE.toNanos();

        Crew.run(THREADS, thread -> () -> {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                while (inversions.get() == 0 && System.nanoTime() < end) {
                    for (int i = 0; i < 20; i++) {
                        long id;
                        try (ResultSet row = statement.executeQuery("SELECT id FROM queue WHERE turn IS NULL"
                                + " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED")) {
                            row.next();
                            id = row.getLong(1);
                        }
                        statement.execute("UPDATE queue SET turn = nextval('turn') WHERE id = " + id);
                        connection.commit();
                    }
                    inversions.addAndGet(Databases.number(
                            connection,
                            "SELECT count(*) FROM (SELECT id, lag(id) OVER (ORDER BY turn) AS former FROM queue"
                                    + " WHERE turn IS NOT NULL) q WHERE former > id"));
                    connection.commit();
                }
            }
        });

        assertThat(inversions.get()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("R0.5")
    void showsEveryEventToWhoeverReadsOn(Databases database) {
        try (HikariDataSource pool = Databases.pool(database.fresh(), THREADS, c -> c.setConnectionTimeout(20_000));
                Node node = Node.on(pool);
                Node other = Node.on(pool)) {
            TenantId tenant = node.tenant(10);
            AtomicInteger writing = new AtomicInteger(THREADS);

            Crew.run(THREADS + 2, thread -> () -> {
                if (thread < THREADS) {
                    try {
                        for (int i = 0; i < 40; i++) {
                            (thread % 2 == 0 ? node : other).place(tenant);
                        }
                    } finally {
                        writing.decrementAndGet();
                    }
                    return;
                }
                long last = 0;
                boolean over = false;
                while (!over) {
                    over = writing.get() == 0;
                    for (LoggedEvent event : node.store().read(tenant, last, 50)) {
                        over = false;
                        assertThat(event.seq()).isEqualTo(last + 1);
                        last = event.seq();
                    }
                }
                assertThat(last).isEqualTo(node.store().lastSeq(tenant)).isGreaterThan(THREADS * 40);
            });
            node.audit(tenant);
        }
    }

    /** The proof: numbers that are drawn before the commit become visible out of order. */
    @Test
    void missesEventsByNumbersThatAreDrawnBeforeTheCommit() throws Exception {
        DataSource source = Databases.POSTGRESQL.fresh();
        Databases.run(source, "CREATE TABLE event (id bigserial PRIMARY KEY)");
        AtomicLong missed = new AtomicLong();
        long end = System.nanoTime() + PATIENCE.toNanos();

        Crew.run(THREADS, thread -> () -> {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                long last = 0;
                long seen = 0;
                while (missed.get() == 0 && System.nanoTime() < end) {
                    if (thread > 0) {
                        connection.setAutoCommit(false);
                        statement.execute("INSERT INTO event DEFAULT VALUES");
                        connection.commit();
                        continue;
                    }
                    try (ResultSet rows =
                            statement.executeQuery("SELECT id FROM event WHERE id > " + last + " ORDER BY id")) {
                        while (rows.next()) {
                            last = rows.getLong(1);
                            seen++;
                        }
                    }
                    // What lies behind the reader can only be what it has read.
                    missed.set(Databases.number(connection, "SELECT count(*) FROM event WHERE id <= " + last) - seen);
                }
            }
        });

        assertThat(missed.get()).isPositive();
    }
}

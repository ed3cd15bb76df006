package io.callyard.store.jdbc.traps;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.Call;
import io.callyard.model.TenantId;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.faults.Crew;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Node;
import io.callyard.testkit.ManualClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody who locks a tenant and then does nothing: a node that hangs, or a person at a console. */
@Tag("R1.1")
@Timeout(60)
class FrozenHolderTest {
    /** Far below a lease, and below the time limit of one lock. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private final DataSource database = Databases.POSTGRESQL.fresh();
    private final HikariDataSource pool = Databases.pool(database, 8);
    private final ManualClock clock = ManualClock.create();
    private final Node node = Node.on(pool, builder -> builder.clock(clock).lookEvery(Duration.ofHours(1)));
    private final TenantId frozen = node.tenant(10);
    private Connection holder;

    @BeforeEach
    void freeze() throws Exception {
        node.place(frozen);
        node.claim(1);
        node.place(frozen);
        holder = database.getConnection();
        holder.setAutoCommit(false);
        try (PreparedStatement lock =
                holder.prepareStatement("SELECT 1 FROM callyard_tenant WHERE id = ? FOR NO KEY UPDATE")) {
            lock.setString(1, frozen.value());
            lock.executeQuery();
        }
    }

    @AfterEach
    void close() throws Exception {
        holder.close();
        node.close();
        pool.close();
    }

    @Test
    void keepsNoCallOfAnotherTenantFromGoing() {
        TenantId other = node.tenant(10);
        List<Call> placed = node.place(other, 3);
        long begin = System.nanoTime();

        List<Call> claimed = node.claim(10);

        assertThat(claimed)
                .extracting(Call::id)
                .containsExactlyElementsOf(placed.stream().map(Call::id).toList());
        assertThat(since(begin)).as("time until claimed calls are handed out").isLessThan(SOON);
    }

    @Test
    void keepsNoCallOfAnotherTenantFromBeingTakenInOrChanged() {
        List<TenantId> others = List.of(node.tenant(10), node.tenant(10), node.tenant(10));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<?>[] waiting = new CompletableFuture<?>[2];
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    try {
                        node.place(frozen);
                    } catch (StoreUnavailableException e) {
                        // As it should be while the lock is held.
                    }
                }
            });
        }
        List<Duration> longest = Crew.ask(6, thread -> () -> {
            Duration worst = Duration.ZERO;
            for (int i = 0; i < 40; i++) {
                long begin = System.nanoTime();
                node.place(others.get(thread % others.size()));
                Duration took = since(begin);
                worst = worst.compareTo(took) < 0 ? took : worst;
            }
            return worst;
        });
        over.set(true);
        rollback();
        CompletableFuture.allOf(waiting).join();

        assertThat(longest).allSatisfy(worst -> assertThat(worst).isLessThan(SOON));
    }

    @Test
    void keepsNoCallOfAnotherTenantFromBeingLookedAfter() {
        Call call = node.place(node.tenant(10));
        node.claim(1);
        clock.advance(Duration.ofMinutes(1));
        long begin = System.nanoTime();

        List<Call> overdue = node.store().overdue(10, Duration.ofSeconds(5));

        assertThat(overdue).extracting(Call::id).containsExactly(call.id());
        assertThat(since(begin)).isLessThan(SOON);
    }

    @Test
    void keepsNoCallOfAnotherTenantFromComingDue() {
        Call call = node.place(Node.direct(node.tenant(10))
                        .scheduledFor(clock.instant().plusSeconds(60)))
                .call();
        clock.advance(Duration.ofMinutes(1));
        long begin = System.nanoTime();

        assertThat(node.claim(10)).extracting(Call::id).containsExactly(call.id());
        assertThat(since(begin)).isLessThan(SOON);
    }

    @Test
    void isWaitedForUntilItsTimeLimitFires() throws Exception {
        CompletableFuture<Call> waiter = CompletableFuture.supplyAsync(() -> node.place(frozen));
        holder.createStatement().execute("SET LOCAL idle_in_transaction_session_timeout = '1s'");

        assertThat(waiter.get(10, TimeUnit.SECONDS).tenant()).isEqualTo(frozen);
        assertThat(node.audit(frozen).openCalls()).hasSize(3);
    }

    private void rollback() {
        try {
            holder.rollback();
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}

package io.callyard.store.jdbc.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.Limits;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Interposed;
import io.callyard.store.jdbc.faults.Node;
import io.callyard.store.jdbc.schema.Database;
import io.callyard.store.jdbc.schema.Naming;
import io.callyard.store.jdbc.sql.Dialect;
import io.callyard.store.jdbc.sql.Statements;
import io.callyard.store.jdbc.sql.Transactions;
import io.callyard.testkit.ManualClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only a transaction sees that has to wait for its tenants. */
class HandOverTest {
    private final HikariDataSource pool = Databases.pool(Databases.POSTGRESQL.fresh(), 4);
    private final ManualClock clock = ManualClock.create();
    private final Node node = Node.on(pool, builder -> builder.clock(clock).lookEvery(Duration.ofHours(1)));
    private final FreeLimits free = new FreeLimits();

    @AfterEach
    void close() {
        node.close();
        pool.close();
    }

    private Request<List<Intake>> placing(TenantId tenant) {
        NewCall call =
                NewCall.of(new CallId(UUID.randomUUID()), Node.direct(tenant).build());
        return new Request<>(PlaceStep.of(tenant, List.of(call), Node.MACHINE));
    }

    private Tables.Effects run(Interposed.Listener listener, List<Request<?>> requests) {
        Statements statements = new Statements(Dialect.of(Database.POSTGRESQL), Naming.DEFAULT, clock);
        return new Transactions(Interposed.before(pool, listener), statements)
                .changeByMessages(session ->
                        Tables.run(session, requests, LimitDefaults.STANDARD, free, new HandOver(Node.order(9), free)));
    }

    @Test
    @Tag("R1.4")
    void passesOverNobodyWhoseTimeCameWhileItWaited() throws SQLException {
        TenantId waitedFor = node.tenant(1);
        TenantId busy = node.tenant(1);
        node.store().setSystemLimit(Limits.UNLIMITED);
        free.note(
                List.of(FreeLimits.free(SharedLimit.SYSTEM), FreeLimits.free(TenantLimits.DEFAULT_ACCOUNT.value())),
                Instant.EPOCH);
        Call urgent = node.place(Node.direct(waitedFor)
                        .priority(200)
                        .scheduledFor(clock.instant().plusSeconds(1)))
                .call();
        Request<List<Intake>> request = placing(waitedFor);
        try (Connection elsewhere = pool.getConnection()) {
            elsewhere.setAutoCommit(false);
            try (Statement statement = elsewhere.createStatement()) {
                statement.execute("SELECT 1 FROM callyard_tenant FOR UPDATE");
            }
            Interposed.Listener letGo = new Interposed.Listener() {
                private int trips;

                @Override
                public void before(Connection connection, String trip) throws SQLException {
                    // The first asks in vain, the second whether the tenants exist, the third waits for one.
                    if (++trips == 3) {
                        clock.advance(Duration.ofSeconds(1));
                        elsewhere.rollback();
                    }
                }
            };

            Tables.Effects effects = run(letGo, List.of(request, placing(busy)));

            assertThat(effects.claimed()).isEmpty();
        }
        Call placed = request.answer().get(0).call();
        assertThat(node.fresh(placed).state()).isEqualTo(CallState.QUEUED);
        assertThat(node.claim(9)).extracting(Call::id).containsExactly(urgent.id());
        node.audit(waitedFor);
    }
}

package io.callyard.store.jdbc.traps;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.TenantId;
import io.callyard.postgresql.SharedPostgreSql;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Node;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database and a node whose clocks are far apart: only the database's counts. */
@Tag("R1.1")
@Timeout(30)
class DatabaseClockTest {
    @ParameterizedTest
    @ValueSource(ints = {-10, 0, 10})
    void isTheOnlyOneThatCounts(int minutesAhead) throws Exception {
        DataSource database = SharedPostgreSql.freshDatabase();
        Databases.run(database, "CREATE SCHEMA skew");
        for (String clock : new String[] {"clock_timestamp", "statement_timestamp", "transaction_timestamp", "now"}) {
            Databases.run(
                    database,
                    "CREATE FUNCTION skew." + clock + "() RETURNS timestamptz LANGUAGE sql AS" + " 'SELECT pg_catalog."
                            + clock + "() + interval ''" + minutesAhead + " minutes'''");
        }
        // Functions of the same name come before the database's own.
        ((PGSimpleDataSource) database).setOptions("-c search_path=skew,pg_catalog,public");
        try (HikariDataSource pool = Databases.pool(database, 2);
                Node node = Node.on(pool, builder -> builder.schema("public"))) {
            TenantId tenant = node.tenant(2);
            Instant before = databaseTime(database);
            Call late = node.place(Node.direct(tenant).scheduledFor(before.plusSeconds(300)))
                    .call();
            node.place(Node.direct(tenant).scheduledFor(before.minusSeconds(1)));

            Call claimed = node.claim(9).get(0);

            Instant after = databaseTime(database);
            assertThat(claimed.attempt().reservedAt()).isBetween(before, after);
            assertThat(claimed.attentionAt()).isBetween(before.plusSeconds(30), after.plusSeconds(30));
            assertThat(Duration.between(Instant.now(), after).toMinutes())
                    .isBetween(minutesAhead - 1L, minutesAhead + 0L);
            assertThat(node.fresh(late).state()).isEqualTo(CallState.SCHEDULED);
            assertThat(node.store().overdue(9, Duration.ofSeconds(1))).isEmpty();
            node.audit(tenant);
        }
    }

    private static Instant databaseTime(DataSource database) throws Exception {
        long micros =
                Databases.number(database, "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS bigint)");
        return Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS);
    }
}

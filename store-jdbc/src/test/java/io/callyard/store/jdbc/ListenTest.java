package io.callyard.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callyard.SystemScheduler;
import io.callyard.machine.CallMachine;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallTimeouts;
import io.callyard.model.NewCall;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.postgresql.SharedPostgreSql;
import io.callyard.testkit.RecordingSignals;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes that never look, so that all they know of each other is what they are told. */
class ListenTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final TenantId ACME = new TenantId("acme");

    private final DataSource database = SharedPostgreSql.freshDatabase();

    @Test
    @Tag("R1.8")
    void tellsOtherNodesOfEventsAndWork() throws Exception {
        try (SystemScheduler scheduler = new SystemScheduler();
                HikariDataSource pool = pool();
                JdbcStore here = listening(pool, scheduler);
                JdbcStore there = listening(pool, scheduler)) {
            RecordingSignals heard = new RecordingSignals();
            there.onSignal(heard);
            place(here, scheduler);
            // The first message may have come before the other node listened; it never misses two.
            assertThat(heard.awaitGrowth(ACME, Duration.ofSeconds(2)) || placedAgain(here, scheduler, heard))
                    .isTrue();
            assertThat(heard.awaitWork(SOON)).isTrue();
        }
    }

    private static boolean placedAgain(JdbcStore here, SystemScheduler scheduler, RecordingSignals heard)
            throws InterruptedException {
        place(here, scheduler);
        return heard.awaitGrowth(ACME, SOON);
    }

    @Test
    void refusesToListenWhereNobodyTells() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:listen;OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=5000;DB_CLOSE_DELAY=-1");
        try (SystemScheduler scheduler = new SystemScheduler()) {
            assertThatExceptionOfType(StoreSetupException.class)
                    .isThrownBy(
                            () -> JdbcStore.builder(h2, scheduler).listenOn(h2).open())
                    .withMessageContaining("PostgreSQL");
        }
    }

    private JdbcStore listening(DataSource pool, SystemScheduler scheduler) {
        return JdbcStore.builder(pool, scheduler)
                .lookEvery(Duration.ofHours(1))
                .listenOn(database)
                .open();
    }

    private static void place(JdbcStore store, SystemScheduler scheduler) {
        CallRequest request =
                CallRequest.direct(ACME, PhoneNumber.parse("+15551234567")).build();
        NewCall call = NewCall.of(CallId.next(scheduler.instant(), scheduler.random()), request);
        store.place(ACME, List.of(call), new CallMachine(CallTimeouts.DEFAULT));
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }
}

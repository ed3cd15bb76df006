package io.callyard.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callyard.SystemScheduler;
import io.callyard.spi.store.Store;
import io.callyard.testkit.OutboundStoreContract;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract, on a database that all of its tests share as two JVMs would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcStoreContract extends OutboundStoreContract {
    private final SystemScheduler scheduler = new SystemScheduler();
    private HikariDataSource pool;
    private HikariDataSource poolOfAnother;

    /** Returns plain connections to the database. */
    abstract DataSource database() throws Exception;

    @BeforeAll
    void openPools() throws Exception {
        DataSource database = database();
        pool = pool(database);
        poolOfAnother = pool(database);
    }

    private static HikariDataSource pool(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }

    @AfterAll
    void closePools() {
        pool.close();
        poolOfAnother.close();
        scheduler.close();
    }

    @Override
    protected Store openStore(InstantSource clock) {
        return open(pool, clock);
    }

    @Override
    protected Store openBeside(Store store, InstantSource clock) {
        return open(poolOfAnother, clock);
    }

    private Store open(DataSource dataSource, InstantSource clock) {
        return JdbcStore.builder(dataSource, scheduler)
                .clock(clock)
                .lookEvery(Duration.ofMillis(50))
                .open();
    }
}

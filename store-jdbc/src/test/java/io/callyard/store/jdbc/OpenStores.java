package io.callyard.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callyard.SystemScheduler;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Opens stores for a contract, on a database that all of its tests share as two JVMs would. */
final class OpenStores implements AutoCloseable {
    private final SystemScheduler scheduler = new SystemScheduler();
    private final HikariDataSource pool;
    private final HikariDataSource poolOfAnother;

    /** @param database gives plain connections */
    OpenStores(DataSource database) {
        pool = pool(database);
        poolOfAnother = pool(database);
    }

    private static HikariDataSource pool(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }

    Store open(InstantSource clock) {
        return open(pool, clock);
    }

    Store openBeside(InstantSource clock) {
        return open(poolOfAnother, clock);
    }

    private Store open(DataSource dataSource, InstantSource clock) {
        return JdbcStore.builder(dataSource, scheduler)
                .clock(clock)
                .lookEvery(Duration.ofMillis(50))
                .open();
    }

    @Override
    public void close() {
        pool.close();
        poolOfAnother.close();
        scheduler.close();
    }
}

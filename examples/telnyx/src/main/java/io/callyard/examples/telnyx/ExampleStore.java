package io.callyard.examples.telnyx;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callyard.SystemScheduler;
import io.callyard.examples.telnyx.Settings.Database;
import io.callyard.memory.InMemoryStore;
import io.callyard.spi.store.Store;
import io.callyard.store.jdbc.JdbcStore;
import io.callyard.store.jdbc.StoreSetupException;
import org.jspecify.annotations.Nullable;

/**
 * Where calls are kept: in memory, or in a database that is there.
 *
 * @param store the store
 * @param pool its connections; absent: it has none
 */
record ExampleStore(Store store, @Nullable HikariDataSource pool) implements AutoCloseable {

    /**
     * Opens it.
     *
     * @throws ExampleException if the database cannot be used
     */
    static ExampleStore open(Database database, SystemScheduler scheduler) {
        if (database.url().isEmpty()) {
            return new ExampleStore(new InMemoryStore(scheduler), null);
        }
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config(database));
            return new ExampleStore(JdbcStore.open(pool, scheduler), pool);
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            String why = e instanceof StoreSetupException setup ? String.join(" ", setup.problems()) : innermost(e);
            throw new ExampleException("The database cannot be used: " + why, e);
        }
    }

    private static HikariConfig config(Database database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        // By name: drivers that register themselves are not found in Maven's class loaders.
        config.setDriverClassName(database.url().startsWith("jdbc:h2:") ? "org.h2.Driver" : "org.postgresql.Driver");
        if (!database.user().isEmpty()) {
            config.setUsername(database.user());
        }
        if (!database.password().isEmpty()) {
            config.setPassword(database.password());
        }
        config.setMaximumPoolSize(10);
        return config;
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        store.close();
        if (pool != null) {
            pool.close();
        }
    }
}

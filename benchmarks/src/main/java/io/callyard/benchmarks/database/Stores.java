package io.callyard.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.SystemScheduler;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AccountLimits;
import io.callyard.model.Limits;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.Store;
import io.callyard.store.jdbc.JdbcStore;
import io.callyard.store.jdbc.JdbcStoreBuilder;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens Callyard's store on a database through a pool of its own. {@code --store=memory} puts the
 * in-memory store in its place, which tells what of a figure is not the database's.
 */
public final class Stores {
    private final boolean inMemory;
    private final int connections;
    private final int writers;
    private final int lookMillis;

    /** Takes {@code --store}, {@code --connections}, and the store's own {@code --writers}, {@code --look-millis}. */
    public Stores(Options options) {
        inMemory = options.text("store", "jdbc").equals("memory");
        connections = options.number("connections", 20, 20);
        writers = options.number("writers", 0, 0);
        lookMillis = options.number("look-millis", 0, 0);
    }

    /** Opens a store in which nothing but a tenant's limit of live calls holds a call back. */
    public Opened open(Database database, int maxLive) {
        HikariDataSource pool = database.pool(connections);
        SystemScheduler scheduler = new SystemScheduler();
        Store store = inMemory ? new InMemoryStore(scheduler) : jdbc(database, pool, scheduler);
        store.useDefaults(new LimitDefaults(TenantLimits.DEFAULT.withMaxLive(maxLive), AccountLimits.NONE));
        store.setSystemLimit(Limits.UNLIMITED);
        store.setAccountLimits(TenantLimits.DEFAULT_ACCOUNT, AccountLimits.NONE);
        return new Opened(store, scheduler, pool);
    }

    private Store jdbc(Database database, HikariDataSource pool, SystemScheduler scheduler) {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(database.url());
        JdbcStoreBuilder builder = JdbcStore.builder(pool, scheduler).listenOn(plain);
        if (writers > 0) {
            builder.writers(writers);
        }
        if (lookMillis > 0) {
            builder.lookEvery(Duration.ofMillis(lookMillis));
        }
        return builder.open();
    }

    /**
     * A store and what it stands on, which is closed after it.
     *
     * @param store the store
     * @param scheduler runs what it does by itself
     * @param pool gives it connections
     */
    public record Opened(Store store, SystemScheduler scheduler, HikariDataSource pool) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
            scheduler.close();
            pool.close();
        }
    }
}

package io.callyard.proofs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callyard.SystemScheduler;
import io.callyard.memory.InMemoryStore;
import io.callyard.spi.store.Store;
import io.callyard.store.jdbc.JdbcStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens stores by their URL. */
public final class Stores {
    /** In the memory of this JVM; the rest of the URL is the store's name. */
    static final String MEMORY = "memory:";

    private static final Map<String, Store> IN_MEMORY = new ConcurrentHashMap<>();

    private Stores() {}

    /**
     * An open store.
     *
     * @param pool ends its threads and connections
     */
    public record Opened(Store store, Runnable pool) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
            pool.run();
        }
    }

    /**
     * Opens a store.
     *
     * @param poolSize how many connections it may have
     */
    public static Opened open(String url, int poolSize) {
        if (url.startsWith(MEMORY)) {
            Store store = IN_MEMORY.computeIfAbsent(url, any -> new InMemoryStore(new SystemScheduler()));
            return new Opened(new SharedStore(store).asStore(), () -> {});
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
        HikariDataSource pool = new HikariDataSource(config);
        SystemScheduler scheduler = new SystemScheduler();
        return new Opened(JdbcStore.open(pool, scheduler), () -> {
            scheduler.close();
            pool.close();
        });
    }
}

package io.callyard.examples.livemonitor;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callyard.SystemScheduler;
import io.callyard.memory.InMemoryStore;
import io.callyard.postgresql.EmbeddedPostgreSql;
import io.callyard.spi.store.Store;
import io.callyard.store.jdbc.JdbcStore;
import io.callyard.store.jdbc.StoreSetupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The demo's store with all that it stands on.
 *
 * <p><b>Threads.</b> One at a time, but for the store itself.
 */
final class DemoStore implements AutoCloseable {
    /** A crash loses nothing that was accepted, and another JVM's shutdown does not close the file early. */
    private static final String H2_SETTINGS =
            ";WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=5000;DB_CLOSE_ON_EXIT=FALSE";

    private static final int POOL_SIZE = 10;
    private static final int ANSWER_SECONDS = 30;

    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final Store store;
    private final String words;
    private @Nullable HikariDataSource pool;

    private DemoStore(StoreChoice choice, SystemScheduler scheduler) {
        try {
            if (choice instanceof StoreChoice.H2File h2) {
                store = overJdbc(h2("jdbc:h2:file:" + h2.folder().resolve("callyard") + H2_SETTINGS), scheduler);
                words = "H2 in " + h2.folder();
            } else if (choice instanceof StoreChoice.EmbeddedPostgreSql own) {
                store = overJdbc(postgreSql(start(own).jdbcUrl("postgres")), scheduler);
                words = "PostgreSQL in " + own.folder();
            } else if (choice instanceof StoreChoice.Url there) {
                store = overJdbc(source(there), scheduler);
                words = withoutSettings(there.url());
            } else {
                store = new InMemoryStore(scheduler);
                words = "memory";
            }
            closers.push(store::close);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens the store.
     *
     * @throws DemoException if the database cannot be used
     */
    static DemoStore open(StoreChoice choice, SystemScheduler scheduler) {
        return new DemoStore(choice, scheduler);
    }

    Store store() {
        return store;
    }

    /** Where it is, for people. */
    String words() {
        return words;
    }

    /** The connections to the database; null if there is none. */
    @Nullable
    HikariDataSource pool() {
        return pool;
    }

    /** Closes all of it, what was opened last first. */
    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }

    private EmbeddedPostgreSql start(StoreChoice.EmbeddedPostgreSql own) {
        try {
            EmbeddedPostgreSql server =
                    EmbeddedPostgreSql.builder().in(own.folder()).start();
            closers.push(server::close);
            return server;
        } catch (IllegalStateException e) {
            throw new DemoException("PostgreSQL does not start in " + own.folder() + ": " + reason(e), e);
        }
    }

    private Store overJdbc(DataSource source, SystemScheduler scheduler) {
        requireAnswer(source);
        HikariConfig config = new HikariConfig();
        config.setPoolName("callyard");
        config.setDataSource(source);
        config.setMaximumPoolSize(POOL_SIZE);
        HikariDataSource opened = new HikariDataSource(config);
        closers.push(opened::close);
        pool = opened;
        try {
            return JdbcStore.open(opened, scheduler);
        } catch (StoreSetupException e) {
            throw new DemoException("The database is not ready: " + String.join(" ", e.problems()), e);
        }
    }

    /** Before the pool is made: its complaints are long. */
    private static void requireAnswer(DataSource source) {
        try (Connection connection = source.getConnection()) {
            connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            throw new DemoException("The database does not answer: " + reason(e), e);
        }
    }

    private static DataSource source(StoreChoice.Url there) {
        try {
            if (there.url().startsWith("jdbc:h2:")) {
                JdbcDataSource source = h2(there.url());
                if (there.user() != null) {
                    source.setUser(there.user());
                }
                if (there.password() != null) {
                    source.setPassword(there.password());
                }
                return source;
            }
            PGSimpleDataSource source = postgreSql(there.url());
            if (there.user() != null) {
                source.setUser(there.user());
            }
            if (there.password() != null) {
                source.setPassword(there.password());
            }
            return source;
        } catch (IllegalArgumentException e) {
            throw new DemoException("callyard.jdbcUrl cannot be read: " + withoutSettings(there.url()), e);
        }
    }

    // Drivers by name: those that register themselves are not found in Maven's class loaders.

    private static JdbcDataSource h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return source;
    }

    private static PGSimpleDataSource postgreSql(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (source.getSocketTimeout() == 0) {
            source.setSocketTimeout(ANSWER_SECONDS);
        }
        return source;
    }

    /** A URL may hold a password. */
    private static String withoutSettings(String url) {
        return url.replaceFirst("[?;].*", "");
    }

    /** The last line of the innermost reason: servers and drivers say most there. */
    private static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).strip();
            String line = message.substring(message.lastIndexOf('\n') + 1);
            if (reason.indexOf(line) < 0) {
                reason.append(reason.length() == 0 ? "" : ": ").append(line);
            }
        }
        return reason.toString();
    }
}

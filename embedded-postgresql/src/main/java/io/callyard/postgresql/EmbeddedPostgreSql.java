package io.callyard.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL on a loopback port, for tests, benchmarks and the demo.
 *
 * <p>Works as an ordinary user and, through {@code setpriv}, {@code runuser} or {@code unshare}, as root.
 * The server ends with its JVM, even when that is killed. Every local user may connect as {@value #USER}
 * without a password: not for production.
 *
 * <p>Safe for many threads.
 */
public final class EmbeddedPostgreSql implements AutoCloseable {
    /** The superuser, who owns all databases. */
    public static final String USER = "postgres";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DataDirectory directory;
    private final Launcher launcher;
    private ServerProcess server;
    private volatile int port;

    private EmbeddedPostgreSql(DataDirectory directory, Launcher launcher, int port) throws IOException {
        this.directory = directory;
        this.launcher = launcher;
        Launcher.Running running = launcher.launch(port);
        this.server = running.server();
        this.port = running.port();
    }

    /**
     * Starts a server with data of its own, which are deleted when it is closed.
     *
     * @throws IllegalStateException if it cannot start, with the reason that PostgreSQL gave
     */
    public static EmbeddedPostgreSql start() {
        return builder().start();
    }

    /** Begins with the settings of {@link #start()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** The port on 127.0.0.1, the same after each {@link #restart()}. */
    public int port() {
        return port;
    }

    /** A URL that names the user, too; {@code postgres} is a database that always exists. */
    public String jdbcUrl(String database) {
        return jdbcUrl(port, database);
    }

    /** A source of new connections: no pool. */
    public DataSource dataSource(String database) {
        return source(jdbcUrl(database));
    }

    /**
     * Makes an empty database.
     *
     * @return the name
     */
    public String createDatabase(String name) {
        createDatabase(dataSource("postgres"), name);
        return name;
    }

    /** Makes an empty database under a name never used before, and returns the name. */
    public String createDatabase() {
        return createDatabase(freshName());
    }

    /** Stops the server and waits for its end; without effect on one that is stopped. */
    public synchronized void stop(StopMode mode) {
        server.stop(mode, PATIENCE);
    }

    /** Kills the server as {@code kill -9} does, and waits for the end of its first process. */
    public synchronized void kill() {
        server.kill();
    }

    /**
     * Starts the server again on the same data and port, after a fast stop if it still runs.
     *
     * <p>Processes that outlive a killed server may keep its data for some seconds; that is waited for.
     */
    public synchronized void restart() {
        stop(StopMode.FAST);
        try {
            server = launcher.launch(port).server();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server, and deletes its data unless they have a folder chosen by the caller. */
    @Override
    public synchronized void close() {
        stop(directory.temporary() ? StopMode.IMMEDIATE : StopMode.FAST);
        try {
            directory.discard();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    static DataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    static String freshName() {
        return "db_" + UUID.randomUUID().toString().replace("-", "");
    }

    static void createDatabase(DataSource admin, String name) {
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + statement.enquoteIdentifier(name, true));
        } catch (SQLException e) {
            throw new IllegalStateException("No database " + name, e);
        }
    }

    /** What a server is started with. One thread at a time. */
    public static final class Builder {
        private final Map<String, String> settings = new LinkedHashMap<>();
        private @Nullable Path folder;
        private boolean fsync = true;
        private int port;

        private Builder() {}

        /** Keeps the data in this folder: made if absent, and used again if a server has left its data there. */
        public Builder in(Path folder) {
            this.folder = folder;
            return this;
        }

        /** Takes this port and not any that is free. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Adds one line of {@code postgresql.conf}; the last value given for a name counts. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** Adds lines of {@code postgresql.conf}. */
        public Builder settings(Map<String, String> settings) {
            this.settings.putAll(settings);
            return this;
        }

        /**
         * Whether a commit waits for the disk, as it does by default. Without, data survive the end of the
         * server in whatever way but not that of the machine, and tests are faster.
         */
        public Builder fsync(boolean fsync) {
            this.fsync = fsync;
            return this;
        }

        /**
         * Starts the server and waits until it answers.
         *
         * @throws IllegalStateException if it cannot start, with the reason that PostgreSQL gave
         */
        public EmbeddedPostgreSql start() {
            try {
                Path home = Binaries.unpacked();
                DataDirectory directory = folder == null ? DataDirectory.withTheServer() : DataDirectory.in(folder);
                try {
                    directory.initialise(home, fsync);
                    return new EmbeddedPostgreSql(
                            directory, new Launcher(home, directory, fsync, Map.copyOf(settings)), port);
                } catch (IOException | RuntimeException e) {
                    directory.discard();
                    throw e;
                }
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL cannot start", e);
            }
        }
    }
}

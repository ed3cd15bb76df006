package io.callyard.benchmarks.database;

import io.callyard.postgresql.EmbeddedPostgreSql;
import java.sql.SQLException;

/**
 * A PostgreSQL server on which each commit waits for the disk: an embedded one with room for a million
 * calls in memory, or the one that {@code --server} names by a JDBC address whose user may create databases.
 */
public final class Databases implements AutoCloseable {
    private final AutoCloseable server;
    private final Database home;
    private int created;

    private Databases(AutoCloseable server, Database home) {
        this.server = server;
        this.home = home;
    }

    public static Databases open(Options options) {
        String url = options.text("server", "");
        if (!url.isEmpty()) {
            return new Databases(() -> {}, new Database(url));
        }
        EmbeddedPostgreSql server = EmbeddedPostgreSql.builder()
                .setting("shared_buffers", "512MB")
                .setting("max_wal_size", "4GB")
                .setting("max_connections", "200")
                .start();
        return new Databases(server, new Database(server.jdbcUrl("postgres")));
    }

    /** Creates an empty database; one that an earlier run left behind is dropped. */
    public Database create() throws SQLException {
        String name = "callyard_bench_" + ++created;
        home.run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name);
        return new Database(home.url().replaceFirst("(//[^/]+/)[^?]*", "$1" + name));
    }

    /** Drops what {@link #create} created last, so that a long run needs little disk. */
    public void drop(Database database) throws SQLException {
        String name = database.url().replaceFirst(".*//[^/]+/([^?]*).*", "$1");
        home.run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    /** Such as {@code PostgreSQL 18.6, fsync on, synchronous_commit on}. */
    public String describe() throws SQLException {
        return home.ask("SELECT 'PostgreSQL ' || current_setting('server_version') || ', fsync '"
                + " || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')"
                + " || ', shared_buffers ' || current_setting('shared_buffers')"
                + " || ', max_wal_size ' || current_setting('max_wal_size')");
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}

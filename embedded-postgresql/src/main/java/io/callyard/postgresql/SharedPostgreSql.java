package io.callyard.postgresql;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One server for all tests of a JVM, started at first use and ended with the JVM.
 *
 * <p>{@value #VARIABLE} in the environment names another server to use, as a JDBC URL with user and password
 * of somebody who may create databases there. They are left behind.
 *
 * <p>A server that cannot start is an error with its reason, and never a test skipped. Safe for many threads.
 */
public final class SharedPostgreSql {
    private static final String VARIABLE = "CALLYARD_TEST_PG_URL";
    private static @Nullable EmbeddedPostgreSql server;

    private SharedPostgreSql() {}

    /** Makes an empty database and returns a source of new connections to it: no pool. */
    public static DataSource freshDatabase() {
        return EmbeddedPostgreSql.source(freshDatabaseUrl());
    }

    /** Makes an empty database and returns its URL, with all that is needed to log in. */
    public static String freshDatabaseUrl() {
        String other = System.getenv(VARIABLE);
        String admin = other == null ? server().jdbcUrl("postgres") : other;
        String name = EmbeddedPostgreSql.freshName();
        EmbeddedPostgreSql.createDatabase(EmbeddedPostgreSql.source(admin), name);
        return withDatabase(admin, name);
    }

    static String withDatabase(String url, String name) {
        return url.replaceFirst("^(jdbc:postgresql://[^/?]*)(/[^?]*)?", "$1/" + name);
    }

    private static synchronized EmbeddedPostgreSql server() {
        if (server == null) {
            // Tests have many pools at once; what they store need not outlive the machine
            EmbeddedPostgreSql started = EmbeddedPostgreSql.builder()
                    .fsync(false)
                    .setting("max_connections", "300")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "callyard-postgresql-end"));
            server = started;
        }
        return server;
    }
}

package io.callyard.store.jdbc.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callyard.postgresql.FaultProxy;
import io.callyard.postgresql.SharedPostgreSql;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases that the store works on, each time an empty one. */
public enum Databases {
    POSTGRESQL {
        @Override
        public DataSource fresh() {
            return SharedPostgreSql.freshDatabase();
        }
    },
    H2 {
        @Override
        public DataSource fresh() {
            return h2("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }
    };

    /** Makes an empty database: a source of new connections. */
    public abstract DataSource fresh();

    /** An H2 database in a file, as the store wants it. */
    public static DataSource h2File(Path file) {
        return h2("file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    }

    private static DataSource h2(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + name + ";OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=5000");
        return source;
    }

    /** A PostgreSQL behind a URL. */
    public static DataSource postgreSql(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    /** A network before the server of a URL; the same database behind it is {@link #through}. */
    public static FaultProxy proxyBefore(String url) {
        return new FaultProxy(uri(url).getPort());
    }

    /** The database of a URL, through a network. */
    public static DataSource through(FaultProxy proxy, String url) {
        return proxy.dataSource(uri(url).getPath().substring(1));
    }

    private static URI uri(String url) {
        return URI.create(url.substring("jdbc:".length()));
    }

    /** A pool that answers within a second if there is no connection to be had. */
    public static HikariDataSource pool(DataSource source, int size) {
        return pool(source, size, config -> {});
    }

    /** A pool with settings of its own. */
    public static HikariDataSource pool(DataSource source, int size, Consumer<HikariConfig> settings) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(1_000);
        settings.accept(config);
        return new HikariDataSource(config);
    }

    /** Runs statements, each by itself. */
    public static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Asks for one number. */
    public static long number(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return number(connection, query);
        }
    }

    /** Asks for one number. */
    public static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

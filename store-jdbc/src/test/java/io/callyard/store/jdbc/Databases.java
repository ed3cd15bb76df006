package io.callyard.store.jdbc;

import io.callyard.postgresql.SharedPostgreSql;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** One of each kind, for tests that make tables under names of their own. */
enum Databases {
    H2 {
        @Override
        DataSource source() {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL("jdbc:h2:mem:yards;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=5000");
            return h2;
        }
    },
    POSTGRESQL {
        @Override
        synchronized DataSource source() {
            if (fresh == null) {
                fresh = SharedPostgreSql.freshDatabase();
            }
            return fresh;
        }
    };

    DataSource fresh;

    abstract DataSource source();
}

package io.callyard.store.jdbc.schema;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class H2MigratorTest extends MigratorContract {
    @Override
    DataSource freshDatabase() {
        return source("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=0");
    }

    static DataSource source(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + url);
        return source;
    }
}

package io.callyard.store.jdbc;

import io.callyard.postgresql.SharedPostgreSql;
import javax.sql.DataSource;

class PostgreSqlLeadContractTest extends JdbcLeadContract {
    @Override
    DataSource database() {
        return SharedPostgreSql.freshDatabase();
    }
}

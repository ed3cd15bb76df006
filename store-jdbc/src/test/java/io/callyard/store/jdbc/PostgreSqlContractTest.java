package io.callyard.store.jdbc;

import io.callyard.postgresql.SharedPostgreSql;
import javax.sql.DataSource;

class PostgreSqlContractTest extends JdbcStoreContract {
    @Override
    DataSource database() {
        return SharedPostgreSql.freshDatabase();
    }
}

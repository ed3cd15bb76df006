package io.callyard.store.jdbc;

import io.callyard.postgresql.SharedPostgreSql;
import javax.sql.DataSource;

class PostgreSqlFloorContractTest extends JdbcFloorContract {
    @Override
    DataSource database() {
        return SharedPostgreSql.freshDatabase();
    }
}

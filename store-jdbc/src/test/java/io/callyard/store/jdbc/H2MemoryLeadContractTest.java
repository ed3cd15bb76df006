package io.callyard.store.jdbc;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class H2MemoryLeadContractTest extends JdbcLeadContract {
    @Override
    DataSource database() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:leads;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=5000");
        return h2;
    }
}

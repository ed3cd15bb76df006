package io.callyard.store.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;

class H2FileLeadContractTest extends JdbcLeadContract {
    @TempDir
    static Path folder;

    @Override
    DataSource database() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:file:" + folder.resolve("contract")
                + ";WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=5000;DB_CLOSE_ON_EXIT=FALSE");
        return h2;
    }
}

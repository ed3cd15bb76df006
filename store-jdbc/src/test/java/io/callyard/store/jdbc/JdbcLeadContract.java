package io.callyard.store.jdbc;

import io.callyard.spi.store.Store;
import io.callyard.testkit.LeadStoreContract;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract of leads, on a database that all of its tests share as two JVMs would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcLeadContract extends LeadStoreContract {
    private OpenStores stores;

    /** Returns plain connections to the database. */
    abstract DataSource database() throws Exception;

    @BeforeAll
    void openPools() throws Exception {
        stores = new OpenStores(database());
    }

    @AfterAll
    void closePools() {
        stores.close();
    }

    @Override
    protected Store openStore(InstantSource clock) {
        return stores.open(clock);
    }

    @Override
    protected Store openBeside(Store store, InstantSource clock) {
        return stores.openBeside(clock);
    }
}

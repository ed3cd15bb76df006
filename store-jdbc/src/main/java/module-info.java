/** Calls, inbound queues, limits and events in PostgreSQL or H2. */
@SuppressWarnings("requires-automatic") // Jdbi and the driver have only a name in their manifests
module io.callyard.store.jdbc {
    requires transitive io.callyard.spi;
    requires transitive java.sql;
    requires com.fasterxml.jackson.core;
    requires org.jdbi.v3.core;
    requires org.slf4j;
    requires static org.postgresql.jdbc;
    requires static transitive org.jspecify;

    exports io.callyard.store.jdbc;
}

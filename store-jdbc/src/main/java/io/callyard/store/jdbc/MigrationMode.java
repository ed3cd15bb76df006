package io.callyard.store.jdbc;

/**
 * What the store does about its tables when it is opened.
 *
 * <p>Every mode checks first that the database is one the store can work on: its version, that it
 * can be written to, its isolation and durability settings. That check changes nothing.
 */
public enum MigrationMode {
    /**
     * Makes the tables, and brings older ones up to date. Any number of nodes may do so at once: one
     * does the work, the others wait for it. The database user needs the right to create tables.
     *
     * <p>Migrations only ever add. A node of an older release goes on working with the tables of a
     * newer one, so nodes can be replaced one by one.
     */
    MIGRATE,

    /**
     * Changes nothing, and refuses to open unless every table and column is there and every migration
     * is recorded as this release knows it. For installations where a DBA runs the migrations.
     */
    VERIFY,

    /**
     * Neither makes nor looks at the tables. For installations where another tool does both; a table
     * that is missing shows when it is first used.
     */
    NONE
}

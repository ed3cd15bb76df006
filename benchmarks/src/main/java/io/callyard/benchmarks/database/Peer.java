package io.callyard.benchmarks.database;

import java.time.Duration;
import java.util.List;

/**
 * A job scheduler that keeps its jobs in PostgreSQL, set as its own documentation advises for speed. Its
 * job does nothing but tell {@link Runs} that it runs: two durable steps, no order of turns between
 * tenants, no limit per tenant.
 */
interface Peer extends AutoCloseable {
    /** Its name and the settings that matter. */
    String name();

    /** Roughly how many jobs it runs per second, to choose how many to give it. */
    int roughRate();

    /** Whether even the node that keeps a job finds it by polling; then it is the same on every node. */
    default boolean wakesByPolling() {
        return false;
    }

    /** How often a node looks for jobs that another one has kept. */
    Duration pollInterval();

    /** Makes its tables and all that is needed to take jobs; nothing runs yet. */
    void open(Database database) throws Exception;

    /** Joins those who use a database in which another one has made the tables. */
    void join(Database database) throws Exception;

    /** Runs jobs from now on. */
    void start() throws Exception;

    /** Keeps one job that may run at once. Safe for many threads. */
    void enqueue(String id) throws Exception;

    /** Keeps many jobs in the fastest way there is. */
    void enqueueAll(List<String> ids) throws Exception;

    @Override
    void close() throws Exception;
}

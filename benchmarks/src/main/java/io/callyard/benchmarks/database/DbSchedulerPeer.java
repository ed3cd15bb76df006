package io.callyard.benchmarks.database;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** db-scheduler, which locks and fetches due jobs in batches of a share of its threads. */
final class DbSchedulerPeer implements Peer {
    private static final int BATCH = 500;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final int workers;
    private final double lower;
    private final double upper;
    private final OneTimeTask<Void> task =
            Tasks.oneTime("no-op").execute((instance, context) -> Runs.ran(instance.getId()));
    private HikariDataSource pool;
    private Scheduler scheduler;

    DbSchedulerPeer(int workers, double lower, double upper) {
        this.workers = workers;
        this.lower = lower;
        this.upper = upper;
    }

    @Override
    public String name() {
        return "db-scheduler, lock-and-fetch " + lower + "/" + upper;
    }

    @Override
    public int roughRate() {
        return 3_000;
    }

    @Override
    public Duration pollInterval() {
        return POLL;
    }

    @Override
    public void open(Database database) throws Exception {
        database.run(
                """
                CREATE TABLE scheduled_tasks (
                    task_name text NOT NULL,
                    task_instance text NOT NULL,
                    task_data bytea,
                    execution_time timestamptz,
                    picked boolean NOT NULL,
                    picked_by text,
                    last_success timestamptz,
                    last_failure timestamptz,
                    consecutive_failures int,
                    last_heartbeat timestamptz,
                    version bigint NOT NULL,
                    priority smallint,
                    state text,
                    PRIMARY KEY (task_name, task_instance))""",
                "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
                "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)");
        join(database);
    }

    @Override
    public void join(Database database) {
        pool = database.pool(workers + 10);
        scheduler = Scheduler.create(pool, task)
                .threads(workers)
                .pollingInterval(POLL)
                .pollUsingLockAndFetch(lower, upper)
                .enableImmediateExecution()
                .build();
    }

    @Override
    public void start() {
        scheduler.start();
    }

    @Override
    public void enqueue(String id) {
        scheduler.schedule(task.instance(id), Instant.now());
    }

    @Override
    public void enqueueAll(List<String> ids) {
        Instant now = Instant.now();
        List<TaskInstance<?>> batch = new ArrayList<>();
        for (String id : ids) {
            batch.add(task.instance(id));
            if (batch.size() == BATCH) {
                scheduler.scheduleBatch(batch, now);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            scheduler.scheduleBatch(batch, now);
        }
    }

    @Override
    public void close() {
        scheduler.stop();
        pool.close();
    }
}

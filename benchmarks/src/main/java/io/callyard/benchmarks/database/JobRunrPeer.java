package io.callyard.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/** JobRunr with the shortest interval at which it may look for jobs. One at a time: it keeps itself in statics. */
final class JobRunrPeer implements Peer {
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(5);

    private final int workers;
    private HikariDataSource pool;
    private JobRequestScheduler scheduler;

    JobRunrPeer(int workers) {
        this.workers = workers;
    }

    @Override
    public String name() {
        return "JobRunr, poll " + SHORTEST_POLL.toSeconds() + " s";
    }

    @Override
    public int roughRate() {
        return 500;
    }

    @Override
    public Duration pollInterval() {
        return SHORTEST_POLL;
    }

    @Override
    public void open(Database database) {
        pool = database.pool(workers + 10);
        scheduler = JobRunr.configure()
                .useStorageProvider(new PostgresStorageProvider(pool))
                .useBackgroundJobServer(
                        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                                .andWorkerCount(workers)
                                .andPollInterval(SHORTEST_POLL),
                        false)
                .initialize()
                .getJobRequestScheduler();
    }

    @Override
    public boolean wakesByPolling() {
        return true;
    }

    @Override
    public void join(Database database) {
        throw new UnsupportedOperationException("it keeps itself in statics, so one JVM is one node");
    }

    @Override
    public void start() {
        JobRunr.getBackgroundJobServer().start();
    }

    @Override
    public void enqueue(String id) {
        scheduler.enqueue(UUID.randomUUID(), new NoOp(id));
    }

    @Override
    public void enqueueAll(List<String> ids) {
        scheduler.enqueue(ids.stream().map(NoOp::new));
    }

    @Override
    public void close() {
        JobRunr.destroy();
        pool.close();
    }

    /** Public, and with a constructor for its reader, because JobRunr keeps it as JSON. */
    public static final class NoOp implements JobRequest {
        private String id;

        public NoOp() {
            this("");
        }

        NoOp(String id) {
            this.id = id;
        }

        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** Made by JobRunr for each job. */
    public static final class Handler implements JobRequestHandler<NoOp> {
        public Handler() {}

        @Override
        public void run(NoOp request) {
            Runs.ran(request.getId());
        }
    }
}

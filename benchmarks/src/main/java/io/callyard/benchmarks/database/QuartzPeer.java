package io.callyard.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz in a cluster, which takes as many due triggers at once as it has threads. */
final class QuartzPeer implements Peer {
    private static final int BATCH = 500;
    /** The least it takes; 30 s by default. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final int workers;
    private HikariDataSource pool;
    private Scheduler scheduler;

    QuartzPeer(int workers) {
        this.workers = workers;
    }

    @Override
    public String name() {
        return "Quartz, clustered, batch " + workers;
    }

    @Override
    public int roughRate() {
        return 250;
    }

    @Override
    public Duration pollInterval() {
        return POLL;
    }

    @Override
    public void open(Database database) throws Exception {
        try (InputStream script = JobStoreTX.class.getResourceAsStream("tables_postgres.sql")) {
            database.run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        join(database);
    }

    @Override
    public void join(Database database) throws SchedulerException {
        pool = database.pool(workers + 10);
        String source = UUID.randomUUID().toString();
        DBConnectionManager.getInstance().addConnectionProvider(source, new Pooled(pool));
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "org.quartz.scheduler.instanceName",
                "bench",
                "org.quartz.scheduler.instanceId",
                source,
                "org.quartz.scheduler.skipUpdateCheck",
                "true",
                "org.quartz.scheduler.idleWaitTime",
                String.valueOf(POLL.toMillis()),
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount",
                String.valueOf(workers),
                "org.quartz.threadPool.threadCount",
                String.valueOf(workers)));
        settings.putAll(Map.of(
                "org.quartz.jobStore.class",
                JobStoreTX.class.getName(),
                "org.quartz.jobStore.driverDelegateClass",
                PostgreSQLDelegate.class.getName(),
                "org.quartz.jobStore.dataSource",
                source,
                "org.quartz.jobStore.isClustered",
                "true",
                "org.quartz.jobStore.acquireTriggersWithinLock",
                "true",
                "org.quartz.jobStore.misfireThreshold",
                "600000"));
        scheduler = new StdSchedulerFactory(settings).getScheduler();
        // Else the next node of this name in this JVM would be this one.
        SchedulerRepository.getInstance().remove(scheduler.getSchedulerName());
    }

    @Override
    public void start() throws SchedulerException {
        scheduler.start();
    }

    @Override
    public void enqueue(String id) throws SchedulerException {
        scheduler.scheduleJob(job(id), now(id));
    }

    @Override
    public void enqueueAll(List<String> ids) throws SchedulerException {
        for (int from = 0; from < ids.size(); from += BATCH) {
            Map<JobDetail, Set<? extends Trigger>> batch = new HashMap<>();
            for (String id : ids.subList(from, Math.min(ids.size(), from + BATCH))) {
                batch.put(job(id), Set.of(now(id)));
            }
            scheduler.scheduleJobs(batch, false);
        }
    }

    private static JobDetail job(String id) {
        return JobBuilder.newJob(NoOp.class).withIdentity(id).build();
    }

    private static Trigger now(String id) {
        return TriggerBuilder.newTrigger().withIdentity(id).startNow().build();
    }

    @Override
    public void close() throws SchedulerException {
        scheduler.shutdown(true);
        pool.close();
    }

    /** Public, because Quartz makes one for each run. */
    public static final class NoOp implements Job {
        public NoOp() {}

        @Override
        public void execute(JobExecutionContext context) {
            Runs.ran(context.getJobDetail().getKey().getName());
        }
    }

    private record Pooled(HikariDataSource pool) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return pool.getConnection();
        }

        @Override
        public void initialize() {}

        @Override
        public void shutdown() {}
    }
}

package io.callyard.benchmarks.database;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The job schedulers that the store is measured against. */
final class Peers {
    private Peers() {}

    /** Takes {@code --peers=db-scheduler,jobrunr,quartz} and {@code --workers}. */
    static List<Supplier<Peer>> of(Options options) {
        int workers = options.number("workers", 10, 10);
        List<Supplier<Peer>> all = List.of(
                () -> new DbSchedulerPeer(workers, 0.5, 1.0),
                () -> new DbSchedulerPeer(workers, 4.0, 20.0),
                () -> new JobRunrPeer(workers),
                () -> new QuartzPeer(workers));
        List<String> wanted = options.texts("peers", "db-scheduler,jobrunr,quartz", "db-scheduler,jobrunr,quartz");
        return all.stream()
                .filter(maker -> wanted.stream()
                        .anyMatch(name ->
                                maker.get().name().toLowerCase(Locale.ROOT).startsWith(name)))
                .toList();
    }

    /** A class of each, for its version. */
    static Class<?>[] libraries() {
        return new Class<?>[] {
            com.github.kagkarlsson.scheduler.Scheduler.class,
            org.jobrunr.configuration.JobRunr.class,
            org.quartz.Scheduler.class,
            com.zaxxer.hikari.HikariDataSource.class,
            org.postgresql.Driver.class
        };
    }
}

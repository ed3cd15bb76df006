package io.callyard.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.benchmarks.database.OfferFigures.Kind;
import io.callyard.model.Limits;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.Driver;

/**
 * How soon a caller is offered to an agent while ten queues are at work: from his arrival, if an agent is free, and
 * from the moment an agent is ready, if he has to wait; in units of what one commit takes on the same server at the same
 * time.
 */
public final class InboundOffer {
    private static final int QUEUES = 10;

    private InboundOffer() {}

    /**
     * Takes {@code --per-second} for the callers of all queues, {@code --agents} of each queue, {@code --load} in
     * percent of the agents' time, {@code --seconds} and {@code --warm-up}, {@code --tenants=1,10} that share ten
     * queues, {@code --commits} on the idle server, {@code --commit-pause} in milliseconds at most, and what {@link
     * Stores} takes.
     */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        Stores stores = new Stores(options);
        try (Databases databases = Databases.open(options)) {
            Header.print(InboundOffer.class, options, databases, Driver.class, HikariDataSource.class);
            Table table = new Table(
                    "load", "from, to", "samples", "p50 ms", "p99 ms", "most ms", "p50 in commits", "p99 in commits");
            for (int tenants : options.numbers("tenants", "1,10", "1,10")) {
                QueueLoad load = new QueueLoad(
                        tenants,
                        QUEUES / tenants,
                        options.number("agents", 10, 10),
                        options.number("per-second", 20, 20),
                        options.number("load", 75, 75) / 100.0);
                measure(table, options, stores, databases.create(), load);
            }
            table.print();
        }
    }

    private static void measure(Table table, Options options, Stores stores, Database database, QueueLoad load)
            throws Exception {
        try (Stores.Opened opened = stores.open(database, Limits.UNLIMITED);
                OneCommit commit = new OneCommit(database)) {
            int pause = options.number("commit-pause", 20, 20);
            OneCommit.Times idle = new OneCommit.Times();
            int commits = options.number("commits", 50, 500);
            for (int i = -commits; i < commits; i++) {
                commit.measure(i < 0 ? new OneCommit.Times() : idle, pause / 2);
            }
            try (BusyQueues queues = new BusyQueues(opened, load)) {
                queues.run(Duration.ofSeconds(options.number("warm-up", 5, 40)));
                OneCommit.Times busy = new OneCommit.Times();
                int seconds = options.number("seconds", 10, 90);
                Map<Kind, Samples> figures = beside(commit, busy, pause, () -> queues.run(Duration.ofSeconds(seconds)));
                String what = load + ", " + Math.round(came(figures) / (double) seconds) + " callers/s";
                double unit = busy.transactions().median();
                row(table, what, "one commit, idle", idle.transactions(), unit);
                row(table, what, "one commit", busy.transactions(), unit);
                row(table, what, "one commit in one message, idle", idle.statements(), unit);
                row(table, what, "one commit in one message", busy.statements(), unit);
                figures.forEach((kind, samples) -> row(table, what, kind.words, samples, unit));
            }
        }
    }

    private static int came(Map<Kind, Samples> figures) {
        return figures.get(Kind.ARRIVED_RETURNED).size()
                + figures.get(Kind.ARRIVED_WAITING).size();
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    /** Commits again and again while something else is done. */
    private static <T> T beside(OneCommit commit, OneCommit.Times times, int pause, Work<T> work) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                while (!done.get()) {
                    commit.measure(times, pause);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        try {
            return work.run();
        } finally {
            done.set(true);
            thread.join();
        }
    }

    private static void row(Table table, String load, String what, Samples samples, double unit) {
        table.row(
                load,
                what,
                samples.size(),
                format(samples.median()),
                format(samples.quantile(0.99)),
                format(samples.quantile(1)),
                format(samples.median() / unit),
                format(samples.quantile(0.99) / unit));
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}

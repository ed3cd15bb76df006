package io.callyard.benchmarks.live;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.benchmarks.database.Database;
import io.callyard.benchmarks.database.Databases;
import io.callyard.benchmarks.database.Header;
import io.callyard.benchmarks.database.Options;
import io.callyard.benchmarks.database.Samples;
import io.callyard.benchmarks.database.Stores;
import io.callyard.benchmarks.database.Table;
import io.callyard.model.Limits;
import io.callyard.model.TenantLimits;
import java.util.Locale;
import java.util.SplittableRandom;
import org.postgresql.Driver;

/**
 * How soon a client of one node sees what another node has committed: two engines, each with a store and connections of
 * its own, on one PostgreSQL; one of them changes a limit again and again, at random times, and a client of each reads
 * of it. Everything runs on the same cores, the database too.
 */
public final class CommitToFrame {
    private static final SplittableRandom RANDOM = new SplittableRandom(7);

    private CommitToFrame() {}

    /**
     * Takes {@code --rate} of changes per second, {@code --seconds}, {@code --warm-up} seconds before them, and what
     * {@link Stores} takes.
     */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        Stores stores = new Stores(options);
        try (Databases databases = Databases.open(options)) {
            Header.print(
                    CommitToFrame.class,
                    options,
                    databases,
                    Driver.class,
                    HikariDataSource.class,
                    JettyContainer.VERSION);
            Database database = databases.create();
            try (Stores.Opened here = stores.open(database, Limits.UNLIMITED);
                    Stores.Opened there = stores.open(database, Limits.UNLIMITED);
                    LiveNode node = new LiveNode(here.store(), here.scheduler());
                    LiveNode other = new LiveNode(there.store(), there.scheduler());
                    Container container = Container.start("jetty", node.endpoint());
                    Container otherContainer = Container.start("jetty", other.endpoint())) {
                measure(options, node, container.port(), otherContainer.port());
            }
        }
    }

    private static void measure(Options options, LiveNode node, int port, int otherPort) throws Exception {
        int rate = options.number("rate", 20, 50);
        int warmUp = rate * options.number("warm-up", 1, 10);
        int all = warmUp + rate * options.number("seconds", 3, 60);
        long[] begun = new long[all];
        long[] returned = new long[all];
        try (LimitsWatch same = new LimitsWatch(port, all);
                LimitsWatch other = new LimitsWatch(otherPort, all)) {
            long due = System.nanoTime();
            for (int limit = 0; limit < all; limit++) {
                // As whoever acts by himself does: gaps of any length, most of them short.
                due += (long) (-Math.log(1 - RANDOM.nextDouble()) * 1e9 / rate);
                Pace.await(due);
                begun[limit] = System.nanoTime();
                node.engine().concurrency().setTenantLimits(LiveNode.TENANT, TenantLimits.DEFAULT.withMaxLive(limit));
                returned[limit] = System.nanoTime();
            }
            Samples commits = new Samples();
            Samples toSame = new Samples();
            Samples toOther = new Samples();
            for (int limit = warmUp; limit < all; limit++) {
                commits.add((returned[limit] - begun[limit]) / 1e6);
                toSame.add((same.heardAt(limit) - returned[limit]) / 1e6);
                toOther.add((other.heardAt(limit) - returned[limit]) / 1e6);
            }
            Table table = new Table("from, to", "samples", "p50 ms", "p99 ms", "p99.9 ms", "most ms", "aim of p99");
            row(table, "change asked for, committed and returned", commits, "");
            row(table, "returned, read by a client of the same node", toSame, "");
            row(table, "returned, read by a client of another node", toOther, "50");
            table.print();
        }
    }

    private static void row(Table table, String what, Samples samples, String aim) {
        table.row(
                what,
                samples.size(),
                millis(samples, 0.5),
                millis(samples, 0.99),
                millis(samples, 0.999),
                millis(samples, 1),
                aim);
    }

    private static String millis(Samples samples, double share) {
        return String.format(Locale.ROOT, "%.2f", samples.quantile(share));
    }
}

package io.callyard.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.Driver;

/**
 * How many calls one caller claims per second from queues of several lengths, over several numbers of
 * tenants: the store against {@link HandWrittenQueue} as it is and with an event for each call, in turn, in one run. No limit
 * holds a call back.
 */
public final class ClaimThroughput {
    private ClaimThroughput() {}

    /** Takes {@code --cases=1000x1,…}, {@code --batches}, {@code --rounds}, {@code --millis} and {@code --store}. */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        List<Integer> batches = options.numbers("batches", "1,10,100", "1,10,100");
        Stores stores = new Stores(options);
        try (Databases databases = Databases.open(options)) {
            Header.print(ClaimThroughput.class, options, databases, Driver.class, HikariDataSource.class);
            Table table = new Table(
                    "queued calls of tenants",
                    "batch",
                    "store rows/s",
                    "by hand rows/s",
                    "ratio",
                    "by hand with events",
                    "ratio",
                    "x first case");
            Map<Integer, Double> first = new LinkedHashMap<>();
            for (String text : options.texts(
                    "cases", "1000x1,10000x1,10000x100", "1000x1,100000x1,1000000x1,1000000x100,1000000x10000")) {
                ClaimCase one = ClaimCase.parse(text);
                Map<Integer, Sides> results = measure(one, batches, options, stores, databases);
                results.forEach((batch, sides) -> {
                    double median = sides.store().median();
                    double base = first.computeIfAbsent(batch, any -> median);
                    table.row(
                            one,
                            batch,
                            sides.store().spread("%,.0f"),
                            sides.byHand().spread("%,.0f"),
                            sides.store().dividedBy(sides.byHand()).spread("%.2f"),
                            sides.logged().spread("%,.0f"),
                            sides.store().dividedBy(sides.logged()).spread("%.2f"),
                            String.format("%.2f", median / base));
                });
            }
            table.print();
            System.out.println(
                    "aims: ratio at least 0.8; the store's rows/s at one batch within 1.5 of the first case");
        }
    }

    private static Map<Integer, Sides> measure(
            ClaimCase one, List<Integer> batches, Options options, Stores stores, Databases databases)
            throws Exception {
        ClaimRound round = ClaimRound.of(options.number("millis", 300, 2_000), one);
        Database own = databases.create();
        Database other = databases.create();
        Database third = databases.create();
        Map<Integer, Sides> results = new LinkedHashMap<>();
        try (StoreQueue store = new StoreQueue(stores, own, one.tenants());
                HandWrittenQueue byHand = new HandWrittenQueue(other, one.tenants(), false);
                HandWrittenQueue logged = new HandWrittenQueue(third, one.tenants(), true)) {
            for (ClaimSide side : List.of(store, byHand, logged)) {
                side.fill(round.perTenant());
            }
            own.settle();
            other.settle();
            third.settle();
            int rounds = options.number("rounds", 2, 5);
            for (int i = -1; i < rounds; i++) { // the first one warms up
                for (int batch : batches) {
                    double storeRate = round.run(store, batch);
                    double byHandRate = round.run(byHand, batch);
                    double loggedRate = round.run(logged, batch);
                    if (i >= 0) {
                        Sides sides = results.computeIfAbsent(batch, any -> new Sides());
                        sides.store().add(storeRate);
                        sides.byHand().add(byHandRate);
                        sides.logged().add(loggedRate);
                    }
                }
            }
            byHand.check();
            logged.check();
        }
        databases.drop(own);
        databases.drop(other);
        databases.drop(third);
        return results;
    }

    /** What was measured of each, round by round. */
    private record Sides(Samples store, Samples byHand, Samples logged) {
        Sides() {
            this(new Samples(), new Samples(), new Samples());
        }
    }
}

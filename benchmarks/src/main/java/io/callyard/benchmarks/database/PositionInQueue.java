package io.callyard.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.Limits;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.spi.store.CallSituation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.postgresql.Driver;

/**
 * How long it takes to say where any call stands in a long line, with all that decides when it goes;
 * against counting those before it. Both must say the same.
 */
public final class PositionInQueue {
    private static final TenantId TENANT = new TenantId("tenant-1");
    private static final int INTAKE = 500;

    private PositionInQueue() {}

    /** Takes {@code --queued=1000,…}, {@code --samples}, {@code --counts} and {@code --store}. */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        Stores stores = new Stores(options);
        try (Databases databases = Databases.open(options)) {
            Header.print(PositionInQueue.class, options, databases, Driver.class, HikariDataSource.class);
            Table table = new Table("queued", "how", "samples", "p50 ms", "p99 ms", "aim");
            for (int queued : options.numbers("queued", "1000,20000", "1000,100000,1000000")) {
                Database own = databases.create();
                Database other = databases.create();
                try (Stores.Opened opened = stores.open(own, Limits.UNLIMITED);
                        Positions counted = new Positions(other, queued)) {
                    List<CallId> line = fill(opened, queued);
                    own.settle();
                    measure(
                            table,
                            opened,
                            line,
                            counted,
                            options.number("samples", 200, 2_000),
                            options.number("counts", 20, 100));
                }
                databases.drop(own);
                databases.drop(other);
            }
            table.print();
        }
    }

    private static void measure(
            Table table, Stores.Opened opened, List<CallId> line, Positions counted, int samples, int counts)
            throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        Samples situations = new Samples();
        Samples byRows = new Samples();
        Samples withOr = new Samples();
        int every = Math.max(1, samples / counts); // counting takes long
        for (int i = -samples / 5; i < samples; i++) {
            int call = random.nextInt(line.size());
            long began = System.nanoTime();
            CallSituation situation =
                    opened.store().situation(TENANT, line.get(call)).orElseThrow();
            double taken = (System.nanoTime() - began) / 1e6;
            if (i >= 0) {
                situations.add(taken);
            }
            if (i >= 0 && i % every == 0) {
                began = System.nanoTime();
                long position = counted.countedByRows(call);
                byRows.add((System.nanoTime() - began) / 1e6);
                began = System.nanoTime();
                counted.countedWithOr(call);
                withOr.add((System.nanoTime() - began) / 1e6);
                if (position != situation.position()) {
                    throw new IllegalStateException(
                            "the store says " + situation.position() + ", but " + position + " was counted");
                }
            }
        }
        row(table, line.size(), "Store.situation", situations, "5 ms at 1,000,000");
        row(table, line.size(), "count, rows compared", byRows, "");
        row(table, line.size(), "count, with OR", withOr, "");
    }

    private static List<CallId> fill(Stores.Opened opened, int queued) {
        CallLife life = new CallLife(opened.store(), "bench");
        List<CallId> line = new ArrayList<>(queued);
        List<CallRequest> batch = new ArrayList<>();
        for (int i = 0; i < queued; i++) {
            batch.add(CallRequest.direct(TENANT, PhoneNumber.parse("+15551234567"))
                    .priority(i % Positions.PRIORITIES)
                    .build());
            if (batch.size() == INTAKE || i == queued - 1) {
                life.place(TENANT, batch).forEach(call -> line.add(call.id()));
                batch.clear();
            }
        }
        return line;
    }

    private static void row(Table table, int queued, String how, Samples samples, String aim) {
        table.row(
                String.format(Locale.ROOT, "%,d", queued),
                how,
                samples.size(),
                String.format(Locale.ROOT, "%.2f", samples.median()),
                String.format(Locale.ROOT, "%.2f", samples.quantile(0.99)),
                aim);
    }
}

package io.callyard.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.Driver;

/** Whether millions of calls that are over slow the claims of those that are not: before they are there and after. */
public final class ClaimsBesidePast {
    /** As housekeeping would have moved them here, over the last ninety days. */
    private static final String FILL = """
            INSERT INTO callyard_past (id, tenant, lane, state, priority, position, attempts, dialled, idem_key, account,
                created_at, updated_at, fixed, data, detail)
            SELECT gen_random_uuid(), 'tenant-' || 1 + n %% %2$d, 'D', 'ENDED', 100, n, 1, 1, NULL, 'default',
                at, at + 60000000, '{"phone":"+15551234567"}', '',
                '{"ending":{"outcome":"COMPLETED","cause":"over","at":' || at || '}}'
            FROM (SELECT n, CAST(extract(epoch FROM now()) * 1000000 AS bigint) - n * 700000 AS at
                FROM generate_series(CAST(1 AS bigint), %1$d) n) past""";

    private ClaimsBesidePast() {}

    /** Takes {@code --past}, {@code --case=10000x100}, {@code --batches}, {@code --rounds} and {@code --millis}. */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        ClaimCase one = ClaimCase.parse(options.text("case", "10000x100"));
        int past = options.number("past", 100_000, 10_000_000);
        try (Databases databases = Databases.open(options)) {
            Header.print(ClaimsBesidePast.class, options, databases, Driver.class, HikariDataSource.class);
            Database database = databases.create();
            try (StoreQueue store = new StoreQueue(new Stores(options), database, one.tenants())) {
                Map<Integer, Samples> before = measure(options, one, store, database);
                database.run(FILL.formatted(past, one.tenants()));
                Map<Integer, Samples> after = measure(options, one, store, database);
                Table table = new Table("batch", "rows/s before", "rows/s beside " + past + " past calls", "ratio");
                before.forEach((batch, rate) -> table.row(
                        batch,
                        rate.spread("%,.0f"),
                        after.get(batch).spread("%,.0f"),
                        after.get(batch).dividedBy(rate).spread("%.2f")));
                table.print();
            }
        }
    }

    private static Map<Integer, Samples> measure(Options options, ClaimCase one, StoreQueue store, Database database)
            throws Exception {
        ClaimRound round = ClaimRound.of(options.number("millis", 300, 3_000), one);
        List<Integer> batches = options.numbers("batches", "1,10,100", "1,10,100");
        store.fill(round.perTenant());
        database.settle();
        Map<Integer, Samples> rates = new LinkedHashMap<>();
        for (int i = -1; i < options.number("rounds", 2, 5); i++) { // the first one warms up
            for (int batch : batches) {
                double rate = round.run(store, batch);
                if (i >= 0) {
                    rates.computeIfAbsent(batch, any -> new Samples()).add(rate);
                }
            }
        }
        return rates;
    }
}

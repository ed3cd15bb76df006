package io.callyard.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.Driver;

/**
 * What claiming can cost at best on this machine: the yardstick of {@link ClaimThroughput} alone, beside
 * a bare update of one row per transaction, which is the limit of one caller who commits.
 */
public final class HandWrittenClaim {
    private static final String BARE =
            "UPDATE tenant SET active = active + 1 WHERE id = ? AND active < max_active RETURNING active";

    private HandWrittenClaim() {}

    /** Takes {@code --cases=1000x1,…}, {@code --batches}, {@code --rounds} and {@code --millis}. */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        int millis = options.number("millis", 300, 3_000);
        List<Integer> batches = options.numbers("batches", "1,10,100", "1,10,100");
        try (Databases databases = Databases.open(options)) {
            Header.print(HandWrittenClaim.class, options, databases, Driver.class, HikariDataSource.class);
            Table table = new Table("queued calls of tenants", "batch", "rows/s", "x bare update");
            for (String text : options.texts("cases", "1000x1,20000x100", "1000x1,100000x1,1000000x1,1000000x10000")) {
                ClaimCase one = ClaimCase.parse(text);
                Database database = databases.create();
                try (HandWrittenQueue queue = new HandWrittenQueue(database, one.tenants(), false);
                        HikariDataSource pool = database.pool(1)) {
                    ClaimRound round = ClaimRound.of(millis, one);
                    queue.fill(round.perTenant());
                    database.settle();
                    bareUpdates(pool, millis);
                    for (int batch : batches) {
                        round.run(queue, batch);
                    }
                    Samples bare = new Samples();
                    Map<Integer, Samples> rates = new LinkedHashMap<>();
                    for (int i = 0; i < options.number("rounds", 2, 5); i++) {
                        bare.add(bareUpdates(pool, millis));
                        for (int batch : batches) {
                            rates.computeIfAbsent(batch, any -> new Samples()).add(round.run(queue, batch));
                        }
                    }
                    queue.check();
                    table.row(one, "bare", bare.spread("%,.0f"), "1");
                    rates.forEach((batch, rate) -> table.row(
                            one,
                            batch,
                            rate.spread("%,.0f"),
                            rate.dividedBy(bare).spread("%.2f")));
                }
                databases.drop(database);
            }
            table.print();
        }
    }

    private static double bareUpdates(HikariDataSource pool, int millis) throws SQLException {
        long count = 0;
        long began = System.nanoTime();
        while (System.nanoTime() - began < millis * 1_000_000L) {
            try (Connection connection = pool.getConnection();
                    PreparedStatement statement = connection.prepareStatement(BARE)) {
                statement.setInt(1, 1);
                statement.execute();
                count++;
            }
        }
        return count / ((System.nanoTime() - began) / 1e9);
    }
}

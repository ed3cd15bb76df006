package io.callyard.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The yardstick: a queue with a limit per tenant and nothing else, by the fastest correct statements
 * known. No lanes, accounts, due times or doubt; and no events, unless it is made to log each claim, which tells what
 * that alone costs.
 *
 * <p>A claim locks tenants in one statement and chooses and marks calls in the next, which sees all
 * that was committed before the lock; both travel in one round trip, which is one transaction. From
 * many tenants it takes a few calls of each, in a circle.
 */
final class HandWrittenQueue implements ClaimSide {
    /** What the store logs of a claim is about as long. */
    private static final String LOGGED = """
            ,
                logged AS (
                    INSERT INTO event (tenant, seq, at, type, payload)
                    SELECT tenant, seq, now(), 'call_reserved', '{"call":{"id":"' || id
                        || '","type":"DIRECT","phone":"+15551234567"},"attempt":1,"node":"bench","account":"default"'
                        || ',"lease_until":' || extract(epoch FROM now()) || '}' FROM chosen)""";

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Database database;
    private final HikariDataSource pool;
    private final int tenants;
    private final Map<Integer, String> statements = new HashMap<>();
    private final boolean logs;
    private int cursor;

    /**
     * Makes the tables.
     *
     * @param logs whether each claimed call gets a numbered event, in the same statement
     */
    HandWrittenQueue(Database database, int tenants, boolean logs) throws SQLException {
        this.database = database;
        this.tenants = tenants;
        this.logs = logs;
        database.run(
                """
                CREATE TABLE tenant (
                    id int PRIMARY KEY,
                    max_active int NOT NULL,
                    active int NOT NULL DEFAULT 0,
                    queued int NOT NULL DEFAULT 0,
                    ready boolean NOT NULL DEFAULT false,
                    event_seq bigint NOT NULL DEFAULT 0
                ) WITH (fillfactor = 50)""",
                """
                CREATE TABLE call (
                    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
                    tenant int NOT NULL,
                    priority smallint NOT NULL,
                    position bigint NOT NULL,
                    status smallint NOT NULL,
                    node int,
                    changed_at timestamptz,
                    data text
                ) WITH (fillfactor = 70)""",
                "CREATE TABLE event (tenant int, seq bigint, at timestamptz, type text, payload text,"
                        + " PRIMARY KEY (tenant, seq))",
                "CREATE INDEX tenant_ready ON tenant (id) WHERE ready",
                "CREATE INDEX call_queued ON call (tenant, priority DESC, position) WHERE status = 0",
                "CREATE SEQUENCE line",
                "INSERT INTO tenant (id, max_active) SELECT n, " + UNLIMITED + " FROM generate_series(1, " + tenants
                        + ") n");
        pool = database.pool(2);
    }

    @Override
    public void fill(int perTenant) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            update(connection, """
                    INSERT INTO call (tenant, priority, position, status, changed_at, data)
                    SELECT t.id, 0, nextval('line'), 0, now(), repeat('x', 200)
                    FROM generate_series(1, ?) n JOIN tenant t ON n <= ? - t.queued""", perTenant, perTenant);
            update(connection, "UPDATE tenant SET queued = ?, ready = true WHERE queued < ?", perTenant, perTenant);
            connection.commit();
        }
    }

    @Override
    public int claim(int batch) throws SQLException {
        int fromHowMany = Math.min(batch, tenants);
        String sql = statements.computeIfAbsent(batch, any -> claimOf(fromHowMany, batch / fromHowMany));
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, cursor);
            statement.execute();
            cursor = nextCursor(statement.getResultSet(), fromHowMany);
            statement.getMoreResults();
            int claimed = 0;
            ResultSet calls = statement.getResultSet();
            while (calls.next()) {
                claimed += calls.getString(3).isEmpty() ? 0 : 1; // the caller wants the data
            }
            return claimed;
        }
    }

    /**
     * The planner knows little here. Literal limits, or it plans each execution anew; ids in arrays and not
     * joined, or it expects a tenth of a table and reads all of it.
     */
    private String claimOf(int tenants, int ofEach) {
        return """
                SELECT set_config('bench.tenants', coalesce(string_agg(id::text, ','), ''), true)
                FROM (SELECT id FROM tenant WHERE ready AND id > ? ORDER BY id LIMIT %d FOR UPDATE SKIP LOCKED) locked;
                WITH chosen AS MATERIALIZED (
                    SELECT c.id, t.id AS tenant,
                        t.event_seq + row_number() OVER (PARTITION BY t.id ORDER BY c.priority DESC, c.position) AS seq
                    FROM tenant t CROSS JOIN LATERAL (
                        SELECT id, priority, position FROM call WHERE tenant = t.id AND status = 0
                        ORDER BY priority DESC, position LIMIT least(%d, t.max_active - t.active)) c
                    WHERE t.id = ANY (string_to_array(current_setting('bench.tenants'), ',')::int[])),
                counted AS (
                    UPDATE tenant t SET active = t.active + k.n, queued = t.queued - k.n,
                        event_seq = t.event_seq + k.n,
                        ready = t.queued > k.n AND t.active + k.n < t.max_active
                    FROM (SELECT tenant, count(*)::int AS n FROM chosen GROUP BY tenant) k
                    WHERE t.id = k.tenant
                        AND t.id = ANY (string_to_array(current_setting('bench.tenants'), ',')::int[]))%s
                UPDATE call SET status = 1, node = 1, changed_at = now()
                WHERE id = ANY (ARRAY (SELECT id FROM chosen)) RETURNING id, tenant, data
                """.formatted(tenants, ofEach, logs ? LOGGED : "");
    }

    /** The circle begins again where no more tenants lie ahead. */
    private int nextCursor(ResultSet locked, int wanted) throws SQLException {
        locked.next();
        String[] ids = locked.getString(1).split(",");
        String last = ids[ids.length - 1];
        return ids.length < wanted || last.isEmpty() || Integer.parseInt(last) == tenants ? 0 : Integer.parseInt(last);
    }

    /** Fails unless the tenants' counters say how many calls are queued: the yardstick must be right, too. */
    void check() throws SQLException {
        String wrong = database.ask("""
                SELECT count(*) FROM tenant t
                    LEFT JOIN (SELECT tenant, count(*) AS n FROM call WHERE status = 0 GROUP BY tenant) c
                        ON c.tenant = t.id
                WHERE t.queued <> coalesce(c.n, 0)""");
        if (!wrong.equals("0")) {
            throw new IllegalStateException(wrong + " tenants have another number of queued calls than they say");
        }
    }

    private static void update(Connection connection, String sql, int... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setInt(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}

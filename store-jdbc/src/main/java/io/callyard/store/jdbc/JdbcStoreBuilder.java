package io.callyard.store.jdbc;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.store.jdbc.ledger.Desk;
import io.callyard.store.jdbc.news.Announcer;
import io.callyard.store.jdbc.news.Listener;
import io.callyard.store.jdbc.schema.Database;
import io.callyard.store.jdbc.schema.Ddl;
import io.callyard.store.jdbc.schema.Naming;
import io.callyard.store.jdbc.schema.Opening;
import io.callyard.store.jdbc.sql.Dialect;
import io.callyard.store.jdbc.sql.Statements;
import io.callyard.store.jdbc.sql.Transactions;
import io.callyard.store.jdbc.upkeep.Housekeeping;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link JdbcStore} is opened with.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class JdbcStoreBuilder {
    private final DataSource dataSource;
    private final Scheduler scheduler;
    private @Nullable String schema;
    private String tablePrefix = Naming.DEFAULT.prefix();
    private MigrationMode migrations = MigrationMode.MIGRATE;
    private Duration waitAtMost = Duration.ZERO;
    private Duration lookEvery = Duration.ofMillis(200);
    private int writers = 2;
    private @Nullable InstantSource clock;
    private @Nullable DataSource listenOn;
    private Retention retention = Retention.DEFAULT;
    private @Nullable Duration auditEvery;
    private Consumer<AuditReport> onFindings = report -> {};

    JdbcStoreBuilder(DataSource dataSource, Scheduler scheduler) {
        this.dataSource = dataSource;
        this.scheduler = scheduler;
    }

    /** Sets the schema that the tables stand in; by default the one that connections are in. */
    public JdbcStoreBuilder schema(@Nullable String value) {
        schema = value;
        return this;
    }

    /** Sets what the names of all tables begin with; by default {@code callyard_}. */
    public JdbcStoreBuilder tablePrefix(String value) {
        tablePrefix = value;
        return this;
    }

    /** Sets whether the store makes its tables, only looks at them, or trusts; by default it makes them. */
    public JdbcStoreBuilder migrations(MigrationMode value) {
        migrations = value;
        return this;
    }

    /** Sets how long to wait for a database that is not there yet; by default not at all. */
    public JdbcStoreBuilder waitForDatabase(Duration atMost) {
        waitAtMost = atMost;
        return this;
    }

    /** Sets how often to look what other nodes did; by default every 200 ms. */
    public JdbcStoreBuilder lookEvery(Duration value) {
        lookEvery = value;
        return this;
    }

    /**
     * Sets how many transactions of changes run at once at most, beside claims; by default 2. With fewer,
     * more changes share one.
     */
    public JdbcStoreBuilder writers(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("there must be at least 1 writer, but " + value + " were asked for");
        }
        writers = value;
        return this;
    }

    /** Sets a clock that stands in for the database's: for tests in virtual time. */
    public JdbcStoreBuilder clock(InstantSource value) {
        clock = value;
        return this;
    }

    /**
     * Lets nodes on one PostgreSQL hear of each other at once, by {@code LISTEN} and {@code NOTIFY}; by
     * default each looks at what the others did every {@linkplain #lookEvery so often}.
     *
     * @param value gives the one connection that is kept to listen: the driver's own data source, not a
     *     pool, and not a proxy that shares connections between transactions
     */
    public JdbcStoreBuilder listenOn(DataSource value) {
        listenOn = value;
        return this;
    }

    /** Sets how much of the past the database keeps; by default {@link Retention#DEFAULT}. */
    public JdbcStoreBuilder retention(Retention value) {
        retention = value;
        return this;
    }

    /**
     * Sets how often this node looks for contradictions in the database, as {@link StoreAudit} does; by
     * default never. One node of an installation is enough. Findings are logged as errors.
     *
     * @param value more than zero; each time half to one and a half of it passes
     */
    public JdbcStoreBuilder auditEvery(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("audits must be more than zero apart, but were " + value);
        }
        auditEvery = value;
        return this;
    }

    /** Sets who hears of an audit that {@link #auditEvery} began and that has findings. */
    public JdbcStoreBuilder onFindings(Consumer<AuditReport> value) {
        onFindings = value;
        return this;
    }

    /**
     * Returns the statements that make the tables on this database, for somebody to read and run by hand.
     *
     * @throws SQLException if the database does not answer
     */
    public String ddl() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Ddl.ddl(Database.of(connection), new Naming(schema, tablePrefix));
        }
    }

    /**
     * Opens the store.
     *
     * @throws StoreSetupException if the database is not what the store needs
     */
    public JdbcStore open() {
        Naming naming = new Naming(schema, tablePrefix);
        Database database = Opening.open(dataSource, naming, migrations, waitAtMost, scheduler);
        Statements statements = new Statements(Dialect.of(database), naming, clock);
        Transactions transactions = new Transactions(dataSource, statements);
        Desk desk = new Desk(transactions, writers);
        PeriodicAudit audit = auditEvery == null
                ? null
                : new PeriodicAudit(new StoreAudit(dataSource::getConnection, naming, clock), auditEvery, onFindings);
        Background background =
                new Background(desk, scheduler, lookEvery, new Housekeeping(transactions, retention), audit);
        DataSource listening = listenOn;
        if (listening != null) {
            if (!database.isPostgreSql()) {
                throw new StoreSetupException(List.of("only PostgreSQL tells nodes of each other; leave listenOn out"));
            }
            String channel =
                    naming.schema() == null ? naming.plain("news") : naming.schema() + "_" + naming.plain("news");
            String self = Long.toHexString(scheduler.random().nextLong());
            desk.signals().announceTo(new Announcer(transactions, scheduler, channel, self)::announce);
            background.listen(look -> new Listener(listening, scheduler, desk.signals(), look, channel, self));
        }
        background.start();
        return new JdbcStore(desk, background, retention);
    }
}

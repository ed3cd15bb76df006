package io.callyard.store.jdbc.schema;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.store.jdbc.MigrationMode;
import io.callyard.store.jdbc.StoreSetupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first contact with a database: is it there, is it the right one, does it have the tables. */
public final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final Naming naming;
    private final MigrationMode mode;

    private Opening(DataSource dataSource, Naming naming, MigrationMode mode) {
        this.dataSource = dataSource;
        this.naming = naming;
        this.mode = mode;
    }

    /**
     * Gets a database ready for the store. Uses one connection at a time, and gives it back with the
     * settings it had.
     *
     * @param waitAtMost how long to try again, each second, while the database is not there; zero: not at
     *     all. Anything else that is wrong is not waited for
     * @param scheduler waits; null only if there is no waiting
     * @return what the database is
     * @throws StoreSetupException if the database is not there in time, or not what the store needs
     */
    public static Database open(
            DataSource dataSource,
            Naming naming,
            MigrationMode mode,
            Duration waitAtMost,
            @Nullable Scheduler scheduler) {
        Opening opening = new Opening(dataSource, naming, mode);
        if (waitAtMost.isNegative() || waitAtMost.isZero()) {
            return opening.once();
        }
        if (scheduler == null) {
            throw new IllegalArgumentException("to wait " + waitAtMost + " takes a scheduler");
        }
        return opening.untilThere(waitAtMost, scheduler);
    }

    private Database once() {
        try {
            return attempt();
        } catch (SQLException e) {
            throw failure(e, "");
        }
    }

    private Database untilThere(Duration waitAtMost, Scheduler scheduler) {
        Duration end = scheduler.uptime().plus(waitAtMost);
        while (true) {
            try {
                return attempt();
            } catch (SQLException e) {
                if (!Outages.isTransient(e)) {
                    throw failure(e, "");
                }
                Duration left = end.minus(scheduler.uptime());
                if (left.isNegative() || left.isZero()) {
                    throw failure(e, " for " + waitAtMost);
                }
                LOG.warn("The database is not there yet, tried again for {} more: {}", left, e.getMessage());
                pause(left.compareTo(BETWEEN_ATTEMPTS) < 0 ? left : BETWEEN_ATTEMPTS, scheduler);
            }
        }
    }

    private Database attempt() throws SQLException {
        try (Connection connection = connect()) {
            Database database = Database.of(connection);
            Migrator migrator = new Migrator(naming, database);
            List<String> problems = new ArrayList<>(DatabaseCheck.problems(connection, database));
            if (mode == MigrationMode.VERIFY) {
                problems.addAll(migrator.problems(connection, database));
            }
            if (!problems.isEmpty()) {
                throw new StoreSetupException(problems);
            }
            if (mode == MigrationMode.MIGRATE) {
                migrator.migrate(connection, database);
            }
            return database;
        }
    }

    /** Some pools throw what the database said within an exception of their own. */
    private Connection connect() throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (RuntimeException e) {
            SQLException cause = Outages.sqlCause(e);
            if (cause == null) {
                throw e;
            }
            throw cause;
        }
    }

    private static StoreSetupException failure(SQLException e, String howLong) {
        String what = Outages.isTransient(e)
                ? "The database could not be reached" + howLong + ": "
                : "The database refused: ";
        String state = e.getSQLState() == null ? "" : " (SQL state " + e.getSQLState() + ")";
        return new StoreSetupException(List.of(what + e.getMessage() + state), e);
    }

    private static void pause(Duration duration, Scheduler scheduler) {
        try {
            scheduler.await(new CompletableFuture<Void>(), duration);
        } catch (TimeoutException e) {
            // Nobody completes the future: time is what was waited for.
        }
    }
}

package io.callyard.store.jdbc.news;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.store.jdbc.ledger.Signals;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes tell, on a connection of its own. While the connection is broken, nothing is
 * heard; after each new one a look is taken at what was missed.
 *
 * <p><b>Threads.</b> Safe for many. Occupies one thread of the scheduler.
 */
public final class Listener {
    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final Scheduler scheduler;
    private final Signals signals;
    private final Runnable look;
    private final String channel;
    private final String self;
    private volatile @Nullable Connection open;
    private volatile boolean stopped;

    /**
     * Hears of what is told on a channel.
     *
     * @param dataSource gives connections that are kept for long, so not from a pool
     * @param look finds out what was not heard
     * @param self names this node; what it says itself is no news
     */
    public Listener(
            DataSource dataSource, Scheduler scheduler, Signals signals, Runnable look, String channel, String self) {
        this.dataSource = dataSource;
        this.scheduler = scheduler;
        this.signals = signals;
        this.look = look;
        this.channel = channel;
        this.self = self;
    }

    /** Begins. */
    public void start() {
        scheduler.execute(this::listen);
    }

    /** Ends. */
    public void stop() {
        stopped = true;
        Connection connection = open;
        if (connection != null) {
            close(connection);
        }
    }

    /** Returns whether anything that is told now would be heard. */
    public boolean hears() {
        return open != null;
    }

    private void listen() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + channel);
            }
            open = connection;
            look.run();
            PGConnection told = connection.unwrap(PGConnection.class);
            while (!stopped) {
                hear(told.getNotifications(PATIENCE_MILLIS));
                if (!connection.isValid(PATIENCE_MILLIS / 1_000)) {
                    throw new SQLException("the connection is broken");
                }
            }
        } catch (SQLException e) {
            if (!stopped) {
                log.atWarn().setCause(e).log("cannot hear other nodes; looking now and then, and trying again");
            }
        } finally {
            open = null;
            if (!stopped) {
                scheduler.schedule(RETRY, this::listen);
            }
        }
    }

    private void hear(PGNotification @Nullable [] heard) {
        if (heard == null) {
            return;
        }
        for (PGNotification one : heard) {
            News.read(one.getParameter())
                    .filter(news -> !news.from().equals(self))
                    .ifPresent(news -> {
                        if (news.cut()) {
                            look.run();
                        }
                        signals.hear(news.grown(), news.work());
                    });
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is not needed any more.
        }
    }
}

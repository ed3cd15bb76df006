package io.callyard.store.jdbc.news;

import io.callyard.model.TenantId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.sql.Transactions;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes what this one has changed, after it was committed and apart from it: a message
 * inside the transaction would make all commits of the server wait for one another. What happens while a
 * message is on its way goes with the next.
 *
 * <p><b>Threads.</b> Safe for many.
 */
public final class Announcer {
    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    /**
     * How long to wait before a message. Not at once: what this node can do itself it does meanwhile, and the message
     * would take the processor from it.
     */
    private static final Duration PAUSE = Duration.ofMillis(2);

    /** How long at least from one message to the next, so that many changes share one. */
    private static final Duration APART = Duration.ofMillis(6);

    private final Transactions transactions;
    private final Scheduler scheduler;
    private final String channel;
    private final String self;
    private final Set<TenantId> grown = new LinkedHashSet<>();
    private boolean work;
    private boolean sending;
    private Duration lastSentAt = Duration.ZERO;

    /**
     * Tells those who listen.
     *
     * @param self names this node among those on the channel
     */
    public Announcer(Transactions transactions, Scheduler scheduler, String channel, String self) {
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.channel = channel;
        this.self = self;
    }

    /** Tells of tenants whose logs have grown, and of work: soon, and on another thread. */
    public synchronized void announce(Collection<TenantId> tenants, boolean moreWork) {
        grown.addAll(tenants);
        work |= moreWork;
        if (!sending && (work || !grown.isEmpty())) {
            sending = true;
            Duration left = APART.minus(scheduler.uptime().minus(lastSentAt));
            scheduler.schedule(left.compareTo(PAUSE) > 0 ? left : PAUSE, this::send);
        }
    }

    private void send() {
        String message = next();
        try {
            // Nothing is lost with a message that a crash takes along: no need to wait for the disk.
            transactions.read(session -> session.query(
                            "SELECT set_config('synchronous_commit', 'off', true), pg_notify(:channel, :message)")
                    .bind("channel", channel)
                    .bind("message", message)
                    .mapTo(String.class)
                    .findOne());
        } catch (StoreUnavailableException e) {
            // The others look by themselves now and then.
            log.debug("other nodes could not be told", e);
        }
    }

    private synchronized String next() {
        sending = false;
        lastSentAt = scheduler.uptime();
        String message = News.message(self, work, grown);
        grown.clear();
        work = false;
        return message;
    }
}

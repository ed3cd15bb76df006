package io.callyard.store.jdbc.ledger;

import io.callyard.model.AccountLimits;
import io.callyard.model.Limits;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which of the limits that tenants share limit nothing, as this node last saw them: a guess that saves
 * reading them. Whoever builds a claim on it lets the database make sure, with {@link #requireFree}. That a freed slot is
 * of no use to others is only believed, and only what was seen a second ago: if another node sets a limit just then, a
 * sweep finds who could go.
 *
 * <p><b>Threads.</b> Safe for many.
 */
final class FreeLimits {
    private static final AccountLimits FREE = new AccountLimits(Limits.UNLIMITED, Double.POSITIVE_INFINITY);

    /** For how long a guess is good enough to leave out a look for work that a freed slot would make. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Map<String, Instant> seenFree = new ConcurrentHashMap<>();

    /** Notes limits as they were read. */
    void note(Collection<SharedLimit> limits, Instant now) {
        for (SharedLimit limit : limits) {
            if (limit.isFree()) {
                seenFree.put(limit.id, now);
            } else {
                seenFree.remove(limit.id);
            }
        }
    }

    /** Forgets what was noted: it is no longer true. */
    void forget() {
        seenFree.clear();
    }

    /** Notes limits that {@link #requireFree} has confirmed. */
    void confirm(Collection<String> ids, Instant now) {
        ids.forEach(id -> seenFree.put(id, now));
    }

    /** Returns whether a limit limited nothing when it was last seen. */
    boolean wasFree(String id) {
        return seenFree.containsKey(id);
    }

    /** Returns whether a limit limited nothing a moment ago. */
    boolean isFree(String id, Instant now) {
        Instant seen = seenFree.get(id);
        return seen != null && now.isBefore(seen.plus(FRESH));
    }

    /** Returns a limit that limits nothing. */
    static SharedLimit free(String id) {
        return new SharedLimit(id, FREE, Instant.EPOCH);
    }

    /**
     * Lets a message hold limits against changes, and fail with {@code 22012} unless all of them limit nothing: the
     * transaction then leaves nothing behind.
     */
    static void requireFree(Message message, Session session, Collection<String> ids) {
        message.ask(
                "SELECT 1 / CAST(count(*) = :held AS integer) FROM (SELECT 1 FROM {shared_limit} WHERE id = ANY(:ids)"
                        + " AND max_live = " + Limits.UNLIMITED + " AND calls_per_second = 'Infinity' "
                        + session.dialect().forUseOfLimits() + ") held",
                Values.none().texts("ids", ids).number("held", ids.size()),
                row -> {});
    }
}

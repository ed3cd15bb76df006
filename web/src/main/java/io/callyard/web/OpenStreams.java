package io.callyard.web;

import io.callyard.model.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The event streams that are open, at most so many per tenant.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class OpenStreams {
    private final int maxPerTenant;
    private final Map<TenantId, Integer> counts = new HashMap<>();
    private final Set<EventStream> streams = new HashSet<>();
    private boolean closed;

    OpenStreams(int maxPerTenant) {
        this.maxPerTenant = maxPerTenant;
    }

    /**
     * Takes a place for a stream, to be given back with {@link #leave}.
     *
     * @throws Problem if the tenant has none left, or no stream is opened any more
     */
    synchronized void enter(TenantId tenant) {
        if (closed) {
            throw Problem.unavailable("the server is stopping");
        }
        int count = counts.getOrDefault(tenant, 0);
        if (count >= maxPerTenant) {
            throw Problem.tooMany("the tenant has " + count + " event streams open");
        }
        counts.put(tenant, count + 1);
    }

    /** Gives a place back. */
    synchronized void leave(TenantId tenant) {
        counts.computeIfPresent(tenant, (any, count) -> count == 1 ? null : count - 1);
    }

    /** Notes a stream that is to be closed at the end. */
    synchronized void add(EventStream stream) {
        streams.add(stream);
    }

    /** Forgets a stream. */
    synchronized void remove(EventStream stream) {
        streams.remove(stream);
    }

    /** Closes every stream and lets none in any more. */
    void close() {
        Set<EventStream> all;
        synchronized (this) {
            closed = true;
            all = Set.copyOf(streams);
        }
        // Outside the lock: a stream that closes removes itself.
        all.forEach(EventStream::close);
    }
}

package io.callyard.browser;

import io.callyard.memory.InMemoryStore;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TestServer} is to be like.
 *
 * @param maxLive how many calls of a tenant may be live
 * @param sockets what of the sockets is there
 * @param store shared with other servers; absent: one of its own, in memory
 * @param origins from where pages may open sockets, beside the server's own
 * @param tokenCheck how often the token of a socket is looked at again
 */
record ServerSettings(
        int maxLive, Sockets sockets, @Nullable Store store, Set<String> origins, Duration tokenCheck) {

    static final ServerSettings DEFAULT = new ServerSettings(10, Sockets.THERE, null, Set.of(), Duration.ofSeconds(1));

    /** What of the sockets a server has. */
    enum Sockets {
        /** The script and the socket. */
        THERE,
        /** The script; the socket is refused, as by a proxy that lets none through. */
        BLOCKED,
        /** Neither. */
        ABSENT
    }

    ServerSettings withMaxLive(int value) {
        return new ServerSettings(value, sockets, store, origins, tokenCheck);
    }

    ServerSettings withSockets(Sockets value) {
        return new ServerSettings(maxLive, value, store, origins, tokenCheck);
    }

    /** On a store that others use too, behind an address that is not its own. */
    ServerSettings on(InMemoryStore value, String origin) {
        return new ServerSettings(maxLive, sockets, value, Set.of(origin), tokenCheck);
    }
}

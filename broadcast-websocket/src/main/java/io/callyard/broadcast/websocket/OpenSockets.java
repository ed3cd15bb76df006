package io.callyard.broadcast.websocket;

import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.spi.security.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that are open on this node, and who may open more.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class OpenSockets {
    private record UserKey(TenantId tenant, UserId user) {}

    private final SocketLimits limits;
    private final Set<Socket> sockets = new HashSet<>();
    private final Map<UserKey, Set<Socket>> byUser = new HashMap<>();
    private final Map<TenantId, Integer> byTenant = new HashMap<>();
    private final Map<String, Integer> byAddress = new HashMap<>();
    private boolean closed;

    OpenSockets(SocketLimits limits) {
        this.limits = limits;
    }

    /** Takes a place for a socket; returns why there is none, or {@code null} if it has one. */
    synchronized @Nullable Closing enter(Socket socket) {
        Principal who = socket.principal();
        String address = socket.address();
        Set<Socket> ofUser = byUser.get(key(who));
        if (closed) {
            return Closing.GOING_AWAY;
        } else if (sockets.size() >= limits.perNode()) {
            return Closing.tooMany("too many sockets; come back later");
        } else if (ofUser != null && ofUser.size() >= limits.perUser()) {
            return Closing.tooMany("the user has too many sockets");
        } else if (byTenant.getOrDefault(who.tenant(), 0) >= limits.perTenant()) {
            return Closing.tooMany("the tenant has too many sockets");
        } else if (address != null && byAddress.getOrDefault(address, 0) >= limits.perAddress()) {
            return Closing.tooMany("too many sockets from this address");
        }
        sockets.add(socket);
        byUser.computeIfAbsent(key(who), any -> new HashSet<>()).add(socket);
        byTenant.merge(who.tenant(), 1, Integer::sum);
        if (address != null) {
            byAddress.merge(address, 1, Integer::sum);
        }
        return null;
    }

    /** Gives the place back. Twice is once. */
    synchronized void leave(Socket socket) {
        if (!sockets.remove(socket)) {
            return;
        }
        Principal who = socket.principal();
        byUser.computeIfPresent(key(who), (any, all) -> {
            all.remove(socket);
            return all.isEmpty() ? null : all;
        });
        byTenant.computeIfPresent(who.tenant(), OpenSockets::less);
        String address = socket.address();
        if (address != null) {
            byAddress.computeIfPresent(address, OpenSockets::less);
        }
    }

    synchronized List<Socket> all() {
        return List.copyOf(sockets);
    }

    synchronized List<Socket> of(TenantId tenant, UserId user) {
        return List.copyOf(byUser.getOrDefault(new UserKey(tenant, user), Set.of()));
    }

    synchronized int count() {
        return sockets.size();
    }

    /** Lets none in any more; returns those that are open. */
    synchronized List<Socket> close() {
        closed = true;
        return all();
    }

    private static UserKey key(Principal who) {
        return new UserKey(who.tenant(), who.user());
    }

    private static @Nullable Integer less(Object any, int count) {
        return count == 1 ? null : count - 1;
    }
}

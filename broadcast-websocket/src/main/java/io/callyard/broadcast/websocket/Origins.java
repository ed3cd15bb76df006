package io.callyard.broadcast.websocket;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may open a socket. A browser sends cookies and opens sockets for any page; the origin is
 * what tells them apart (RFC 6455, section 10.2).
 *
 * @param allowed the origins that may
 * @param withoutOrigin whether a client that names none may
 */
record Origins(Set<String> allowed, boolean withoutOrigin) {

    boolean allows(@Nullable String origin) {
        return origin == null || origin.isEmpty() ? withoutOrigin : allowed.contains(origin);
    }

    /** Returns whether somebody who names these may. Who names several hides one. */
    boolean allows(List<String> origins) {
        return origins.size() <= 1 && allows(origins.isEmpty() ? null : origins.get(0));
    }
}

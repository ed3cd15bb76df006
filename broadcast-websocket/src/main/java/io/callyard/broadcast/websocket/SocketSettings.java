package io.callyard.broadcast.websocket;

import java.time.Duration;
import java.util.Set;

/**
 * How sockets behave towards their clients.
 *
 * @param origins the origins whose pages may open a socket, as browsers write them: {@code
 *     https://app.example.com}, with the port where it is not the scheme's own. They are compared
 *     exactly
 * @param withoutOrigin whether a client that names no origin may: programs do not, browsers always do
 * @param limits how many sockets and messages there may be
 * @param tokenCheck within which time a token that has ceased to be valid closes its socket
 * @param pingEvery how often a client is asked for a sign of life
 * @param silence after which time without one the socket is closed
 * @param maxWaiting how many bytes may wait for a client before no more events are read for it
 * @param patience how long a client may have something waiting without catching up once, before its
 *     socket is closed
 */
public record SocketSettings(
        Set<String> origins,
        boolean withoutOrigin,
        SocketLimits limits,
        Duration tokenCheck,
        Duration pingEvery,
        Duration silence,
        int maxWaiting,
        Duration patience) {
    /** No origin, programs only; tokens every 5 s, pings every 20 s, silence of 40 s, 128 KB for 10 s. */
    public static final SocketSettings DEFAULT = new SocketSettings(
            Set.of(),
            true,
            SocketLimits.DEFAULT,
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            128 * 1024,
            Duration.ofSeconds(10));

    public SocketSettings {
        origins = Set.copyOf(origins);
        origins.forEach(SocketSettings::requireOrigin);
        requirePositive(tokenCheck, "tokenCheck");
        requirePositive(pingEvery, "pingEvery");
        requirePositive(silence, "silence");
        requirePositive(patience, "patience");
        if (silence.compareTo(pingEvery) <= 0) {
            throw new IllegalArgumentException("silence must be longer than pingEvery, but was " + silence);
        }
        if (maxWaiting < 1) {
            throw new IllegalArgumentException("maxWaiting must be at least 1, but was " + maxWaiting);
        }
    }

    /** These settings with other origins. */
    public SocketSettings withOrigins(Set<String> value) {
        return new SocketSettings(value, withoutOrigin, limits, tokenCheck, pingEvery, silence, maxWaiting, patience);
    }

    /** These settings with clients that name no origin let in or not. */
    public SocketSettings withWithoutOrigin(boolean value) {
        return new SocketSettings(origins, value, limits, tokenCheck, pingEvery, silence, maxWaiting, patience);
    }

    /** These settings with other limits. */
    public SocketSettings withLimits(SocketLimits value) {
        return new SocketSettings(origins, withoutOrigin, value, tokenCheck, pingEvery, silence, maxWaiting, patience);
    }

    /** These settings with another time within which tokens are checked again. */
    public SocketSettings withTokenCheck(Duration value) {
        return new SocketSettings(origins, withoutOrigin, limits, value, pingEvery, silence, maxWaiting, patience);
    }

    /** These settings with other signs of life. */
    public SocketSettings withPings(Duration every, Duration silent) {
        return new SocketSettings(origins, withoutOrigin, limits, tokenCheck, every, silent, maxWaiting, patience);
    }

    /** These settings with other bounds of what may wait for a client. */
    public SocketSettings withPatience(int bytes, Duration value) {
        return new SocketSettings(origins, withoutOrigin, limits, tokenCheck, pingEvery, silence, bytes, value);
    }

    private static void requireOrigin(String origin) {
        // "null" is what a sandboxed page of anybody's says.
        if (!origin.matches("[a-z][a-z0-9+.-]*://[^/?#@\\s]+")) {
            throw new IllegalArgumentException("not an origin: " + origin);
        }
    }

    private static void requirePositive(Duration value, String what) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " must be more than zero, but was " + value);
        }
    }
}

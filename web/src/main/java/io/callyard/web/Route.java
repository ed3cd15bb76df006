package io.callyard.web;

import io.callyard.spi.security.Principal.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked for.
 *
 * @param method the HTTP method
 * @param pattern the path's segments; one in braces stands for any text
 * @param role what whoever asks must be; absent: anybody may
 * @param handler answers
 */
record Route(String method, List<String> pattern, @Nullable Role role, Handler handler) {

    /** Answers an exchange; throws {@link Problem} where the answer is an error. */
    @FunctionalInterface
    interface Handler {
        void handle(Exchange exchange);
    }

    /** A route for whoever has {@code role}. */
    static Route of(String method, String path, Role role, Handler handler) {
        return new Route(method, segments(path), role, handler);
    }

    /** A route for anybody. */
    static Route open(String method, String path, Handler handler) {
        return new Route(method, segments(path), null, handler);
    }

    /** Splits a path; an empty last segment means that it ends in a slash. */
    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** Returns the variable parts of a path; {@code null} if this is not a route for it. */
    @Nullable
    Map<String, String> match(List<String> segments) {
        if (segments.size() != pattern.size()) {
            return null;
        }
        Map<String, String> parts = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String expected = pattern.get(i);
            String actual = segments.get(i);
            if (expected.startsWith("{") && !actual.isEmpty()) {
                parts.put(expected.substring(1, expected.length() - 1), actual);
            } else if (!expected.equals(actual)) {
                return null;
            }
        }
        return parts;
    }
}

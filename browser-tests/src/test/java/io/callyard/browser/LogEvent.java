package io.callyard.browser;

import java.util.Map;

/**
 * An event as a server sends it.
 *
 * @param seq its number in the tenant's log
 * @param type its wire name
 * @param data what it says
 */
record LogEvent(long seq, String type, Map<?, ?> data) {

    /** Reads one that was parsed from JSON. */
    static LogEvent of(Map<?, ?> frame) {
        return new LogEvent(
                ((Number) frame.get("seq")).longValue(), (String) frame.get("type"), (Map<?, ?>) frame.get("data"));
    }

    boolean has(String name) {
        return data.get(name) != null;
    }

    String word(String name) {
        return String.valueOf(data.get(name));
    }
}

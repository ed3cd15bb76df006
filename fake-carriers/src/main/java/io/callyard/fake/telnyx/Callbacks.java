package io.callyard.fake.telnyx;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where one leg's webhooks go, and how often they are tried again, as far as a request said so.
 *
 * @param url for all events that {@code byEvent} does not name; null: the connection's
 * @param retries by event
 */
record Callbacks(@Nullable URI url, Map<String, URI> byEvent, Map<String, List<Duration>> retries) {
    static final Callbacks NONE = new Callbacks(null, Map.of(), Map.of());

    private static final int MAX_RETRIES = 5;
    private static final long MAX_TOTAL_MILLIS = 60_000;

    static Callbacks of(Fields body) {
        // Events that come as GET are not signed where it matters; the fake has none.
        body.word("webhook_url_method", Set.of("POST"), "POST");
        body.word("webhook_urls_method", Set.of("POST"), "POST");
        return new Callbacks(body.address("webhook_url"), urls(body), policies(body));
    }

    private static Map<String, URI> urls(Fields body) {
        Map<String, URI> urls = new LinkedHashMap<>();
        Fields given = body.object("webhook_urls");
        if (given != null) {
            given.values().forEach((event, value) -> {
                URI url = value instanceof String text ? Fields.addressOf(text) : null;
                if (url == null) {
                    body.wrong(Problem.invalid("webhook_urls"));
                } else {
                    urls.put(event, url);
                }
            });
        }
        return urls;
    }

    private static Map<String, List<Duration>> policies(Fields body) {
        Map<String, List<Duration>> policies = new LinkedHashMap<>();
        Fields given = body.object("webhook_retries_policies");
        if (given != null) {
            given.values().forEach((event, value) -> {
                List<Duration> delays = value instanceof Map<?, ?> policy ? delays(policy.get("retries_ms")) : null;
                if (delays == null) {
                    body.wrong(Problem.outOfRange("webhook_retries_policies"));
                } else {
                    policies.put(event, delays);
                }
            });
        }
        return policies;
    }

    private static @Nullable List<Duration> delays(@Nullable Object given) {
        if (!(given instanceof List<?> list) || list.size() > MAX_RETRIES) {
            return null;
        }
        List<Duration> delays = new ArrayList<>();
        long total = 0;
        for (Object millis : list) {
            if (!(millis instanceof Long delay) || delay < 0 || delay > MAX_TOTAL_MILLIS) {
                return null;
            }
            total += delay;
            delays.add(Duration.ofMillis(delay));
        }
        return total > MAX_TOTAL_MILLIS ? null : delays;
    }
}

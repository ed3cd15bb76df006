package io.callyard.fake.twilio;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How an address wants to be called, by its fragment.
 *
 * @param connectTimeout until it is given up to connect
 * @param readTimeout until it is given up to wait for the answer
 * @param total for all tries together
 * @param retries how many tries there are beyond the first
 * @param retried what is tried again: {@code 4xx 5xx ct rt all}
 * @param wellFormed whether all that was said could be understood; what could not has its default
 */
record UrlOverrides(
        Duration connectTimeout,
        Duration readTimeout,
        Duration total,
        int retries,
        Set<String> retried,
        boolean wellFormed) {
    private static final Set<String> POLICIES = Set.of("4xx", "5xx", "ct", "rt", "all");
    private static final int MAX_MILLIS = 15_000;

    UrlOverrides {
        retried = Set.copyOf(retried);
    }

    static UrlOverrides of(String url) {
        int hash = url.indexOf('#');
        Params said = sayings(hash < 0 ? "" : url.substring(hash + 1));
        Set<String> policies = Set.copyOf(List.of(said.first("rp").orElse("ct").split(",")));
        boolean fine = POLICIES.containsAll(policies);
        return new UrlOverrides(
                millis(said, "ct", 5_000, 10_000),
                millis(said, "rt", MAX_MILLIS, MAX_MILLIS),
                millis(said, "tt", MAX_MILLIS, MAX_MILLIS),
                number(said, "rc", 1, 0, 5),
                fine ? policies : Set.of("ct"),
                fine);
    }

    /** Returns an address without its fragment. */
    static String withoutFragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? url : url.substring(0, hash);
    }

    boolean retries(String failure) {
        return retried.contains("all") || retried.contains(failure);
    }

    private static Params sayings(String fragment) {
        return new Params(Arrays.stream(fragment.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .map(pair -> Map.entry(pair[0], pair[1]))
                .toList());
    }

    private static Duration millis(Params said, String name, int unsaid, int atMost) {
        return Duration.ofMillis(number(said, name, unsaid, 100, atMost));
    }

    private static int number(Params said, String name, int unsaid, int atLeast, int atMost) {
        String text = said.first(name).orElse("");
        return text.matches("\\d{1,6}") ? Math.max(atLeast, Math.min(atMost, Integer.parseInt(text))) : unsaid;
    }
}

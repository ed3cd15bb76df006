package io.callyard.fake.telnyx;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of an address. One with brackets that are not percent-encoded is not understood, and nobody says so. */
final class Query {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final boolean understood;

    Query(URI uri) {
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        understood = raw.indexOf('[') < 0 && raw.indexOf(']') < 0;
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest();
        }
    }

    /** Whether the carrier has understood it. If not, a listing is empty. */
    boolean isUnderstood() {
        return understood;
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /** Returns a whole number of at least 1. */
    int number(String name, int max, int ifAbsent) {
        String text = values.get(name);
        if (text == null) {
            return ifAbsent;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ApiError.badRequest();
        }
        throw ApiError.badRequest();
    }

    /** Returns what is given as {@code filter[…]}, by what stands after {@code filter}: {@code [to]}. */
    Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith("filter[")) {
                filters.put(name.substring("filter".length()), value);
            }
        });
        return filters;
    }
}

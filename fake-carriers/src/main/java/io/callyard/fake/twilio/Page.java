package io.callyard.fake.twilio;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param path the list's
 * @param key what the items are called
 * @param query the conditions, without what is about pages
 * @param after the id of the last item of the page before; empty: there is none
 */
record Page(String path, String key, Params query, int number, int size, String after) {
    private static final String TOKEN = "PA";

    /**
     * Reads which page is wanted.
     *
     * @throws ApiException if there is no such page
     */
    static Page of(ApiRequest request, String path, String key) {
        Checks checks = new Checks(request.query());
        String token = checks.text("PageToken");
        return new Page(
                path,
                key,
                request.query().without("PageSize").without("Page").without("PageToken"),
                checks.number("Page", 0, 0, 1_000_000, 20001),
                checks.number("PageSize", 50, 1, 1000, 20001),
                token == null ? "" : token.substring(Math.min(TOKEN.length(), token.length())));
    }

    /** Returns the page of {@code items}. */
    <T> FakeResponse answer(List<T> items, Function<T, String> id, Function<T, Map<String, @Nullable Object>> json) {
        int from = start(items, id);
        int to = Math.min(items.size(), from + size);
        String last = to > from ? id.apply(items.get(to - 1)) : "";
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(key, items.subList(from, to).stream().map(json).toList());
        body.put("page", number);
        body.put("page_size", size);
        body.put("start", number * size);
        body.put("end", number * size + Math.max(0, to - from - 1));
        body.put("uri", uri(number, after));
        body.put("first_page_uri", uri(0, ""));
        body.put("next_page_uri", to < items.size() ? uri(number + 1, last) : null);
        body.put("previous_page_uri", number == 0 ? null : uri(number - 1, ""));
        return FakeResponse.json(200, Json.write(body));
    }

    /** Where the page begins: behind the one before, however the list has grown in front of that. */
    private <T> int start(List<T> items, Function<T, String> id) {
        for (int i = 0; i < items.size() && !after.isEmpty(); i++) {
            if (id.apply(items.get(i)).equals(after)) {
                return i + 1;
            }
        }
        return Math.min(items.size(), number * size);
    }

    private String uri(int page, String last) {
        Params all = query.with("PageSize", Integer.toString(size)).with("Page", Integer.toString(page));
        return path + "?" + (last.isEmpty() ? all : all.with("PageToken", TOKEN + last)).encoded();
    }
}

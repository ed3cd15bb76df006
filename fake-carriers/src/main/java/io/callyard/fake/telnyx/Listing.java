package io.callyard.fake.telnyx;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Pages of lists. */
final class Listing {
    private static final int MAX_SIZE = 250;
    private static final int DEFAULT_SIZE = 20;

    private Listing() {}

    /** A page by its number: {@code page[number]}, {@code page[size]}. */
    static <T> FakeResponse numbered(List<T> all, Query query, Function<T, ?> toJson) {
        List<T> listed = query.isUnderstood() ? all : List.of();
        int size = query.number("page[size]", MAX_SIZE, query.number("page[limit]", MAX_SIZE, DEFAULT_SIZE));
        int number = query.number("page[number]", Integer.MAX_VALUE, 1);
        long first = (long) size * (number - 1);
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("page_number", number);
        meta.put("page_size", size);
        meta.put("total_pages", (listed.size() + size - 1) / size);
        meta.put("total_results", listed.size());
        return answer(listed.stream().skip(first).limit(size).map(toJson).toList(), meta);
    }

    /**
     * A page after a cursor: {@code page[after]}, {@code page[limit]}.
     *
     * @param position grows from item to item, and stays an item's own
     */
    static <T> FakeResponse afterCursor(List<T> all, Query query, ToLongFunction<T> position, Function<T, ?> toJson) {
        List<T> listed = query.isUnderstood() ? all : List.of();
        int limit = query.number("page[limit]", MAX_SIZE, DEFAULT_SIZE);
        String after = query.get("page[after]");
        long from = after == null || after.isEmpty() ? -1 : position(after);
        List<T> rest = listed.stream()
                .filter(item -> position.applyAsLong(item) > from)
                .toList();
        List<T> page = rest.subList(0, Math.min(limit, rest.size()));
        String next = rest.size() > limit ? cursor(position.applyAsLong(page.get(limit - 1))) : "";
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("total_items", listed.size());
        meta.put("cursors", Map.of("after", next, "before", ""));
        if (!next.isEmpty()) {
            meta.put("next", "?page%5Blimit%5D=" + limit + "&page%5Bafter%5D=" + next);
        }
        return answer(page.stream().map(toJson).toList(), meta);
    }

    private static FakeResponse answer(List<?> data, Map<String, @Nullable Object> meta) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("data", data);
        json.put("meta", meta);
        return FakeResponse.json(200, Json.write(json));
    }

    /** Opaque, as cursors are. */
    private static String cursor(long position) {
        byte[] text = Long.toString(position).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest();
        }
    }
}

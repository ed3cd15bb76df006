package io.callyard.fake.telnyx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an answer that says what was wrong.
 *
 * @param code a number as text, such as 90018; or the letter D and a number
 * @param title what it means, in short
 * @param pointer which field is meant, such as {@code /to}; null: none
 */
record Problem(String code, String title, @Nullable String pointer) {
    static Problem missing(String field) {
        return new Problem("10004", "Missing required parameter", "/" + field);
    }

    static Problem invalid(String field) {
        return new Problem("10015", "Invalid value", "/" + field);
    }

    static Problem noNumber(String field) {
        return new Problem("10016", "Phone number must be in +E164 format", "/" + field);
    }

    static Problem notInList(String field) {
        return new Problem("10028", "Value not among the allowed ones", "/" + field);
    }

    static Problem wrongType(String field) {
        return new Problem("10032", "Value of the wrong type", "/" + field);
    }

    static Problem outOfRange(String field) {
        return new Problem("10033", "Value outside of range", "/" + field);
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", code);
        json.put("title", title);
        json.put("detail", title + (pointer == null ? "." : ": " + pointer + "."));
        if (pointer != null) {
            json.put("source", Map.of("pointer", pointer));
        }
        return json;
    }
}

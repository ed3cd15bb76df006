package io.callyard.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, strings, booleans, {@code Integer}s and {@code BigDecimal}s, to compare with. */
final class TestJson {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private TestJson() {}

    static Map<String, Object> object(String text) {
        try {
            return STRICT.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** Follows names and list indexes: {@code queue.position}, {@code calls.0.id}. */
    static @Nullable Object at(Map<String, Object> json, String path) {
        Object at = json;
        for (String step : path.split("\\.")) {
            if (at instanceof List<?> list) {
                at = list.get(Integer.parseInt(step));
            } else if (at instanceof Map<?, ?> map && map.containsKey(step)) {
                at = map.get(step);
            } else {
                throw new AssertionError("no " + step + " of " + path + " in " + json);
            }
        }
        return at;
    }
}

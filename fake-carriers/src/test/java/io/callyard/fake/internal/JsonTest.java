package io.callyard.fake.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("JSON is read as plain maps and lists, and written from them")
class JsonTest {
    @Test
    void readAndWritten() {
        String text = "{\"a\":[1,\"2\",null,true,{\"b\":-1.5}],\"c\":\"\\\"\\u0000é\",\"d\":{}}";
        Map<String, Object> inner = Map.of("b", new BigDecimal("-1.5"));
        Map<String, Object> json = Json.readObject(text);
        assertThat(json).containsEntry("c", "\"\u0000é").containsEntry("d", Map.of());
        assertThat((List<?>) json.get("a")).isEqualTo(Arrays.asList(1L, "2", null, true, inner));
        assertThat(Json.write(json)).isEqualTo(text);
    }

    @Test
    void largeNumbersAreKept() {
        assertThat(Json.read("123456789012345678901234567890"))
                .isEqualTo(new BigDecimal("123456789012345678901234567890"));
        assertThat(Json.write(new LinkedHashMap<>(Map.of("n", 5)))).isEqualTo("{\"n\":5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":}", "{} {}", "[1,2", "<html>"})
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.callyard.telephony.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    private static Optional<JsonValue> parse(String text) {
        return JsonValue.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotThereIsAbsent() {
        JsonValue value = parse("{\"a\":{\"b\":\"c\",\"n\":12,\"t\":true,\"z\":null},\"l\":[{\"x\":\"1\"},{}]}")
                .orElseThrow();

        assertThat(value.get("a").text("b")).isEqualTo("c");
        assertThat(value.get("a").text("n")).isEqualTo("12");
        assertThat(value.get("a").isTrue("t")).isTrue();
        assertThat(value.get("a").has("z")).isFalse();
        assertThat(value.get("nope").get("nope").text("nope", "-")).isEqualTo("-");
        assertThat(value.list("l")).extracting(item -> item.text("x")).containsExactly("1", null);
        assertThat(value.list("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{} {}", "{\"a\":1,\"a\":2}", "{'a':1}", "nope", "[1,]", "{\"a\":\"\u0000\"}"})
    void whatIsNotOneDocumentIsNothing(String text) {
        assertThat(parse(text)).isEmpty();
    }

    @Test
    void whatIsTooDeepTooLongOrNotUtf8IsNothing() {
        assertThat(parse("[".repeat(33) + "]".repeat(33))).isEmpty();
        assertThat(parse("[".repeat(100_000))).isEmpty();
        assertThat(parse("\"" + "x".repeat(70_000) + "\"")).isEmpty();
        assertThat(parse("1".repeat(65))).isEmpty();
        assertThat(JsonValue.parse(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}))
                .isEmpty();
        assertThat(JsonValue.parse(new byte[CarrierHttp.MAX_ANSWER + 1])).isEmpty();
    }
}

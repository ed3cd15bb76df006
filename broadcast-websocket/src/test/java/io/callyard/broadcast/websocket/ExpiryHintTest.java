package io.callyard.broadcast.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryHintTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);

    @Test
    void readsWhenAJwtExpires() {
        assertThat(ExpiryHint.left(token("{\"sub\":\"a\",\"o\":{\"exp\":1},\"exp\":1007}"), NOW))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(ExpiryHint.left(token("{\"exp\":900}"), NOW)).isEqualTo(Duration.ofSeconds(-100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"exp\":\"1007\"}",
                "{\"exp\":1e30}",
                "{\"exp\":99999999999999999999}",
                "[1]",
                "{\"exp\":",
                "{\"exp\":9223372036854775807}",
                "7",
                "",
                "{\"exp\":null}",
                "{\"a\":[[[[1]]]],\"b\":1}"
            })
    void saysNothingOfAnythingElse(String payload) {
        assertThat(ExpiryHint.left(token(payload), NOW)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "a.!!!.c", "opaque", "a.b.c.d"})
    void saysNothingOfOtherTokens(String token) {
        assertThat(ExpiryHint.left(token, NOW)).isNull();
    }

    private static String token(String payload) {
        return "x." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".y";
    }
}

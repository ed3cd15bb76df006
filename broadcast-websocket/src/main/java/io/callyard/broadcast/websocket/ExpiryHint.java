package io.callyard.broadcast.websocket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * When a token says that it expires. Only a hint as to when to ask the authenticator again: nothing is
 * verified here, and nothing is decided by it.
 */
final class ExpiryHint {
    private static final JsonFactory JSON = new JsonFactory();

    private ExpiryHint() {}

    /** Returns how long {@code token} has left at {@code now}, if it is a JWT that says so. */
    static @Nullable Duration left(String token, Instant now) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(Base64.getUrlDecoder().decode(parts[1]))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean expiry = parser.currentName().equals("exp");
                JsonToken value = parser.nextToken();
                if (expiry) {
                    return value == JsonToken.VALUE_NUMBER_INT
                            ? Duration.between(now, Instant.ofEpochSecond(parser.getLongValue()))
                            : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}

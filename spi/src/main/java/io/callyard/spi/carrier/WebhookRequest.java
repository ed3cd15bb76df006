package io.callyard.spi.carrier;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it came.
 *
 * @param method the HTTP method, in upper case
 * @param path the raw path below the place where the carrier's webhooks are mounted, with the leading slash; empty if
 *     there is nothing below it
 * @param query the raw query without the question mark; absent if there is none
 * @param headers the first value of each, by names in lower case
 * @param body the raw body, at most as large as the server lets through
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, and compared by content
public record WebhookRequest(
        String method, String path, @Nullable String query, Map<String, String> headers, byte[] body) {

    public WebhookRequest {
        Map<String, String> lower = new HashMap<>();
        headers.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
        body = body.clone();
    }

    /** Returns a header's value, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns the raw body. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookRequest that
                && method.equals(that.method)
                && path.equals(that.path)
                && Objects.equals(query, that.query)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, path, query, headers, Arrays.hashCode(body));
    }

    /** Says where to and how much, not what: bodies and queries carry phone numbers. */
    @Override
    public String toString() {
        return "WebhookRequest[" + method + " " + path + ", " + body.length + " bytes]";
    }
}

package io.callyard.fake;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request, to a fake carrier or from one.
 *
 * @param method in upper case
 * @param uri where to, as it was written: neither decoded nor normalized
 * @param headers by their names in lower case
 * @param body may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out; nobody compares them
public record FakeRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
    public FakeRequest {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    /** Returns a header's value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns the body. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Returns the body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Says where to and how much, not what. */
    @Override
    public String toString() {
        return method + " " + uri.getRawPath() + " (" + body.length + " bytes)";
    }
}

package io.callyard.fake;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to a {@link FakeRequest}.
 *
 * @param status the HTTP status
 * @param headers by their names in lower case
 * @param body may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out; nobody compares them
public record FakeResponse(int status, Map<String, String> headers, byte[] body) {
    public FakeResponse {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    /** An answer with a JSON body. */
    public static FakeResponse json(int status, String body) {
        return new FakeResponse(
                status, Map.of("content-type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static FakeResponse empty(int status) {
        return new FakeResponse(status, Map.of(), new byte[0]);
    }

    /** Returns whether it is a success. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
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
}

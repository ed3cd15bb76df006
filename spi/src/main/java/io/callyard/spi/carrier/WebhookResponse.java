package io.callyard.spi.carrier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a carrier gets as the answer to a webhook.
 *
 * @param status the HTTP status
 * @param contentType the type of the body; empty if there is none
 * @param body may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, and compared by content
public record WebhookResponse(int status, String contentType, byte[] body) {

    public WebhookResponse {
        body = body.clone();
    }

    /** An answer without a body. */
    public static WebhookResponse of(int status) {
        return new WebhookResponse(status, "", new byte[0]);
    }

    /** An answer with text in UTF-8. */
    public static WebhookResponse of(int status, String contentType, String text) {
        return new WebhookResponse(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the body. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookResponse that
                && status == that.status
                && contentType.equals(that.contentType)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, contentType, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return "WebhookResponse[" + status + ", " + body.length + " bytes]";
    }
}

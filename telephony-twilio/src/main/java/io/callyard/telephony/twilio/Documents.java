package io.callyard.telephony.twilio;

import io.callyard.spi.carrier.WebhookResponse;

/** Answers to webhooks. */
final class Documents {
    private Documents() {}

    /** A document. */
    static WebhookResponse of(String document) {
        return WebhookResponse.of(200, "text/xml; charset=utf-8", document);
    }

    /** It was taken; there is nothing to say. */
    static WebhookResponse taken() {
        return WebhookResponse.of(204);
    }
}

package io.callyard.spi.carrier;

/**
 * Takes a carrier's webhooks, if it has any: an ability that a driver has or has not. It knows nothing of servlets, so
 * that any web framework can bring them.
 *
 * <p>A webhook is checked, kept and answered in this order, so one that was answered with success is not lost, and one
 * that is forged leaves no trace but a count.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public interface CarrierWebhooks {
    /**
     * Answers a webhook.
     *
     * @param request as it came, neither decoded nor trimmed: signatures cover the raw bytes
     * @return what the carrier is to get: {@code 2xx} if it was kept or means nothing, {@code 4xx} if it is not
     *     authentic or cannot be read, {@code 503} if it could not be kept and should come again. Never throws
     */
    WebhookResponse handle(WebhookRequest request);
}

package io.callyard.fake;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Brings a fake carrier's webhooks to the application: over HTTP, or straight into it.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
@FunctionalInterface
public interface WebhookSender {
    /**
     * Sends one webhook once; whether it is sent again is for the carrier to say.
     *
     * @param timeout how long to wait for the answer
     * @return done with the answer, failed if there was none
     */
    CompletionStage<FakeResponse> send(FakeRequest request, Duration timeout);
}

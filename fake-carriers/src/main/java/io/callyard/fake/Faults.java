package io.callyard.fake;

import java.time.Duration;

/**
 * What goes wrong between an application and its carrier. Asked once for each request that has an effect and once for
 * each webhook.
 *
 * <p><b>Threads.</b> Called from many threads.
 */
public interface Faults {
    /** Nothing goes wrong. */
    Faults NONE = new Faults() {};

    /** What happens to a request. */
    enum RequestFault {
        /** Nothing. */
        NONE,
        /** The connection is refused; nothing is done. */
        CONNECTION_REFUSED,
        /** It is done, and no answer comes. */
        DONE_WITHOUT_ANSWER,
        /** It is done, and the connection breaks before the answer. */
        DONE_THEN_BROKEN,
        /** It is done, and answered with a server error. */
        DONE_THEN_500,
        /** It is not done, and answered with a server error. */
        NOT_DONE_500,
        /** It is not done: too many requests. */
        TOO_MANY,
        /** It is done, and the answer is not what it should be: no JSON. */
        DONE_THEN_GARBAGE,
        /** It is done, and the answer is cut off. */
        DONE_THEN_TRUNCATED,
        /** It is done, and the answer is larger than anybody may read. */
        DONE_THEN_OVERSIZED
    }

    /**
     * What happens to a webhook.
     *
     * @param copies how often it is delivered; 0: never
     * @param delay how long it is held up, each copy as long again
     */
    record DeliveryFault(int copies, Duration delay) {
        /** It comes once, at once. */
        public static final DeliveryFault NONE = new DeliveryFault(1, Duration.ZERO);

        /** It never comes. */
        public static final DeliveryFault LOST = new DeliveryFault(0, Duration.ZERO);
    }

    /** Returns what happens to a request. */
    default RequestFault onRequest(FakeRequest request) {
        return RequestFault.NONE;
    }

    /** Returns what happens to a webhook. */
    default DeliveryFault onWebhook(FakeRequest webhook) {
        return DeliveryFault.NONE;
    }
}

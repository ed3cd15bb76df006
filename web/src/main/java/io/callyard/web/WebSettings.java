package io.callyard.web;

import java.time.Duration;

/**
 * How the servlet behaves towards its clients.
 *
 * @param carrierWait how long {@code POST /api/calls} waits for the carrier's answer; not negative
 * @param keepAlive how often an event stream with nothing to say gives a sign of life; a stream that
 *     takes nothing for that long is closed
 * @param tokenCheck how often the token behind an open event stream is checked again
 * @param streamsPerTenant how many event streams one tenant may hold open at once
 * @param webhooksAtOnce how many carriers' webhooks are worked on at once; who comes beyond that is asked to come again
 */
public record WebSettings(
        Duration carrierWait, Duration keepAlive, Duration tokenCheck, int streamsPerTenant, int webhooksAtOnce) {
    /** 2 s, 15 s, 5 s, 100 streams, 64 webhooks. */
    public static final WebSettings DEFAULT =
            new WebSettings(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(5), 100, 64);

    public WebSettings {
        if (carrierWait.isNegative()) {
            throw new IllegalArgumentException("carrierWait must not be negative, but was " + carrierWait);
        }
        requirePositive(keepAlive, "keepAlive");
        requirePositive(tokenCheck, "tokenCheck");
        if (streamsPerTenant < 1) {
            throw new IllegalArgumentException("streamsPerTenant must be at least 1, but was " + streamsPerTenant);
        }
        if (webhooksAtOnce < 1) {
            throw new IllegalArgumentException("webhooksAtOnce must be at least 1, but was " + webhooksAtOnce);
        }
    }

    /** These settings with another wait for the carrier. */
    public WebSettings withCarrierWait(Duration value) {
        return new WebSettings(value, keepAlive, tokenCheck, streamsPerTenant, webhooksAtOnce);
    }

    /** These settings with another sign of life. */
    public WebSettings withKeepAlive(Duration value) {
        return new WebSettings(carrierWait, value, tokenCheck, streamsPerTenant, webhooksAtOnce);
    }

    /** These settings with another time between two checks of a token. */
    public WebSettings withTokenCheck(Duration value) {
        return new WebSettings(carrierWait, keepAlive, value, streamsPerTenant, webhooksAtOnce);
    }

    /** These settings with another number of streams. */
    public WebSettings withStreamsPerTenant(int value) {
        return new WebSettings(carrierWait, keepAlive, tokenCheck, value, webhooksAtOnce);
    }

    /** These settings with another number of webhooks at once. */
    public WebSettings withWebhooksAtOnce(int value) {
        return new WebSettings(carrierWait, keepAlive, tokenCheck, streamsPerTenant, value);
    }

    private static void requirePositive(Duration value, String what) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " must be more than zero, but was " + value);
        }
    }
}

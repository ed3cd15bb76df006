package io.callyard.benchmarks.carriers;

import io.callyard.fake.FakeRequest;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.scheduling.Scheduler;
import java.net.URI;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A carrier: its driver, how it answers, and its webhooks with their signatures.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public interface Side {
    /** Where webhooks come in, as the driver is told; what they are signed for. */
    String PUBLIC_URL = "http://127.0.0.1/webhooks/";

    /** A number that calls are made from. */
    PhoneNumber OURS = PhoneNumber.parse("+15550100100");

    /**
     * A driver in both of its roles.
     *
     * @param carrier makes calls
     * @param webhooks takes webhooks
     */
    record Driver(Carrier carrier, CarrierWebhooks webhooks) {}

    /** Returns the side of this name: {@code twilio} or {@code telnyx}. */
    static Side of(String name) {
        return switch (name) {
            case "twilio" -> new TwilioSide();
            case "telnyx" -> new TelnyxSide();
            default -> throw new IllegalArgumentException("no such carrier: " + name);
        };
    }

    /** Returns its name. */
    String name();

    /**
     * Makes a driver.
     *
     * @param api where the carrier is
     * @param client absent: the driver's own
     */
    Driver driver(Scheduler scheduler, URI api, @Nullable HttpClient client);

    /** Returns what the API's address ends with. */
    String apiPath();

    /** Returns whether a request makes a call. */
    boolean makesCall(FakeRequest request);

    /** Returns the carrier's id for the call of this number. */
    String callId(long number);

    /** Returns what is told with each webhook about a call that was ordered with this body. */
    TakenCall taken(String id, String body);

    /** Returns the status with which a call is answered that was made. */
    int createdStatus();

    /** Returns the body with which a call is answered that was made. */
    String created(String id);

    /** Returns how many webhooks the life of a call has. */
    int webhooksPerCall();

    /**
     * Returns a webhook with a valid signature.
     *
     * @param number which of the call's, from 0
     */
    WebhookRequest webhook(TakenCall call, int number);

    /** Returns a webhook that looks as good, and was signed with another key. */
    WebhookRequest forged(TakenCall call);
}

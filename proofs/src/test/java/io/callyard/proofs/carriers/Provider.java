package io.callyard.proofs.carriers;

import io.callyard.SystemScheduler;
import io.callyard.fake.telnyx.FakeTelnyxServer;
import io.callyard.fake.twilio.FakeTwilioServer;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.telephony.telnyx.TelnyxTelephony;
import io.callyard.telephony.twilio.Instructions;
import io.callyard.telephony.twilio.TwilioTelephony;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Locale;

/** A carrier: how its double is started, and how its driver is made. */
enum Provider {
    TWILIO(
            FakeTwilioServer.class,
            "/Calls.json",
            "--cps=100 --setup-ms=50 --party=answer,100,300 --account=" + Provider.TWILIO_ACCOUNT + " --token="
                    + Provider.SECRET) {
        @Override
        Driver driver(URI api, String publicKey, int webhooks, SystemScheduler scheduler, HttpClient client) {
            TwilioTelephony twilio = TwilioTelephony.builder()
                    .scheduler(scheduler)
                    .credentials(TWILIO_ACCOUNT, SECRET)
                    .number(OURS)
                    .account(account())
                    .publicUrl(WebhookDoor.url(webhooks, this))
                    .baseUrl(api)
                    .httpClient(client)
                    .instructions(order -> Instructions.twiml("<Response><Pause length=\"60\"/></Response>"))
                    .build();
            return new Driver(twilio, twilio);
        }
    },

    TELNYX(
            FakeTelnyxServer.class,
            "/v2/calls",
            "--dials-per-second=100 --setup-ms=50 --ring-ms=100 --talk-ms=300 --connection-id="
                    + Provider.TELNYX_CONNECTION + " --api-key=" + Provider.SECRET) {
        @Override
        Driver driver(URI api, String publicKey, int webhooks, SystemScheduler scheduler, HttpClient client) {
            TelnyxTelephony telnyx = TelnyxTelephony.builder()
                    .scheduler(scheduler)
                    .apiKey(SECRET)
                    .publicKey(publicKey)
                    .connection(TELNYX_CONNECTION)
                    .number(OURS)
                    .account(account())
                    .publicUrl(WebhookDoor.url(webhooks, this))
                    .baseUrl(URI.create(api + "/v2"))
                    .httpClient(client)
                    .build();
            return new Driver(telnyx, telnyx);
        }
    };

    private static final String TWILIO_ACCOUNT = "AC00000000000000000000000000000001";
    private static final String TELNYX_CONNECTION = "1000000000000000001";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final PhoneNumber OURS = PhoneNumber.parse("+15550100100");

    private final Class<?> fake;
    private final String creation;
    private final String arguments;

    Provider(Class<?> fake, String creation, String arguments) {
        this.fake = fake;
        this.creation = creation;
        this.arguments = arguments;
    }

    /** A driver, in both of its roles. */
    record Driver(Carrier carrier, CarrierWebhooks webhooks) {}

    /** Returns the account under which the driver is registered. */
    CarrierAccountId account() {
        return new CarrierAccountId(toString());
    }

    /** Returns the program of the double, which says {@code READY}, its address, and the key of its signatures. */
    Class<?> fake() {
        return fake;
    }

    /** Returns what the double is started with. */
    Object[] arguments() {
        return arguments.split(" ", -1);
    }

    /** Returns whether a request makes a call. */
    boolean makesCall(String method, URI uri) {
        return method.equals("POST") && uri.getPath().endsWith(creation);
    }

    /**
     * Makes a driver.
     *
     * @param api where the double is
     * @param publicKey what its signatures are checked with; empty if that is a secret we share
     * @param webhooks the port of our {@link WebhookDoor}
     */
    abstract Driver driver(URI api, String publicKey, int webhooks, SystemScheduler scheduler, HttpClient client);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

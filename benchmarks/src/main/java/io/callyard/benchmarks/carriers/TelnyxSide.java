package io.callyard.benchmarks.carriers;

import io.callyard.fake.FakeRequest;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.telnyx.TelnyxTelephony;
import io.callyard.telephony.telnyx.TelnyxTelephonyBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Telnyx: JSON, signed with Ed25519 over the time and the raw body. */
final class TelnyxSide implements Side {
    /** The public key to the seed 00 01 02 … 1f. */
    private static final String PUBLIC_KEY = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";

    private static final String CONNECTION = "1000000000000000001";
    private static final Pattern CLIENT_STATE = Pattern.compile("\"client_state\":\"([^\"]*)\"");

    /** Longer than any answer here takes: a request is to be answered, not sent again. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Each with what it says beside the ids. The last says by itself that the call was answered. */
    private static final List<String> LIFE = List.of(
            "call.initiated\",\"payload\":{\"direction\":\"outgoing\",\"state\":\"bridging\",",
            "call.answered\",\"payload\":{\"state\":\"answered\",",
            "call.hangup\",\"payload\":{\"hangup_cause\":\"time_limit\",\"hangup_source\":\"unknown\","
                    + "\"sip_hangup_cause\":\"200\",");

    private final PrivateKey key = key(0);
    private final PrivateKey otherKey = key(1);

    @Override
    public String name() {
        return "telnyx";
    }

    @Override
    public Driver driver(Scheduler scheduler, URI api, @Nullable HttpClient client) {
        TelnyxTelephonyBuilder builder = TelnyxTelephony.builder()
                .scheduler(scheduler)
                .apiKey("KEY0000")
                .publicKey(PUBLIC_KEY)
                .connection(CONNECTION)
                .number(OURS)
                .publicUrl(URI.create(PUBLIC_URL + name()))
                .timeouts(Duration.ofSeconds(5), PATIENCE)
                .placeTimeout(PATIENCE)
                .baseUrl(api);
        TelnyxTelephony telnyx = (client == null ? builder : builder.httpClient(client)).build();
        return new Driver(telnyx, telnyx);
    }

    @Override
    public String apiPath() {
        return "/v2";
    }

    @Override
    public boolean makesCall(FakeRequest request) {
        return request.method().equals("POST") && request.uri().getPath().equals(apiPath() + "/calls");
    }

    @Override
    public String callId(long number) {
        return "v3:T02llQxIyaRkhfRKxgAP8nY511EhFLizdvdUKJiSw8d6A9BborherQ" + number;
    }

    @Override
    public TakenCall taken(String id, String body) {
        Matcher matcher = CLIENT_STATE.matcher(body);
        return new TakenCall(id, matcher.find() ? matcher.group(1) : "");
    }

    @Override
    public int createdStatus() {
        return 200;
    }

    @Override
    public String created(String id) {
        return "{\"data\":{\"record_type\":\"call\",\"call_control_id\":\"" + id + "\",\"call_leg_id\":\""
                + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.US_ASCII)) + "\",\"is_alive\":false}}";
    }

    @Override
    public int webhooksPerCall() {
        return LIFE.size();
    }

    @Override
    public WebhookRequest webhook(TakenCall call, int number) {
        return webhook(call, number, key);
    }

    @Override
    public WebhookRequest forged(TakenCall call) {
        return webhook(call, 1, otherKey);
    }

    private static WebhookRequest webhook(TakenCall call, int number, PrivateKey key) {
        UUID leg = UUID.nameUUIDFromBytes(call.id().getBytes(StandardCharsets.US_ASCII));
        String text = "{\"data\":{\"record_type\":\"event\",\"id\":\"" + new UUID(leg.getMostSignificantBits(), number)
                + "\",\"occurred_at\":\"2026-01-05T10:00:31.123456Z\",\"event_type\":\"" + LIFE.get(number)
                + "\"call_control_id\":\"" + call.id() + "\",\"connection_id\":\"" + CONNECTION
                + "\",\"call_leg_id\":\"" + leg + "\",\"call_session_id\":\"" + leg + "\",\"client_state\":\""
                + call.token() + "\",\"from\":\"" + OURS.e164()
                + "\",\"to\":\"+15551234567\",\"start_time\":\"2026-01-05T10:00:21.000000Z\"}},"
                + "\"meta\":{\"attempt\":1,\"delivered_to\":\"" + PUBLIC_URL + "telnyx\"}}";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return new WebhookRequest(
                "POST",
                "",
                null,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "telnyx-webhooks",
                        "telnyx-timestamp",
                        timestamp,
                        "telnyx-signature-ed25519",
                        sign(key, timestamp, body)),
                body);
    }

    private static String sign(PrivateKey key, String timestamp, byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update((timestamp + "|").getBytes(StandardCharsets.US_ASCII));
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From the seed first, first + 1, and so on, 32 bytes of it. */
    private static PrivateKey key(int first) {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) (first + i);
        }
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

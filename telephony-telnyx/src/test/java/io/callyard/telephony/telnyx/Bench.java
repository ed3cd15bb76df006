package io.callyard.telephony.telnyx;

import io.callyard.fake.InProcessClient;
import io.callyard.model.AgentId;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.telephony.http.JsonBody;
import io.callyard.telephony.telnyx.CallTag.Mark;
import io.callyard.telephony.trials.Notes;
import io.callyard.testkit.VirtualScheduler;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A driver between a wire that writes down and a reporter that writes down, in virtual time. */
final class Bench {
    static final String PUBLIC = "https://calls.example.com/webhooks/telnyx";
    static final String CONNECTION = "1000000000000000001";
    static final TenantId ACME = new TenantId("acme");
    static final AgentId IRIS = new AgentId("iris");
    static final PhoneNumber OURS = PhoneNumber.parse("+15550100100");
    static final PhoneNumber PERSON = PhoneNumber.parse("+15551234567");
    static final CallId CALL = CallId.parse("019b8e00-0000-7000-8000-00000000000a");
    static final OfferId OFFER = OfferId.parse("019b8e00-0000-7000-8000-00000000000b");
    static final CallerId CALLER = CallerId.parse("019b8e00-0000-7000-8000-00000000000c");
    static final CallerLine LINE = new CallerLine(TenantLimits.DEFAULT_ACCOUNT, new CarrierCallId(Wire.CALL));
    static final CallTag.Outbound TAG = new CallTag.Outbound(CALL, 1, Mark.NONE, null);
    static final CallTag.Agent AGENT_TAG = new CallTag.Agent(ACME, OFFER, IRIS, CALLER, false);
    static final CallTag.Agent PRESSING_TAG = new CallTag.Agent(ACME, OFFER, IRIS, CALLER, true);
    private static final PrivateKey KEY = Signing.privateKey(0);

    final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    final Wire wire = new Wire();
    final Notes notes = new Notes();
    final TelnyxTelephony driver;
    private int events;

    Bench() {
        this(builder -> builder);
    }

    Bench(UnaryOperator<TelnyxTelephonyBuilder> how) {
        driver = how.apply(builder(scheduler)
                        .httpClient(InProcessClient.to(wire, scheduler))
                        .incomingCalls(IncomingCalls.to(ACME, new QueueId("support"))))
                .build();
        driver.start(notes);
        driver.startInbound(notes);
    }

    static TelnyxTelephonyBuilder builder(VirtualScheduler scheduler) {
        return TelnyxTelephony.builder()
                .scheduler(scheduler)
                .apiKey("KEY0000")
                .publicKey(Signing.PUBLIC_KEY)
                .connection(CONNECTION)
                .number(OURS)
                .publicUrl(URI.create(PUBLIC));
    }

    /** The body of an event about {@link Wire#CALL}; names and values of its payload in turn. */
    static byte[] body(String id, String type, @Nullable CallTag tag, String... payload) {
        JsonBody fields = new JsonBody()
                .text("call_control_id", Wire.CALL)
                .text("connection_id", CONNECTION)
                .text("call_leg_id", Wire.LEG)
                .text("client_state", tag == null ? null : tag.clientState());
        for (int i = 0; i < payload.length; i += 2) {
            fields.text(payload[i], payload[i + 1]);
        }
        return envelope(id, type, fields);
    }

    static byte[] envelope(String id, String type, JsonBody payload) {
        JsonBody data = new JsonBody()
                .text("record_type", "event")
                .text("event_type", type)
                .text("id", id)
                .text("occurred_at", "2030-01-01T00:00:00.123456Z")
                .object("payload", payload);
        return new JsonBody()
                .object("data", data)
                .object("meta", new JsonBody().number("attempt", 1))
                .toBytes();
    }

    /** A webhook that the carrier has signed just now. */
    WebhookRequest signed(byte[] body) {
        String timestamp = Long.toString(scheduler.instant().getEpochSecond());
        return request(
                body,
                Map.of("Telnyx-Timestamp", timestamp, "Telnyx-Signature-Ed25519", Signing.sign(KEY, timestamp, body)));
    }

    static WebhookRequest request(byte[] body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("Content-Type", "application/json");
        return new WebhookRequest("POST", "", null, all, body);
    }

    /** Brings an event, runs what follows at once, and returns the status it is answered with. */
    int told(String type, @Nullable CallTag tag, String... payload) {
        return deliver(body("event-" + events++, type, tag, payload));
    }

    int deliver(byte[] body) {
        int status = driver.handle(signed(body)).status();
        scheduler.runDue();
        return status;
    }

    /** From now on the carrier lists one living call, {@code v3:listed}. */
    void listed(CallTag tag) {
        wire.always(request -> request.path().endsWith("/active_calls")
                ? Wire.json(
                        200,
                        "{\"data\":[{\"call_control_id\":\"v3:listed\",\"call_leg_id\":\"x\",\"client_state\":\""
                                + tag.clientState() + "\"}],\"meta\":{}}")
                : Wire.done(Wire.usual(request)));
    }

    /** Waits for an answer in virtual time. */
    <T> T get(CompletionStage<T> stage) {
        if (!scheduler.runUntil(() -> stage.toCompletableFuture().isDone(), Duration.ofMinutes(10))) {
            throw new AssertionError("no answer");
        }
        return stage.toCompletableFuture().join();
    }

    /** Waits for the failure of a stage and returns its text. */
    String failure(CompletionStage<?> stage) {
        scheduler.runUntil(() -> stage.toCompletableFuture().isDone(), Duration.ofMinutes(10));
        return stage.handle((done, failure) -> failure == null ? "it succeeded" : String.valueOf(failure.getMessage()))
                .toCompletableFuture()
                .join();
    }

    PlaceAnswer place() {
        return get(driver.place(order(1)));
    }

    static CallSubject subject() {
        return new CallSubject(CALL, CallType.DIRECT, null, null, IRIS, null, null, PERSON);
    }

    static PlaceOrder order(int attempt) {
        return order(attempt, false);
    }

    static PlaceOrder order(int attempt, boolean awaitsAgent) {
        return new PlaceOrder(
                ACME, subject(), CallData.NONE, attempt, Duration.ofSeconds(40), Duration.ofMinutes(30), awaitsAgent);
    }

    static RingOrder ring(String device) {
        return new RingOrder(ACME, OFFER, CALLER, IRIS, device, Duration.ofSeconds(15));
    }
}

package io.callyard.telephony.twilio;

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
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.telephony.trials.Notes;
import io.callyard.testkit.VirtualScheduler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A driver between a wire that writes down and a reporter that writes down, in virtual time. */
final class Bench {
    static final String ACCOUNT = "AC00000000000000000000000000000001";
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final String PUBLIC = "https://calls.example.com/webhooks/twilio";
    static final TenantId ACME = new TenantId("acme");
    static final AgentId IRIS = new AgentId("iris");
    static final PhoneNumber OURS = PhoneNumber.parse("+15550100100");
    static final PhoneNumber PERSON = PhoneNumber.parse("+15551234567");
    static final CallId CALL = CallId.parse("019b8e00-0000-7000-8000-00000000000a");
    static final OfferId OFFER = OfferId.parse("019b8e00-0000-7000-8000-00000000000b");
    static final CallerId CALLER = CallerId.parse("019b8e00-0000-7000-8000-00000000000c");
    static final CallerLine LINE = new CallerLine(TenantLimits.DEFAULT_ACCOUNT, new CarrierCallId(Wire.SID));
    static final String LEG = "offer=" + OFFER + "&agent=iris";

    final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    final Wire wire = new Wire();
    final Notes notes = new Notes();
    final TwilioTelephony driver;

    Bench() {
        this(builder -> builder);
    }

    Bench(UnaryOperator<TwilioTelephonyBuilder> how) {
        driver = how.apply(builder(scheduler)
                        .httpClient(InProcessClient.to(wire, scheduler))
                        .incomingCalls(IncomingCalls.to(ACME, new QueueId("support"))))
                .build();
        driver.start(notes);
        driver.startInbound(notes);
    }

    static TwilioTelephonyBuilder builder(VirtualScheduler scheduler) {
        return TwilioTelephony.builder()
                .scheduler(scheduler)
                .credentials(ACCOUNT, TOKEN)
                .number(OURS)
                .publicUrl(URI.create(PUBLIC));
    }

    /** A webhook that Twilio has signed; names and values in turn. */
    static WebhookRequest webhook(String path, String query, String... form) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("AccountSid", ACCOUNT);
        fields.put("CallSid", Wire.SID);
        for (int i = 0; i < form.length; i += 2) {
            fields.put(form[i], form[i + 1]);
        }
        String url = PUBLIC + path + (query.isEmpty() ? "" : "?" + query);
        String body = fields.entrySet().stream()
                .map(field -> Form.encode(field.getKey()) + "=" + Form.encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return new WebhookRequest(
                "POST",
                path,
                query.isEmpty() ? null : query,
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded; charset=utf-8",
                        "X-Twilio-Signature",
                        Signing.sign(TOKEN, url, fields)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    WebhookResponse told(String path, String query, String... form) {
        WebhookResponse answer = driver.handle(webhook(path, query, form));
        scheduler.runDue();
        return answer;
    }

    /** Returns the document that a webhook is answered with. */
    String document(String path, String query, String... form) {
        return text(told(path, query, form));
    }

    static String text(WebhookResponse answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
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

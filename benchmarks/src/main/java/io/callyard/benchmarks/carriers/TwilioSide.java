package io.callyard.benchmarks.carriers;

import io.callyard.fake.FakeRequest;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.twilio.Instructions;
import io.callyard.telephony.twilio.TwilioTelephony;
import io.callyard.telephony.twilio.TwilioTelephonyBuilder;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Twilio: forms, signed with HMAC-SHA1 over the address and the sorted fields. */
final class TwilioSide implements Side {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final List<String> LIFE = List.of("initiated", "ringing", "in-progress", "completed");
    private static final Pattern CALLBACK = Pattern.compile("(?:^|&)StatusCallback=([^&]*)");

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public Driver driver(Scheduler scheduler, URI api, @Nullable HttpClient client) {
        TwilioTelephonyBuilder builder = TwilioTelephony.builder()
                .scheduler(scheduler)
                .credentials(ACCOUNT, TOKEN)
                .number(OURS)
                .publicUrl(URI.create(PUBLIC_URL + name()))
                .baseUrl(api)
                .instructions(order -> Instructions.twiml("<Response><Pause length=\"60\"/></Response>"));
        TwilioTelephony twilio = (client == null ? builder : builder.httpClient(client)).build();
        return new Driver(twilio, twilio);
    }

    @Override
    public String apiPath() {
        return "";
    }

    @Override
    public boolean makesCall(FakeRequest request) {
        return request.method().equals("POST") && request.uri().getPath().endsWith("/Calls.json");
    }

    @Override
    public String callId(long number) {
        return "CA%032x".formatted(number);
    }

    @Override
    public TakenCall taken(String id, String body) {
        Matcher matcher = CALLBACK.matcher(body);
        String url = matcher.find() ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : "";
        return new TakenCall(id, url.replaceFirst("#.*", ""));
    }

    @Override
    public int createdStatus() {
        return 201;
    }

    @Override
    public String created(String id) {
        return "{\"sid\":\"" + id + "\",\"status\":\"queued\",\"queue_time\":\"0\"}";
    }

    @Override
    public int webhooksPerCall() {
        return LIFE.size();
    }

    @Override
    public WebhookRequest webhook(TakenCall call, int number) {
        return webhook(call, number, TOKEN);
    }

    @Override
    public WebhookRequest forged(TakenCall call) {
        return webhook(call, 1, "another token");
    }

    private static WebhookRequest webhook(TakenCall call, int number, String token) {
        SortedMap<String, String> form = new TreeMap<>(Map.ofEntries(
                Map.entry("AccountSid", ACCOUNT),
                Map.entry("ApiVersion", "2010-04-01"),
                Map.entry("CallSid", call.id()),
                Map.entry("CallStatus", LIFE.get(number)),
                Map.entry("CallbackSource", "call-progress-events"),
                Map.entry("Called", "+15551234567"),
                Map.entry("CalledCity", ""),
                Map.entry("CalledCountry", "US"),
                Map.entry("CalledState", "CA"),
                Map.entry("CalledZip", ""),
                Map.entry("Caller", OURS.e164()),
                Map.entry("CallerCity", "SAN FRANCISCO"),
                Map.entry("CallerCountry", "US"),
                Map.entry("CallerState", "CA"),
                Map.entry("Direction", "outbound-api"),
                Map.entry("From", OURS.e164()),
                Map.entry("SequenceNumber", Integer.toString(number)),
                Map.entry("Timestamp", "Mon, 05 Jan 2026 10:00:31 +0000"),
                Map.entry("To", "+15551234567")));
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI url = URI.create(call.token());
        return new WebhookRequest(
                "POST",
                url.getRawPath().substring(URI.create(PUBLIC_URL).getPath().length() + "twilio".length()),
                url.getRawQuery(),
                Map.of(
                        "Content-Type", "application/x-www-form-urlencoded; charset=utf-8",
                        "User-Agent", "TwilioProxy/1.1",
                        "I-Twilio-Idempotency-Token", "b5b5f1a4-52a9-4d51-a4cb-8a7ad5d0b7a1",
                        "X-Twilio-Signature", sign(token, call.token(), form)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String token, String url, SortedMap<String, String> form) {
        StringBuilder text = new StringBuilder(url);
        form.forEach((name, value) -> text.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

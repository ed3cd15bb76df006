package io.callyard.fake.twilio;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.twilio.CallLog.Exchange;
import io.callyard.fake.twilio.CallLog.Notice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Calls the application: signs, sends, and keeps a record. Used in turns; what it sends goes out after them. */
final class Webhooks {
    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

    private final Settings settings;
    private final Turns turns;
    private final Sids sids;
    private final RequestSigning signing;

    Webhooks(Settings settings, Turns turns, Sids sids) {
        this.settings = settings;
        this.turns = turns;
        this.sids = sids;
        this.signing = new RequestSigning(settings.authToken());
    }

    /**
     * Calls the application.
     *
     * @param call what it is about
     * @param url where to, absolute, perhaps with overrides in its fragment
     * @param method {@code GET} or {@code POST}
     * @param then told in a turn how it went
     */
    void send(TwilioCall call, String url, String method, Params params, Consumer<Reply> then) {
        UrlOverrides overrides = UrlOverrides.of(url);
        if (!overrides.wellFormed()) {
            call.note(new Notice(sids.next("NO"), 11243, false, "Bad override in URL", url, method, turns.now()));
        }
        String plain = UrlOverrides.withoutFragment(url);
        FakeRequest request;
        try {
            request = method.equals("GET") ? get(plain, params) : post(plain, params);
        } catch (IllegalArgumentException e) {
            turns.outside(() -> turns.run(() -> then.accept(Reply.failed(11100))));
            return;
        }
        Exchange record = new Exchange(method, plain, params, turns.now());
        call.log.add(record);
        new Delivery(settings, turns, request, overrides, record, then).begin();
    }

    private FakeRequest get(String url, Params params) {
        String query = params.encoded();
        String joined = query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query;
        return new FakeRequest("GET", URI.create(joined), headers(signing.sign(joined, Params.NONE)), new byte[0]);
    }

    private FakeRequest post(String url, Params params) {
        Map<String, String> headers = headers(signing.sign(url, params));
        headers.put("content-type", FORM);
        return new FakeRequest(
                "POST", URI.create(url), headers, params.encoded().getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> headers(String signature) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("accept", "*/*");
        headers.put("user-agent", "FakeTwilio/1");
        headers.put("x-twilio-signature", signature);
        headers.put("i-twilio-idempotency-token", sids.next(""));
        return headers;
    }
}

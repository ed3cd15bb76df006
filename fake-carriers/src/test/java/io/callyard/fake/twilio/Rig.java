package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.ApiDescription;
import io.callyard.fake.DescriptionCheck;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import io.callyard.fake.internal.Json;
import io.callyard.testkit.VirtualScheduler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A fake in virtual time, and an application that answers its webhooks by their paths and keeps them. */
final class Rig {
    static final String ACCOUNT = "AC00000000000000000000000000000001";
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final String APP = "https://calls.example.com";
    static final String AGENT = "client:ann";
    static final String LEAD = "+15005550001";
    static final String US = "+15005550006";

    /** Its schemas name no required fields, and the carrier sends them all. */
    static final @Nullable ApiDescription DESCRIPTION =
            ApiDescription.given("twilio-voice.json", true).orElse(null);

    final DescriptionCheck check = new DescriptionCheck(DESCRIPTION, Set.of("/IncomingPhoneNumbers"), Set.of());
    final VirtualScheduler time = VirtualScheduler.inOrder();
    final List<FakeRequest> webhooks = new ArrayList<>();
    final Map<String, Function<Params, FakeResponse>> application = new LinkedHashMap<>();
    final Map<String, Party> parties = new LinkedHashMap<>();
    final FakeTwilio twilio;

    Rig() {
        this(builder -> builder);
    }

    Rig(UnaryOperator<FakeTwilioBuilder> more) {
        FakeTwilioBuilder builder = FakeTwilio.builder(time)
                .webhooks(this::take)
                .number(US, APP + "/voice", APP + "/ended")
                .parties(to -> parties.getOrDefault(to, Party.answering(seconds(2), seconds(30))));
        this.twilio = more.apply(builder).build();
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    static String twiml(String verbs) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + verbs + "</Response>";
    }

    static FakeResponse xml(String verbs) {
        return new FakeResponse(
                200, Map.of("content-type", "text/xml"), twiml(verbs).getBytes(StandardCharsets.UTF_8));
    }

    /** Lets the application answer at a path with a document. */
    Rig at(String path, String verbs) {
        application.put(path, params -> xml(verbs));
        return this;
    }

    Rig at(String path, Function<Params, FakeResponse> answer) {
        application.put(path, answer);
        return this;
    }

    void pass(long seconds) {
        time.advance(seconds(seconds));
        assertThat(time.failures()).isEmpty();
    }

    void passMillis(long millis) {
        time.advance(Duration.ofMillis(millis));
        assertThat(time.failures()).isEmpty();
    }

    /** Sends a request with the account's credentials. */
    FakeResponse send(String method, String path, String form) {
        return send(method, path, form, ACCOUNT + ":" + TOKEN);
    }

    FakeResponse send(String method, String path, String form, String credentials) {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers =
                Map.of("authorization", "Basic " + basic, "content-type", "application/x-www-form-urlencoded");
        String full = path.startsWith("/2010") ? path : "/2010-04-01/Accounts/" + ACCOUNT + path;
        FakeRequest request = new FakeRequest(
                method, URI.create("https://api.twilio.com" + full), headers, form.getBytes(StandardCharsets.UTF_8));
        FakeResponse answer = twilio.handle(request).toCompletableFuture().join();
        check.answered(method, request.uri().getRawPath(), answer.status(), answer.text());
        check.assertFaultless();
        return answer;
    }

    /** Returns a form: names and values in turn. */
    static String form(String... namesAndValues) {
        Params params = Params.NONE;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            params = params.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return params.encoded();
    }

    /** Makes a call that runs {@code verbs} and reports everything; returns its id. */
    String call(String to, String verbs, String... more) {
        String form = form("To", to, "From", US, "Twiml", twiml(verbs), "StatusCallback", APP + "/status")
                + "&StatusCallbackEvent=initiated&StatusCallbackEvent=ringing"
                + "&StatusCallbackEvent=answered&StatusCallbackEvent=completed&" + form(more);
        FakeResponse answer = send("POST", "/Calls.json", form);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return (String) json(answer).get("sid");
    }

    FakeLine line(String sid) {
        return twilio.line(sid).orElseThrow();
    }

    String status(String sid) {
        return line(sid).status();
    }

    List<String> heard(String sid) {
        return line(sid).heard().stream().map(Heard::what).toList();
    }

    static Map<String, Object> json(FakeResponse response) {
        return Json.readObject(response.text());
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> items(FakeResponse response, String key) {
        return (List<Map<String, Object>>) json(response).get(key);
    }

    /** Returns the parameters of the webhooks that went to a path, oldest first. */
    List<Params> sentTo(String path) {
        return webhooks.stream()
                .filter(request -> request.uri().getPath().equals(path))
                .map(Rig::params)
                .toList();
    }

    /** Returns one parameter of each webhook that went to a path. */
    List<String> sentTo(String path, String name) {
        return sentTo(path).stream()
                .map(params -> params.first(name).orElse("-"))
                .toList();
    }

    static Params params(FakeRequest request) {
        String query = request.uri().getRawQuery();
        return Params.parse(query == null ? "" : query).with(Params.parse(request.text()));
    }

    private CompletionStage<FakeResponse> take(FakeRequest request, Duration timeout) {
        webhooks.add(request);
        Function<Params, FakeResponse> answer =
                application.getOrDefault(request.uri().getPath(), params -> FakeResponse.empty(204));
        return CompletableFuture.completedFuture(answer.apply(params(request)));
    }
}

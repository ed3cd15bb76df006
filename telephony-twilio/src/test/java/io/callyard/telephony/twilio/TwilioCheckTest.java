package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.fake.LoopbackServer;
import io.callyard.fake.twilio.FakeTwilio;
import io.callyard.fake.twilio.FakeTwilioBuilder;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.SetupFinding;
import io.callyard.spi.carrier.SetupFinding.Verdict;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.testkit.VirtualScheduler;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioCheckTest {
    private static final String OURS = Bench.OURS.e164();
    private static final String VOICE = Bench.PUBLIC + "/voice";
    private static final String STATUS = Bench.PUBLIC + "/line-status";

    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final List<FakeRequest> asked = new ArrayList<>();
    private Duration carriersClock = Duration.ZERO;
    private FakeCarrier carrier = fake(builder -> builder.number(OURS, VOICE, STATUS));
    private FakeCarrier behindTheUrl = mounted(Bench.builder(scheduler).build());

    private FakeTwilio fake(UnaryOperator<FakeTwilioBuilder> how) {
        return how.apply(FakeTwilio.builder(scheduler).accountSid(Bench.ACCOUNT).authToken(Bench.TOKEN))
                .build();
    }

    private static FakeCarrier mounted(CarrierWebhooks driver) {
        return request -> {
            String path = request.uri().getRawPath();
            int mount = path.indexOf("/webhooks/twilio");
            WebhookResponse answer = driver.handle(new WebhookRequest(
                    request.method(),
                    path.substring(mount + "/webhooks/twilio".length()),
                    request.uri().getRawQuery(),
                    request.headers(),
                    request.body()));
            return CompletableFuture.completedStage(new FakeResponse(answer.status(), Map.of(), answer.body()));
        };
    }

    /** The internet: Twilio, whose clock may be another, and the public URL. */
    private CompletionStage<FakeResponse> internet(FakeRequest request) {
        asked.add(request);
        if (!"api.twilio.com".equals(request.uri().getHost())) {
            return behindTheUrl.handle(request);
        }
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                scheduler.instant().plus(carriersClock).atOffset(ZoneOffset.UTC));
        return carrier.handle(request).thenApply(answer -> {
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.put("date", date);
            return new FakeResponse(answer.status(), headers, answer.body());
        });
    }

    private TwilioCheckBuilder builder() {
        return TwilioCheck.builder()
                .scheduler(scheduler)
                .credentials(Bench.ACCOUNT, Bench.TOKEN)
                .number(Bench.OURS)
                .publicUrl(URI.create(Bench.PUBLIC))
                .httpClient(InProcessClient.to(this::internet, scheduler));
    }

    private List<SetupFinding> findings(TwilioCheckBuilder check) {
        CompletableFuture<List<SetupFinding>> run = check.build().run().toCompletableFuture();
        scheduler.runUntil(run::isDone, Duration.ofMinutes(2));
        return run.join();
    }

    private SetupFinding finding(String subject) {
        return of(subject, findings(builder()));
    }

    private static SetupFinding of(String subject, List<SetupFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing about " + subject + " in " + findings));
    }

    /** Twilio answers with a number whose settings are these, names and JSON values in turn. */
    private void numberIs(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "phone_number",
                '"' + OURS + '"',
                "voice_url",
                '"' + VOICE + '"',
                "status_callback",
                '"' + STATUS + '"'));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        StringBuilder item = new StringBuilder();
        all.forEach((name, value) -> item.append(item.length() == 0 ? "{" : ",").append("\"" + name + "\":" + value));
        carrier = request -> CompletableFuture.completedStage(
                FakeResponse.json(200, "{\"incoming_phone_numbers\":[" + item + "}]}"));
    }

    @Test
    void whereAllIsRightOnlyWhatTwilioDoesNotTellIsUnknown() {
        assertThat(findings(builder()))
                .extracting(SetupFinding::subject, SetupFinding::verdict)
                .containsExactly(
                        row(TwilioCheck.JVM, Verdict.OK),
                        row(TwilioCheck.PUBLIC_URL, Verdict.OK),
                        row(TwilioCheck.WEBHOOKS, Verdict.OK),
                        row(TwilioCheck.CREDENTIALS, Verdict.OK),
                        row(TwilioCheck.CLOCK, Verdict.OK),
                        row(TwilioCheck.NUMBER, Verdict.OK),
                        row(TwilioCheck.VOICE_URL, Verdict.OK),
                        row(TwilioCheck.STATUS_CALLBACK, Verdict.OK),
                        row(TwilioCheck.PERMISSIONS, Verdict.UNKNOWN));
    }

    private static Tuple row(String subject, Verdict verdict) {
        return Tuple.tuple(subject, verdict);
    }

    @Test
    void itOnlyAsks() {
        findings(builder());

        assertThat(asked)
                .allSatisfy(request -> assertThat(request.method().equals("GET")
                                || request.header("x-twilio-signature").isEmpty())
                        .isTrue());
        assertThat(asked)
                .filteredOn(request -> "api.twilio.com".equals(request.uri().getHost()))
                .extracting(FakeRequest::method)
                .containsOnly("GET");
    }

    @Test
    void wrongCredentialsAreTold() {
        List<SetupFinding> findings = findings(builder().credentials(Bench.ACCOUNT, "another"));

        assertThat(of(TwilioCheck.CREDENTIALS, findings).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(of(TwilioCheck.CREDENTIALS, findings).found()).contains("401", "20003");
        assertThat(of(TwilioCheck.NUMBER, findings).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void anApiKeyShowsNothingAboutTheToken() {
        String key = "SK" + "0".repeat(32);
        carrier = fake(builder -> builder.number(OURS, VOICE, STATUS).apiKey(key, "key-secret"));

        List<SetupFinding> findings =
                findings(builder().apiKey(key, "key-secret").credentials(Bench.ACCOUNT, "any"));

        assertThat(of(TwilioCheck.CREDENTIALS, findings).verdict()).isEqualTo(Verdict.OK);
        assertThat(of(TwilioCheck.AUTH_TOKEN, findings).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aCarrierThatIsNotReachedOrBrokenSaysNothing() {
        carrier = request -> CompletableFuture.failedStage(new ConnectException("refused"));
        assertThat(finding(TwilioCheck.CREDENTIALS).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(finding(TwilioCheck.CLOCK).verdict()).isEqualTo(Verdict.UNKNOWN);

        carrier = request -> CompletableFuture.completedStage(FakeResponse.json(500, "{\"code\":20500}"));
        assertThat(finding(TwilioCheck.CREDENTIALS).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(finding(TwilioCheck.NUMBER).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aNumberOfSomebodyElseIsWrong() {
        carrier = fake(builder -> builder.number(OURS + "9", VOICE, STATUS));

        assertThat(finding(TwilioCheck.NUMBER).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void everyNumberIsLookedAt() {
        carrier = fake(builder -> builder.number(OURS, VOICE, STATUS).number("+15550100101", VOICE, null));

        List<SetupFinding> findings = findings(builder().number(PhoneNumber.parse("+15550100101")));

        assertThat(findings)
                .filteredOn(finding -> finding.subject().equals(TwilioCheck.STATUS_CALLBACK))
                .extracting(SetupFinding::verdict)
                .containsExactly(Verdict.OK, Verdict.WRONG);
    }

    @ParameterizedTest
    @CsvSource({
        "a call comes in, voice_url, \"https://demo.example.com/welcome\", another address",
        "a call comes in, voice_url, \"\", not set",
        "a call comes in, voice_url, null, not set",
        "a call comes in, voice_method, \"GET\", GET",
        "a call comes in, trunk_sid, \"TK1\", SIP trunk",
        "a call comes in, voice_application_sid, \"AP1\", TwiML app",
        "call status changes, status_callback, \"\", not set",
        "call status changes, status_callback, \"https://calls.example.com/webhooks/twilio/status\", another address",
        "call status changes, status_callback_method, \"GET\", GET",
        "number, capabilities, {\"voice\":false}, takes no calls",
        "number, voice_receive_mode, \"fax\", faxes"
    })
    void eachSettingOfANumberThatIsWrongIsTold(String subject, String name, String value, String found) {
        numberIs(name, value);

        SetupFinding finding = finding(subject);

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.found()).contains(found);
        assertThat(finding.advice()).isNotEmpty();
    }

    @Test
    void anAddressWithOverridesInItsFragmentLeadsHereAllTheSame() {
        numberIs("voice_url", '"' + VOICE + "#rc=2&rp=5xx\"");

        assertThat(finding(TwilioCheck.VOICE_URL).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void whatToSetIsSaidWithTheFullAddress() {
        numberIs("voice_url", "\"\"");

        assertThat(finding(TwilioCheck.VOICE_URL).advice()).contains(VOICE, "HTTP POST");
    }

    @Test
    void aDriverThatDoesNotCheckSignaturesIsWrong() {
        behindTheUrl = mounted(Bench.builder(scheduler).withoutSignatureCheck().build());

        assertThat(finding(TwilioCheck.WEBHOOKS).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aPathWhereNothingIsMountedIsWrong() {
        behindTheUrl = request -> CompletableFuture.completedStage(FakeResponse.empty(404));

        assertThat(finding(TwilioCheck.WEBHOOKS).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aHostWithAnUnderscoreIsTold() {
        List<SetupFinding> findings = findings(builder().publicUrl(URI.create("https://my_calls.example.com/x")));

        assertThat(of(TwilioCheck.PUBLIC_URL, findings).found()).contains("underscore");
        assertThat(of(TwilioCheck.CREDENTIALS, findings).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aClockThatIsWrongIsTold() {
        carriersClock = Duration.ofSeconds(-60);

        assertThat(finding(TwilioCheck.CLOCK).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding(TwilioCheck.CLOCK).found()).contains("ahead");
    }

    @Test
    void aJvmThatRepeatsRequestsIsToldAndNothingIsAsked() {
        String name = "jdk.httpclient.enableAllMethodRetry";
        System.setProperty(name, "");
        try {
            assertThat(finding(TwilioCheck.JVM).verdict()).isEqualTo(Verdict.WRONG);
            assertThat(asked).isEmpty();
        } finally {
            System.clearProperty(name);
        }
    }

    @Test
    void neitherSecretsNorNumbersAreInWhatIsFound() {
        TwilioCheckBuilder check = builder();

        assertThat(findings(check).toString() + check + check.build())
                .doesNotContain(Bench.TOKEN)
                .doesNotContain(OURS);
    }

    @Test
    void whatIsMissingIsRefused() {
        assertThatThrownBy(() -> TwilioCheck.builder().build()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder().credentials("AC1", "x").build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        builder().baseUrl(URI.create("http://api.twilio.com")).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itGoesOverSockets() throws Exception {
        FakeCarrier unmounted = request -> CompletableFuture.completedStage(FakeResponse.empty(404));
        try (LoopbackServer there = LoopbackServer.start(carrier);
                LoopbackServer here = LoopbackServer.start(behindTheUrl);
                LoopbackServer elsewhere = LoopbackServer.start(unmounted)) {
            List<SetupFinding> right = overSockets(there, here);
            List<SetupFinding> wrong = overSockets(there, elsewhere);

            assertThat(of(TwilioCheck.CREDENTIALS, right).verdict()).isEqualTo(Verdict.OK);
            assertThat(of(TwilioCheck.WEBHOOKS, right).verdict()).isEqualTo(Verdict.OK);
            assertThat(of(TwilioCheck.PUBLIC_URL, right).verdict())
                    .as("it is local")
                    .isEqualTo(Verdict.WRONG);
            assertThat(of(TwilioCheck.WEBHOOKS, wrong).verdict()).isEqualTo(Verdict.WRONG);
        }
    }

    private List<SetupFinding> overSockets(LoopbackServer there, LoopbackServer here) throws Exception {
        return TwilioCheck.builder()
                .scheduler(scheduler)
                .credentials(Bench.ACCOUNT, Bench.TOKEN)
                .number(Bench.OURS)
                .publicUrl(here.uri().resolve("/webhooks/twilio"))
                .baseUrl(there.uri())
                .build()
                .run()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }
}

package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.fake.LoopbackServer;
import io.callyard.fake.telnyx.FakeTelnyx;
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
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelnyxCheckTest {
    private static final String OURS = Bench.OURS.e164();

    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final List<FakeRequest> asked = new ArrayList<>();
    private Duration carriersClock = Duration.ZERO;
    private FakeCarrier carrier = FakeTelnyx.builder(scheduler)
            .apiKey("KEY0000")
            .connectionId(Bench.CONNECTION)
            .webhookUrl(URI.create(Bench.PUBLIC))
            .build();
    private FakeCarrier behindTheUrl = mounted(Bench.builder(scheduler).build());

    private static FakeCarrier mounted(CarrierWebhooks driver) {
        return request -> {
            String path = request.uri().getRawPath();
            WebhookResponse answer = driver.handle(new WebhookRequest(
                    request.method(),
                    path.substring("/webhooks/telnyx".length()),
                    request.uri().getRawQuery(),
                    request.headers(),
                    request.body()));
            return CompletableFuture.completedStage(new FakeResponse(answer.status(), Map.of(), answer.body()));
        };
    }

    /** The internet: Telnyx, whose clock may be another, and the public URL. */
    private CompletionStage<FakeResponse> internet(FakeRequest request) {
        asked.add(request);
        if (!"api.telnyx.com".equals(request.uri().getHost())) {
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

    private TelnyxCheckBuilder builder() {
        return TelnyxCheck.builder()
                .scheduler(scheduler)
                .apiKey("KEY0000")
                .publicKey(Signing.PUBLIC_KEY)
                .connection(Bench.CONNECTION)
                .number(Bench.OURS)
                .publicUrl(URI.create(Bench.PUBLIC))
                .httpClient(InProcessClient.to(this::internet, scheduler));
    }

    private List<SetupFinding> findings(TelnyxCheckBuilder check) {
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

    /** Telnyx answers about one path in another way. */
    private void answers(String path, int status, String json) {
        FakeCarrier usual = carrier;
        carrier = request -> request.uri().getRawPath().startsWith("/v2/" + path)
                ? CompletableFuture.completedStage(FakeResponse.json(status, json))
                : usual.handle(request);
    }

    /** Telnyx answers with an application whose settings are these, name and JSON value. */
    private void applicationHas(String setting, String value) {
        Map<String, String> all = new HashMap<>(Map.of(
                "active", "true",
                "webhook_api_version", "\"2\"",
                "webhook_event_url", '"' + Bench.PUBLIC + '"',
                "webhook_event_failover_url", "null",
                "webhook_timeout_secs", "null",
                "first_command_timeout", "true",
                "first_command_timeout_secs", "30",
                "outbound", "{\"outbound_voice_profile_id\":\"1\"}"));
        all.put(setting, value);
        StringBuilder data = new StringBuilder();
        all.forEach((name, json) -> data.append(data.length() == 0 ? "{" : ",").append("\"" + name + "\":" + json));
        answers("call_control_applications/", 200, "{\"data\":" + data + "}}");
    }

    private static Tuple row(String subject, Verdict verdict) {
        return Tuple.tuple(subject, verdict);
    }

    @Test
    void whereAllIsRightOnlyWhatTelnyxDoesNotTellIsUnknown() {
        assertThat(findings(builder()))
                .extracting(SetupFinding::subject, SetupFinding::verdict)
                .containsExactly(
                        row(TelnyxCheck.JVM, Verdict.OK),
                        row(TelnyxCheck.PUBLIC_URL, Verdict.OK),
                        row(TelnyxCheck.WEBHOOKS, Verdict.OK),
                        row(TelnyxCheck.CREDENTIALS, Verdict.OK),
                        row(TelnyxCheck.CLOCK, Verdict.OK),
                        row(TelnyxCheck.PUBLIC_KEY, Verdict.OK),
                        row(TelnyxCheck.CONNECTION, Verdict.OK),
                        row(TelnyxCheck.API_VERSION, Verdict.OK),
                        row(TelnyxCheck.WEBHOOK_URL, Verdict.OK),
                        row(TelnyxCheck.FAILOVER_URL, Verdict.OK),
                        row(TelnyxCheck.WEBHOOK_TIMEOUT, Verdict.OK),
                        row(TelnyxCheck.FIRST_COMMAND, Verdict.OK),
                        row(TelnyxCheck.OUTBOUND_PROFILE, Verdict.OK),
                        row(TelnyxCheck.NUMBER, Verdict.OK),
                        row(TelnyxCheck.PERMISSIONS, Verdict.UNKNOWN));
    }

    @Test
    void itOnlyAsks() {
        findings(builder());

        assertThat(asked)
                .filteredOn(request -> "api.telnyx.com".equals(request.uri().getHost()))
                .hasSize(3)
                .extracting(FakeRequest::method)
                .containsOnly("GET");
        assertThat(asked)
                .allMatch(request -> request.header("telnyx-signature-ed25519").isEmpty());
    }

    @Test
    void aWrongApiKeyIsTold() {
        List<SetupFinding> findings = findings(builder().apiKey("KEY1111"));

        assertThat(of(TelnyxCheck.CREDENTIALS, findings).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(of(TelnyxCheck.CREDENTIALS, findings).found()).contains("401", "10009");
        assertThat(of(TelnyxCheck.CONNECTION, findings).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(of(TelnyxCheck.NUMBER, findings).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(of(TelnyxCheck.PUBLIC_KEY, findings).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aConnectionThatIsNotThereIsTold() {
        List<SetupFinding> findings = findings(builder().connection("42"));

        assertThat(of(TelnyxCheck.CREDENTIALS, findings).verdict()).isEqualTo(Verdict.OK);
        assertThat(of(TelnyxCheck.CONNECTION, findings).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(of(TelnyxCheck.NUMBER, findings).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aCarrierThatIsNotReachedOrBrokenSaysNothing() {
        carrier = request -> CompletableFuture.failedStage(new ConnectException("refused"));
        assertThat(finding(TelnyxCheck.CREDENTIALS).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(finding(TelnyxCheck.CLOCK).verdict()).isEqualTo(Verdict.UNKNOWN);

        carrier = request -> CompletableFuture.completedStage(FakeResponse.json(500, "{}"));
        assertThat(finding(TelnyxCheck.CREDENTIALS).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(finding(TelnyxCheck.CONNECTION).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "connection, active, false, switched off",
        "webhook API version, webhook_api_version, \"1\", it is 1",
        "webhook API version, webhook_api_version, null, not told",
        "webhook URL, webhook_event_url, \"https://calls.example.com/webhooks/other\", another address",
        "webhook URL, webhook_event_url, \"\", not set",
        "webhook failover URL, webhook_event_failover_url, \"https://log.example.com\", another address",
        "webhook timeout, webhook_timeout_secs, 1, 1 s",
        "first command timeout, first_command_timeout, false, off",
        "first command timeout, first_command_timeout_secs, 9, 9 s",
        "outbound voice profile, outbound, {}, none"
    })
    void eachSettingOfTheConnectionThatIsWrongIsTold(String subject, String name, String value, String found) {
        applicationHas(name, value);

        SetupFinding finding = finding(subject);

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.found()).contains(found);
        assertThat(finding.advice()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "webhook URL, webhook_event_url, \"https://calls.example.com/webhooks/telnyx/\"",
        "webhook failover URL, webhook_event_failover_url, \"https://calls.example.com/webhooks/telnyx\"",
        "webhook timeout, webhook_timeout_secs, 2",
        "first command timeout, first_command_timeout_secs, 10"
    })
    void whatJustDoesIsRight(String subject, String name, String value) {
        applicationHas(name, value);

        assertThat(finding(subject).verdict()).isEqualTo(Verdict.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "[], none of the account's",
        "'[{\"phone_number\":\"+15550100109\",\"connection_id\":\"1000000000000000001\"}]', none of the account's",
        "'[{\"phone_number\":\"+15550100100\",\"connection_id\":\"7\"}]', another connection",
        "'[{\"phone_number\":\"+15550100100\",\"status\":\"port_pending\"}]', port pending"
    })
    void aNumberThatDoesNotLeadHereIsWrong(String data, String found) {
        answers("phone_numbers", 200, "{\"data\":" + data + "}");

        assertThat(finding(TelnyxCheck.NUMBER).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding(TelnyxCheck.NUMBER).found()).contains(found);
    }

    @Test
    void anotherPublicKeyThanTheAccountsIsWrong() {
        answers("public_key", 200, "{\"data\":{\"public\":\"ANBaHR6iUTltVXr71FiLPG2Z2+uXL+0QoyVi6ibc3Po=\"}}");

        assertThat(finding(TelnyxCheck.PUBLIC_KEY).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void theAccountsKeyMayComeInItsLongForm() {
        answers("public_key", 200, "{\"data\":{\"public\":\"MCowBQYDK2VwAyEA" + Signing.PUBLIC_KEY + "\"}}");

        assertThat(finding(TelnyxCheck.PUBLIC_KEY).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aPublicKeyThatIsNoneIsWrongAndOneThatNobodyKnowsIsUnknown() {
        SetupFinding none = of(TelnyxCheck.PUBLIC_KEY, findings(builder().publicKey("AAAA")));
        answers("public_key", 404, "{}");
        SetupFinding unknown = finding(TelnyxCheck.PUBLIC_KEY);

        assertThat(none.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(unknown.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aDriverThatDoesNotCheckSignaturesIsWrong() {
        TelnyxTelephony open = Bench.builder(scheduler).withoutSignatureCheck().build();
        behindTheUrl = mounted(open);

        // It cannot read the unsigned webhook either, so it is another refusal than the one that was expected.
        assertThat(finding(TelnyxCheck.WEBHOOKS).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aClockThatIsWrongIsTold() {
        carriersClock = Duration.ofMinutes(6);

        assertThat(finding(TelnyxCheck.CLOCK).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding(TelnyxCheck.CLOCK).found()).contains("behind");
    }

    @Test
    void aJvmThatRepeatsRequestsIsToldAndNothingIsAsked() {
        String name = "jdk.httpclient.enableAllMethodRetry";
        System.setProperty(name, "");
        try {
            assertThat(finding(TelnyxCheck.JVM).verdict()).isEqualTo(Verdict.WRONG);
            assertThat(asked).isEmpty();
        } finally {
            System.clearProperty(name);
        }
    }

    @Test
    void neitherSecretsNorNumbersAreInWhatIsFound() {
        TelnyxCheckBuilder check = builder();

        assertThat(findings(check).toString() + check + check.build())
                .doesNotContain("KEY0000")
                .doesNotContain(OURS);
    }

    @Test
    void whatIsMissingIsRefused() {
        assertThatThrownBy(() -> TelnyxCheck.builder().build()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder().apiKey("a b").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("a b");
        assertThatThrownBy(() -> builder().connection("").build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder()
                        .baseUrl(URI.create("http://api.telnyx.com/v2"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itGoesOverSockets() throws Exception {
        try (LoopbackServer there = LoopbackServer.start(carrier);
                LoopbackServer here = LoopbackServer.start(behindTheUrl)) {
            List<SetupFinding> findings = TelnyxCheck.builder()
                    .scheduler(scheduler)
                    .apiKey("KEY0000")
                    .publicKey(Signing.PUBLIC_KEY)
                    .connection(Bench.CONNECTION)
                    .number(Bench.OURS)
                    .publicUrl(here.uri().resolve("/webhooks/telnyx"))
                    .baseUrl(there.uri().resolve("/v2"))
                    .build()
                    .run()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);

            assertThat(of(TelnyxCheck.CREDENTIALS, findings).verdict()).isEqualTo(Verdict.OK);
            assertThat(of(TelnyxCheck.NUMBER, findings).verdict()).isEqualTo(Verdict.OK);
            assertThat(of(TelnyxCheck.WEBHOOKS, findings).verdict()).isEqualTo(Verdict.OK);
            assertThat(of(TelnyxCheck.PUBLIC_URL, findings).verdict())
                    .as("it is local")
                    .isEqualTo(Verdict.WRONG);
        }
    }
}

package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.testkit.VirtualScheduler;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioTelephonyBuilderTest {
    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();

    private TwilioTelephonyBuilder complete() {
        return Bench.builder(scheduler);
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> TwilioTelephony.builder().build()).hasMessageContaining("scheduler");
        assertThatThrownBy(() -> TwilioTelephony.builder().scheduler(scheduler).build())
                .hasMessageContaining("public URL");
        assertThatThrownBy(() -> TwilioTelephony.builder()
                        .scheduler(scheduler)
                        .publicUrl(URI.create(Bench.PUBLIC))
                        .credentials(Bench.ACCOUNT, Bench.TOKEN)
                        .build())
                .hasMessageContaining("number");
        assertThatCode(() -> complete().build()).doesNotThrowAnyException();
    }

    @Test
    void whatIsWrongIsRefused() {
        List<UnaryOperator<TwilioTelephonyBuilder>> wrong = List.of(
                builder -> builder.credentials("AC1", Bench.TOKEN),
                builder -> builder.credentials("SK" + "0".repeat(32), Bench.TOKEN),
                builder -> builder.credentials(Bench.ACCOUNT, " "),
                builder -> builder.apiKey("AC" + "0".repeat(32), "secret"),
                builder -> builder.apiKey("SK" + "0".repeat(32), ""),
                builder -> builder.timeouts(Duration.ZERO, Duration.ofSeconds(1)),
                builder -> builder.timeouts(Duration.ofSeconds(1), Duration.ofSeconds(-1)),
                builder -> builder.agentsWait(Duration.ofMillis(999)),
                builder -> builder.agentWords("", "late", "en"),
                builder -> builder.music(URI.create("file:///etc/passwd")),
                builder -> builder.httpClient(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build()));
        assertThat(wrong)
                .allSatisfy(change -> assertThatThrownBy(
                                () -> change.apply(complete()).build())
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks",
                "ftp://calls.example.com",
                "https:///x",
                "https://calls_1.example.com",
                "https://calls.example.com/x?y=z",
                "https://calls.example.com/x#y",
                "https://u:p@calls.example.com"
            })
    void aPublicUrlIsWhereTwilioCanComeTo(String url) {
        assertThatThrownBy(() -> complete().publicUrl(URI.create(url)).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.twilio.com", "https://api.twilio.com/x", "https://api.twilio.com?x", "api"})
    void theTokenGoesNowhereInPlainText(String url) {
        assertThatThrownBy(() -> complete().baseUrl(URI.create(url)).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "http://localhost:8080/",
                "http://[::1]:8080",
                "https://api.dublin.ie1.twilio.com"
            })
    void regionsAndLocalFakesCanBeReached(String url) {
        assertThatCode(() -> complete().baseUrl(URI.create(url)).build()).doesNotThrowAnyException();
    }

    @Test
    void aJvmThatRepeatsRequestsIsNotStartedWith() {
        String name = "jdk.httpclient.enableAllMethodRetry";
        System.setProperty(name, "");
        try {
            assertThatThrownBy(() -> complete().build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(name);
        } finally {
            System.clearProperty(name);
        }
    }

    @Test
    void itBelongsToOneEngine() {
        Bench bench = new Bench();

        assertThatThrownBy(() -> bench.driver.start(bench.notes)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bench.driver.startInbound(bench.notes)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noSecretAndNoNumberIsInAnyText() {
        TwilioTelephonyBuilder builder = complete().apiKey("SK" + "0".repeat(32), "very-secret");
        Access access = new Access(
                "https://x", Bench.ACCOUNT, "SK", "very-secret", List.of(Bench.TOKEN), Duration.ofSeconds(1));
        List<Object> all = List.of(
                builder,
                builder.build(),
                access,
                new SignatureCheck(Bench.PUBLIC, List.of(Bench.TOKEN)),
                new TwilioApi.Parameter("To", "+15551234567"),
                Form.parse(new byte[] {'a'}),
                new Webhook(Map.of("a", "+15551234567"), Map.of("b", "+15551234567")),
                Instructions.twiml("<Say>+15551234567</Say>"),
                Instructions.url(URI.create("https://app.example.com/?to=+15551234567")));

        assertThat(all)
                .allSatisfy(each -> assertThat(each.toString())
                        .doesNotContain("secret")
                        .doesNotContain(Bench.TOKEN)
                        .doesNotContain("1234567"));
    }

    @Test
    void instructionsAreChecked() {
        assertThatThrownBy(() -> Instructions.twiml("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Instructions.twiml("x".repeat(4_001))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Instructions.url(URI.create("/script"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Instructions.url(URI.create("mailto:a@b")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

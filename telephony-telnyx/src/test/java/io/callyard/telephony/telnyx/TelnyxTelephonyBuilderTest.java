package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.testkit.VirtualScheduler;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TelnyxTelephonyBuilderTest {
    private static final String RETRY = "jdk.httpclient.enableAllMethodRetry";

    private static TelnyxTelephonyBuilder complete() {
        return Bench.builder(VirtualScheduler.inOrder());
    }

    @Test
    void whatIsCompleteCanBeBuilt() {
        assertThat(complete().build().toString()).isEqualTo("TelnyxTelephony[account default]");
    }

    static Stream<Arguments> incomplete() {
        return Stream.of(
                Arguments.of("public key", TelnyxTelephony.builder()),
                Arguments.of("number", TelnyxTelephony.builder().publicKey(Signing.PUBLIC_KEY)),
                Arguments.of("number", TelnyxTelephony.builder().withoutSignatureCheck()),
                Arguments.of(
                        "scheduler",
                        TelnyxTelephony.builder().withoutSignatureCheck().number(Bench.OURS)),
                Arguments.of(
                        "API key",
                        TelnyxTelephony.builder()
                                .withoutSignatureCheck()
                                .number(Bench.OURS)
                                .scheduler(VirtualScheduler.inOrder())),
                Arguments.of(
                        "connection",
                        TelnyxTelephony.builder()
                                .withoutSignatureCheck()
                                .number(Bench.OURS)
                                .scheduler(VirtualScheduler.inOrder())
                                .apiKey("KEY")),
                Arguments.of(
                        "public URL",
                        TelnyxTelephony.builder()
                                .withoutSignatureCheck()
                                .number(Bench.OURS)
                                .scheduler(VirtualScheduler.inOrder())
                                .apiKey("KEY")
                                .connection("1")));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void whatIsMissingIsNamed(String what, TelnyxTelephonyBuilder builder) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(what);
    }

    static Stream<Consumer<TelnyxTelephonyBuilder>> impossible() {
        return Stream.of(
                builder -> builder.publicUrl(URI.create("ftp://calls.example.com")),
                builder -> builder.publicUrl(URI.create("/webhooks")),
                builder -> builder.publicUrl(URI.create("https://calls.example.com/?x=1")),
                builder -> builder.publicUrl(URI.create("https://user:secret@calls.example.com/")),
                builder -> builder.baseUrl(URI.create("mailto:x@example.com")),
                builder -> builder.apiKey("SECRET with spaces"),
                builder -> builder.apiKey(""),
                builder -> builder.connection("a b"),
                builder -> builder.timeouts(Duration.ZERO, Duration.ofSeconds(1)),
                builder -> builder.timeouts(Duration.ofSeconds(1), Duration.ofSeconds(-1)),
                builder -> builder.placeTimeout(Duration.ofHours(1)),
                builder -> builder.httpClient(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build()));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatCannotBeIsRefusedWithoutRepeatingSecrets(Consumer<TelnyxTelephonyBuilder> wrong) {
        TelnyxTelephonyBuilder builder = complete();
        assertThatThrownBy(() -> {
                    wrong.accept(builder);
                    builder.build();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("SECRET").doesNotContain("secret@"));
    }

    @Test
    void aJvmThatRepeatsRequestsByItselfIsRefused() {
        String before = System.getProperty(RETRY);
        System.setProperty(RETRY, "true");
        try {
            assertThatThrownBy(complete()::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(RETRY);
        } finally {
            if (before == null) {
                System.clearProperty(RETRY);
            } else {
                System.setProperty(RETRY, before);
            }
        }
    }

    @Test
    void theBaseUrlMayEndWithASlash() {
        Bench bench = new Bench(builder -> builder.baseUrl(URI.create("http://127.0.0.1:4120/")));
        bench.place();

        assertThat(bench.wire.last().request().uri()).hasToString("http://127.0.0.1:4120/calls");
    }
}

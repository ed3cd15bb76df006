package io.callyard.examples.livemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.telephony.simulated.Behaviour;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo on a carrier's fake: requests, webhooks and signatures over real HTTP. */
@Timeout(90)
class FakeCarrierTest {
    private static final String TOKEN = "token-for-tests";

    @ParameterizedTest
    @ValueSource(strings = {"twilio", "telnyx"})
    @Tag("R3.6")
    @Tag("R4.15")
    void callsEndAndCallersTalkToAgents(String carrier) throws Exception {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        Properties properties = new Properties();
        properties.setProperty("callyard.port", "0");
        properties.setProperty("callyard.token", TOKEN);
        properties.setProperty("callyard.carrier", carrier);
        try (Demo demo = new Demo(
                DemoSettings.from(properties),
                Behaviour.STEADY,
                new PrintStream(console, true, StandardCharsets.UTF_8))) {
            demo.start();

            assertThat(console.toString(StandardCharsets.UTF_8)).contains("calls are made by: a fake T");
            awaitEvents(demo, "\"call_ended\"", "\"caller_connected\"");
        }
    }

    private static void awaitEvents(Demo demo, String... wanted) throws Exception {
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(demo.url() + "/api/events?after=0"))
                                .header("Authorization", "Bearer " + TOKEN)
                                .build(),
                        BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            StringBuilder seen = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                seen.append(line);
                if (Arrays.stream(wanted).allMatch(one -> seen.indexOf(one) >= 0)) {
                    return;
                }
            }
        }
        throw new AssertionError("the stream ended");
    }

    @Test
    void halfAnAccountIsToldByTheNameOfWhatIsMissing() {
        Properties properties = new Properties();
        properties.setProperty("callyard.carrier", "twilio");

        assertThatThrownBy(() -> CarrierChoice.from(properties, Map.of("TWILIO_AUTH_TOKEN", "secret")))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("TWILIO_ACCOUNT_SID")
                .hasMessageNotContaining("secret");
        properties.setProperty("callyard.carrier", "pigeon");
        assertThatThrownBy(() -> CarrierChoice.from(properties, Map.of()))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("pigeon");
    }
}

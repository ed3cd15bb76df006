package io.callyard.examples.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.SystemScheduler;
import io.callyard.fake.HttpWebhooks;
import io.callyard.fake.LoopbackServer;
import io.callyard.fake.Party;
import io.callyard.fake.WebhookSender;
import io.callyard.fake.telnyx.FakeTelnyx;
import io.callyard.spi.carrier.SetupFinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example against a fake Telnyx, over sockets. */
@Timeout(60)
class TelnyxExampleTest {
    private static final String OURS = "+15550100100";
    private static final String AGENT = "+15550100101";
    private static final String CALLER = "+15550100102";
    private static final String TOKEN = EnvironmentTest.COMPLETE.get(Environment.API_KEY);

    private static final Pattern EVENT = Pattern.compile("\"event_type\":\"([a-z._]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final SystemScheduler carriersTime = new SystemScheduler();
    /** Completed when a webhook of a type has been answered with success. */
    private final Map<String, CompletableFuture<String>> answered = new ConcurrentHashMap<>();

    private int port;
    private FakeTelnyx fake;
    private LoopbackServer carrier;
    private ExampleServer example;

    @BeforeEach
    void startCarrier() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        HttpWebhooks http = new HttpWebhooks();
        WebhookSender watched =
                (request, timeout) -> http.send(request, timeout).thenApply(answer -> {
                    Matcher type = EVENT.matcher(request.text());
                    if (answer.isSuccess() && type.find()) {
                        webhook(type.group(1)).complete(request.text());
                    }
                    return answer;
                });
        fake = FakeTelnyx.builder(carriersTime)
                .apiKey(TOKEN)
                .webhookUrl(URI.create("http://127.0.0.1:" + port + Environment.MOUNT))
                .parties(address ->
                        Party.answering(Duration.ofMillis(50), Party.FOR_EVER).pressing(Duration.ofMillis(300), '1'))
                .webhooks(watched)
                .build();
        carrier = LoopbackServer.start(fake);
    }

    @AfterEach
    void stop() {
        if (example != null) {
            example.close();
        }
        carrier.close();
        fake.close();
        carriersTime.close();
    }

    private CompletableFuture<String> webhook(String path) {
        return answered.computeIfAbsent(path, any -> new CompletableFuture<>());
    }

    private Environment environment() {
        Map<String, String> values = new HashMap<>(EnvironmentTest.COMPLETE);
        values.put(Environment.PUBLIC_URL, "http://127.0.0.1:" + port);
        values.put(Environment.AGENT, AGENT);
        values.put(Environment.API_URL, carrier.uri().toString());
        values.put(Environment.PORT, Integer.toString(port));
        return new Environment(values);
    }

    private void start(Environment environment) {
        example = new ExampleServer(environment);
        assertThat(example.listen()).isTrue();
        example.open();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String formToken(String page) {
        Matcher field = Pattern.compile("name=\"form\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    @Test
    void thePageTellsEverySettingWithTheOwnAddressAndWhatTheCheckSays() throws Exception {
        start(environment());

        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("http://127.0.0.1:" + port + "/webhooks/telnyx<")
                .contains("OK: Telnyx takes it", "belongs to the connection", "OK: it is the account's")
                .contains("OK: it is reached from here")
                .contains("WRONG: it does not begin with https:")
                .doesNotContain("not checked", "The check says, too");
    }

    @Test
    void nothingSecretAndNoWholeNumberIsOnThePage() throws Exception {
        start(environment());

        assertThat(get("/").body()).doesNotContain(TOKEN, OURS, AGENT);
    }

    @Test
    void thePageIsOneDocumentWithoutForeignParts() throws Exception {
        start(environment());

        HttpResponse<String> page = get("/");

        assertThat(page.body()).doesNotContain("<script", "src=", "<link", "@import", "url(");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
    }

    @Test
    void withNothingSetThePageLeadsTheWayAndNothingElseIsThere() throws Exception {
        start(new Environment(Map.of(Environment.PORT, Integer.toString(port))));

        HttpResponse<String> page = get("/");

        assertThat(page.body())
                .contains(EnvironmentTest.COMPLETE.keySet())
                .contains("is not set. It is", "https://YOUR-PUBLIC-HOST/webhooks/telnyx")
                .doesNotContain("<form", "OK:");
        assertThat(get("/health/live").statusCode()).isEqualTo(404);
        assertThat(post("/webhooks/telnyx", "").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void whoComesThroughATunnelDoesNotSeeThePage() throws Exception {
        start(environment());

        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.0\r\nHost: calls.example.com\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 404").doesNotContain("Callyard");
        }
    }

    @Test
    void theFirstCallIsMadeFromThePage() throws Exception {
        start(environment());
        String form =
                "form=" + formToken(get("/").body()) + "&number=" + URLEncoder.encode(CALLER, StandardCharsets.UTF_8);

        HttpResponse<String> page = post("/first-call", form);
        webhook("call.answered").get(30, TimeUnit.SECONDS);

        assertThat(page.body()).contains("Telnyx is being asked to call +1555").doesNotContain(CALLER);
        assertThat(fake.placedCount(CALLER)).isEqualTo(1);
    }

    @Test
    void nobodyIsCalledWithoutTheFormOrWithoutANumber() throws Exception {
        start(environment());
        String number = "&number=" + URLEncoder.encode(CALLER, StandardCharsets.UTF_8);

        assertThat(post("/first-call", "form=guessed" + number).statusCode()).isEqualTo(403);
        assertThat(post("/first-call", number).statusCode()).isEqualTo(403);
        HttpResponse<String> wrong = post("/first-call", "form=" + formToken(get("/").body()) + "&number=12345");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Nobody was called");
        assertThat(fake.calls()).isEmpty();
    }

    @Test
    void somebodyWhoCallsIsConnectedWithTheAgent() throws Exception {
        start(environment());

        fake.incoming(CALLER, OURS, Party.answering(Duration.ZERO, Party.FOR_EVER));

        webhook("call.bridged").get(30, TimeUnit.SECONDS);
        assertThat(fake.placedCount(AGENT)).isEqualTo(1);
    }

    @Test
    void theMonitorIsReachedFromThePage() throws Exception {
        start(environment());

        HttpResponse<String> link = get("/watch");

        assertThat(link.statusCode()).isEqualTo(302);
        assertThat(link.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).startsWith("/monitor/#token="));
    }

    @Test
    void theCheckSaysWhatIsWrongAndFails() {
        ByteArrayOutputStream console = new ByteArrayOutputStream();

        int status = TelnyxExample.check(environment(), new PrintStream(console, true, StandardCharsets.UTF_8));

        assertThat(status).as("the public URL is on this machine").isEqualTo(1);
        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains(
                        "WRONG  public URL: ",
                        "OK  API key: ",
                        "OK  first command timeout: ",
                        "OK  webhooks: ",
                        "UNKNOWN  permissions: ")
                .doesNotContain(TOKEN, OURS);
        assertThat(fake.calls()).isEmpty();
    }

    @Test
    void theCheckAsksARunningExample() {
        start(environment());
        ByteArrayOutputStream console = new ByteArrayOutputStream();

        TelnyxExample.check(environment(), new PrintStream(console, true, StandardCharsets.UTF_8));

        assertThat(console.toString(StandardCharsets.UTF_8)).contains("listens on port " + port, "OK  webhooks: ");
    }

    @Test
    void theCheckFailsWithAllThatIsMissing() {
        ByteArrayOutputStream console = new ByteArrayOutputStream();

        int status =
                TelnyxExample.check(new Environment(Map.of()), new PrintStream(console, true, StandardCharsets.UTF_8));

        assertThat(status).isEqualTo(1);
        assertThat(console.toString(StandardCharsets.UTF_8)).contains(EnvironmentTest.COMPLETE.keySet());
    }

    @Test
    void onlyWhatIsWrongMakesTheCheckFail() {
        List<SetupFinding> fine =
                List.of(SetupFinding.ok("a", "it is"), SetupFinding.unknown("b", "nobody knows", "ask"));

        assertThat(TelnyxExample.status(fine)).isZero();
        assertThat(TelnyxExample.status(List.of(SetupFinding.wrong("c", "it is not", "mend it"))))
                .isEqualTo(1);
    }
}

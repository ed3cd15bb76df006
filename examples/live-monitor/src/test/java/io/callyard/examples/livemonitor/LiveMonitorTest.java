package io.callyard.examples.livemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.telephony.simulated.Behaviour;
import io.callyard.telephony.simulated.Distribution;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LiveMonitorTest {
    /** Calls that last longer than any test. */
    private static final Behaviour LASTING = Behaviour.STEADY.withTalk(Distribution.constant(Duration.ofMinutes(10)));

    private final HttpClient client = HttpClient.newHttpClient();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private Demo demo;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    @Tag("R1.2")
    @Tag("R1.3")
    void takesDirectCallsBesideTheCampaignUntilBothSlotsAreTaken() throws Exception {
        start(null);
        awaitInProgress();

        HttpResponse<String> first = call("+12025550150");
        HttpResponse<String> second = call("+12025550151");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).containsPattern("\"execution_id\":\"[^\"]+\"");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(202);
        assertThat(second.body()).contains("2/2", "\"position\":1", "\"total_in_queue\":200");
        assertThat(get("/api/calls/queue/status").body())
                .contains("\"direct_calls\":{\"queued\":1,\"processing\":1,\"total\":2")
                .contains("\"campaign_calls\":{\"queued\":199,\"processing\":1,\"total\":200");
    }

    @Test
    @Tag("R0.7")
    void bringsABrowserOnThisMachineToThePageWithTheToken() throws Exception {
        start(null);

        HttpResponse<String> home = send(HttpRequest.newBuilder(uri("/")));
        HttpResponse<String> page = send(HttpRequest.newBuilder(uri("/monitor/")));

        assertThat(home.statusCode()).isEqualTo(302);
        assertThat(home.headers().firstValue("Location")).hasValue("/monitor/#token=" + token());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("monitor.js");
        assertThat(console()).contains("open: " + demo.url() + "/monitor/#token=" + token());
    }

    @Test
    void keepsTheTokenFromAPageThatUsesAnotherNameForThisMachine() throws Exception {
        start(null);

        try (var socket = new Socket("127.0.0.1", uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.0\r\nHost: rebound.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).contains("302", "/monitor/").doesNotContain(token());
        }
    }

    @Test
    @Tag("R0.5")
    void streamsWhatHappens() throws Exception {
        start(null);

        try (BufferedReader lines = events()) {
            assertThat(lines.lines()
                            .filter(line -> line.contains("\"call_started\""))
                            .findFirst())
                    .hasValueSatisfying(line -> assertThat(line).startsWith("data: {\"seq\":"));
        }
    }

    @Test
    @Tag("R0.5")
    @Tag("R3.5")
    void showsASocketWhatHappens() throws Exception {
        start(null);

        try (SocketClient page = SocketClient.ofPage(demo.url(), demo.url(), token())) {
            page.send("{\"type\":\"resume\",\"after\":0}");

            assertThat(page.await("call_started")).startsWith("{\"seq\":");
        }
    }

    @Test
    @Tag("R3.1")
    void opensASocketOnlyForItsOwnPagesAndWithItsToken() throws Exception {
        start(null);

        assertThatThrownBy(() -> SocketClient.ofPage(demo.url(), "http://evil.example", token()))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
        try (SocketClient stranger = SocketClient.ofPage(demo.url(), demo.url(), "guessed-token")) {
            assertThat(stranger.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    @Tag("R3.1")
    void opensOneSocketForATicketAndNoMore() throws Exception {
        start(null);
        String ticket = ticket();

        try (SocketClient first = SocketClient.ofTicket(demo.url(), ticket);
                SocketClient second = SocketClient.ofTicket(demo.url(), ticket)) {
            first.send("{\"type\":\"resume\",\"after\":0}");

            assertThat(first.await("call_started")).isNotEmpty();
            assertThat(second.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    @Tag("R3.2")
    void callsTheLeadsAsSoonAsAPageHasFetchedThem() throws Exception {
        start(null);
        assertThat(console()).contains("leads: 12 added");

        try (SocketClient page = SocketClient.ofPage(demo.url(), demo.url(), token())) {
            page.send("{\"type\":\"resume\",\"after\":0}");
            page.send("{\"type\":\"leads_fetched\",\"lead_ids\":[\"lead-1\",\"lead-2\"]}");

            assertThat(page.await("leads_run")).contains("\"started\":2", "\"pending\":10");
            assertThat(page.await("lead_dialed")).contains("\"user_id\":\"developer\"");
        }
    }

    @Test
    void hasTheScriptForItsPage() throws Exception {
        start(null);

        HttpResponse<String> script = send(HttpRequest.newBuilder(uri("/ws/callyard-client.js")));

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.body()).contains("export class CallyardClient");
    }

    @Test
    void makesANewTokenAtEachStart() {
        DemoSettings one = DemoSettings.from(new Properties());
        DemoSettings other = DemoSettings.from(new Properties());

        assertThat(one.token()).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(other.token());
        assertThat(one.host()).isEqualTo("127.0.0.1");
        assertThat(one.port()).isEqualTo(8080);
    }

    @Test
    void reportsBadRowsByTheirLineAndKeepsTheGoodOnes() throws Exception {
        Path file = Files.write(
                folder.resolve("contacts.csv"),
                ("\uFEFFname,phone_number,priority,data\n"
                                + "Ada,+12025550100,\n"
                                + "Bo,12025550101,\n"
                                + "Cy,+12025550102,3,\"two\nlines\"\n"
                                + "Di,+12025550103,high\n"
                                + "Ed\n"
                                + "Fay,+12025550104,,,extra\n")
                        .getBytes(StandardCharsets.UTF_8));

        start(file);

        assertThat(console().lines())
                .anySatisfy(line -> assertThat(line).contains("line 3: ").contains("E.164"))
                .anySatisfy(line -> assertThat(line).contains("line 6: the priority must be a whole number"))
                .anySatisfy(line -> assertThat(line).contains("line 7: phone number is missing"))
                .contains("contacts: 3 added, 0 duplicates, 3 rejected");
    }

    @Test
    void saysThatTheContactFileIsMissing() {
        Path missing = folder.resolve("none.csv");

        assertThatThrownBy(() -> start(missing))
                .isInstanceOf(DemoException.class)
                .hasMessage("There is no contact file " + missing.toAbsolutePath() + ".");
    }

    @Test
    void saysWhichColumnTheContactFileLacks() throws Exception {
        Path file = Files.writeString(folder.resolve("contacts.csv"), "phone,name\n+12025550100,Ada\n");

        assertThatThrownBy(() -> start(file)).isInstanceOf(DemoException.class).hasMessageContaining("phone_number");
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            demo = new Demo(
                    new DemoSettings(
                            "127.0.0.1",
                            taken.getLocalPort(),
                            "token-for-tests",
                            null,
                            new StoreChoice.Memory(),
                            new CarrierChoice.Simulated()),
                    LASTING,
                    System.out);

            assertThatThrownBy(demo::start)
                    .isInstanceOf(DemoException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("is taken");
        }
    }

    private void start(Path contacts) {
        Properties properties = new Properties();
        properties.setProperty("callyard.port", "0");
        if (contacts != null) {
            properties.setProperty("callyard.contacts", contacts.toString());
        }
        demo = new Demo(DemoSettings.from(properties), LASTING, new PrintStream(console, true, StandardCharsets.UTF_8));
        demo.start();
    }

    /** Waits until the campaign's first call is answered: from then on nothing changes by itself. */
    private void awaitInProgress() throws Exception {
        try (BufferedReader lines = events()) {
            assertThat(lines.lines()
                            .filter(line -> line.contains("\"in_progress\""))
                            .findFirst())
                    .isPresent();
        }
    }

    private BufferedReader events() throws Exception {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(uri("/api/events?after=0"))
                        .header("Authorization", "Bearer " + token())
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<String> call(String number) throws Exception {
        return send(HttpRequest.newBuilder(uri("/api/calls"))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"phone_number\":\"" + number + "\"}")));
    }

    private String ticket() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/api/tickets"))
                .header("Authorization", "Bearer " + token())
                .POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        Matcher ticket = Pattern.compile("\"ticket\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(ticket.find()).isTrue();
        return ticket.group(1);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(demo.url() + path);
    }

    private String token() {
        Matcher line = Pattern.compile("(?m)^development token: (\\S+)$").matcher(console());
        assertThat(line.find()).as(console()).isTrue();
        return line.group(1);
    }

    private String console() {
        return console.toString(StandardCharsets.UTF_8);
    }
}

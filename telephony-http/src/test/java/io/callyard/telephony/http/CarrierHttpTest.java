package io.callyard.telephony.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against real sockets: which failure of the JDK's client says what about the request. */
class CarrierHttpTest {
    private static final String RETRY = "jdk.httpclient.enableAllMethodRetry";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CarrierHttp http = new CarrierHttp(CarrierHttp.client(SHORT));
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private RawServer server(RawServer server) {
        open.add(server);
        return server;
    }

    private HttpOutcome post(URI uri, Duration timeout) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return http.send(request).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static byte[] answer(int status, int length, String... headers) {
        return RawServer.ascii("HTTP/1.1 " + status + " X\r\n" + String.join("", headers) + "Content-Length: " + length
                + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void anAnswerComesWithItsStatusHeadersAndBody() throws Exception {
        RawServer server =
                server(RawServer.answering(answer(422, 13, "X-Why: so\r\n"), RawServer.ascii("{\"code\":\"1\"}\n")));

        HttpOutcome outcome = post(server.uri("http"), LONG);

        assertThat(outcome).isInstanceOfSatisfying(HttpOutcome.Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(422);
            assertThat(answered.isSuccess()).isFalse();
            assertThat(answered.headers().firstValue("x-why")).contains("so");
            assertThat(answered.json().orElseThrow().text("code")).isEqualTo("1");
        });
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRefusedConnectionIsNotSent() throws Exception {
        URI closed;
        try (RawServer server = RawServer.doing((in, out) -> {})) {
            closed = server.uri("http");
        }

        assertThat(post(closed, LONG)).isInstanceOf(HttpOutcome.NotSent.class);
    }

    @Test
    void aHostWithoutAnAddressIsNotSent() throws Exception {
        assertThat(post(URI.create("http://carrier.invalid/calls"), LONG)).isInstanceOf(HttpOutcome.NotSent.class);
    }

    @Test
    void aConnectionThatDoesNotComeAboutInTimeIsNotSent() throws Exception {
        ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(deaf);
        fillUp(deaf);

        HttpOutcome outcome = post(URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/"), LONG);

        assertThat(outcome).isEqualTo(new HttpOutcome.NotSent("no connection in time"));
    }

    /** Takes all places in the queue of a server that accepts nobody. */
    private void fillUp(ServerSocket deaf) throws IOException {
        for (int i = 0; i < 10; i++) {
            Socket socket = new Socket();
            open.add(socket);
            try {
                socket.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()), 100);
            } catch (IOException e) {
                return; // it is full
            }
        }
    }

    @Test
    void aHandshakeThatFailsIsNotSent() throws Exception {
        byte[] alert = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28};
        RawServer server = server(RawServer.doing((in, out) -> {
            in.read(new byte[64]);
            out.write(alert);
            out.flush();
        }));

        assertThat(post(server.uri("https"), LONG)).isEqualTo(new HttpOutcome.NotSent("no secure connection"));
    }

    @Test
    void aServerThatTakesTheRequestAndSaysNothingIsUnclear() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        RawServer server = server(RawServer.doing((in, out) -> {
            RawServer.readHead(in);
            await(over);
        }));

        HttpOutcome outcome = post(server.uri("http"), SHORT);

        over.countDown();
        assertThat(outcome).isEqualTo(new HttpOutcome.Unclear("no answer in time"));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aConnectionThatBreaksAfterTheRequestIsUnclear() throws Exception {
        RawServer server = server(RawServer.answering());

        assertThat(post(server.uri("http"), LONG)).isEqualTo(new HttpOutcome.Unclear("the connection broke"));
        assertThat(server.requests()).as("it is not sent again").hasSize(1);
    }

    @Test
    void anAnswerThatIsCutOffIsUnclear() throws Exception {
        RawServer server = server(RawServer.answering(answer(200, 100), RawServer.ascii("{\"data\":")));

        assertThat(post(server.uri("http"), LONG)).isEqualTo(new HttpOutcome.Unclear("the connection broke"));
    }

    @Test
    void anAnswerThatIsNoHttpIsUnclear() throws Exception {
        RawServer server = server(RawServer.answering(RawServer.ascii("good morning\r\n\r\n")));

        assertThat(post(server.uri("http"), LONG)).isInstanceOf(HttpOutcome.Unclear.class);
    }

    @Test
    void anAnswerOfTheLargestSizeIsReadWhole() throws Exception {
        RawServer server =
                server(RawServer.answering(answer(200, CarrierHttp.MAX_ANSWER), new byte[CarrierHttp.MAX_ANSWER]));

        assertThat(post(server.uri("http"), LONG))
                .isInstanceOfSatisfying(
                        HttpOutcome.Answered.class,
                        answered -> assertThat(answered.body()).hasSize(CarrierHttp.MAX_ANSWER));
    }

    @Test
    void aLargerAnswerIsNotReadAndUnclear() throws Exception {
        RawServer server = server(
                RawServer.answering(answer(200, CarrierHttp.MAX_ANSWER + 1), new byte[CarrierHttp.MAX_ANSWER + 1]));

        assertThat(post(server.uri("http"), LONG)).isEqualTo(new HttpOutcome.Unclear("the answer is too large"));
    }

    @Test
    void anAnswerWithoutAnEndIsGivenUpAtTheLimit() throws Exception {
        RawServer server = server(RawServer.doing((in, out) -> {
            RawServer.readHead(in);
            out.write(RawServer.ascii("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
            byte[] more = new byte[64 * 1024];
            while (true) {
                out.write(more); // until the other side has had enough
            }
        }));

        assertThat(post(server.uri("http"), LONG)).isEqualTo(new HttpOutcome.Unclear("the answer is too large"));
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() throws Exception {
        RawServer target = server(RawServer.answering(answer(200, 0)));
        RawServer server = server(RawServer.answering(answer(307, 0, "Location: " + target.uri("http") + "\r\n")));

        assertThat(post(server.uri("http"), LONG))
                .isInstanceOfSatisfying(
                        HttpOutcome.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(307));
        assertThat(target.requests()).isEmpty();
    }

    @Test
    void aClientThatFollowsRedirectsIsRefused() {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatThrownBy(() -> new CarrierHttp(client))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redirects");
    }

    @Test
    void aJvmThatRepeatsRequestsByItselfIsRefused() {
        HttpClient client = CarrierHttp.client(SHORT);
        String before = System.getProperty(RETRY);
        try {
            for (String value : List.of("", "true", "anything")) {
                System.setProperty(RETRY, value);
                assertThatThrownBy(() -> new CarrierHttp(client))
                        .as("value '%s'", value)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(RETRY);
            }
            System.setProperty(RETRY, "false");
            assertThat(new CarrierHttp(client)).isNotNull();
        } finally {
            restore(before);
        }
    }

    private static void restore(String before) {
        if (before == null) {
            System.clearProperty(RETRY);
        } else {
            System.setProperty(RETRY, before);
        }
    }

    @Test
    void nothingOfAnAnswerShowsInItsText() throws Exception {
        RawServer server = server(RawServer.answering(answer(200, 14), RawServer.ascii("\"+15005550001\"")));

        assertThat(post(server.uri("http"), LONG).toString())
                .contains("200", "14 bytes")
                .doesNotContain("555");
    }
}

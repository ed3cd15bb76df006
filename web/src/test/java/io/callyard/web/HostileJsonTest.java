package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are meant to break something. */
@Timeout(60)
class HostileJsonTest {
    private static final String OPERATOR = "acme-operator";
    private static final byte[] GOOD = utf8("{\"phone_number\":\"+12025550100\"}");
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
        server.post(OPERATOR, "/api/campaigns", "{\"id\":\"c\",\"name\":\"c\"}").expect(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("nothing", utf8("")),
                Arguments.of("a blank", utf8(" \n")),
                Arguments.of("no object", utf8("[]")),
                Arguments.of("null", utf8("null")),
                Arguments.of("an object that does not end", utf8("{\"phone_number\":\"+12025550100\"")),
                Arguments.of("two objects", utf8("{}{}")),
                Arguments.of("something behind", utf8("{} x")),
                Arguments.of("deep nesting", utf8("[".repeat(60_000))),
                Arguments.of("deep nesting in a member", utf8("{\"data\":" + "[".repeat(60_000))),
                Arguments.of("deep nesting in an unknown member", utf8("{\"x\":" + "[".repeat(60_000))),
                Arguments.of("deep objects", utf8("{\"x\":".repeat(10_000))),
                Arguments.of("a name twice", utf8("{\"phone_number\":\"+12025550100\",\"phone_number\":\"+1202\"}")),
                Arguments.of("an unknown name twice", utf8("{\"x\":1,\"x\":2}")),
                Arguments.of("a name twice, once escaped", utf8("{\"x\":1,\"\\u0078\":2}")),
                Arguments.of("a name twice inside", utf8("{\"data\":{\"x\":1,\"x\":2}}")),
                Arguments.of("a long string", utf8("{\"data\":\"" + "x".repeat(17_000) + "\"}")),
                Arguments.of("a long name", utf8("{\"" + "x".repeat(300) + "\":1}")),
                Arguments.of("a long number", utf8("{\"priority\":" + "9".repeat(65) + "}")),
                Arguments.of("a long unknown number", utf8("{\"x\":" + "9".repeat(60_000) + "}")),
                Arguments.of("not a number", utf8("{\"priority\":NaN}")),
                Arguments.of("a leading zero", utf8("{\"priority\":01}")),
                Arguments.of("single quotes", utf8("{'x':1}")),
                Arguments.of("a comment", utf8("{/* */}")),
                Arguments.of("a raw control character", utf8("{\"x\":\"\u0001\"}")),
                Arguments.of("half an escape", utf8("{\"x\":\"\\u12\"}")),
                Arguments.of("a byte order mark", join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, GOOD)),
                Arguments.of("UTF-16", new String(GOOD, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16)),
                Arguments.of(
                        "a lone continuation byte", join(utf8("{\"x\":\""), new byte[] {(byte) 0x80}, utf8("\"}"))),
                Arguments.of(
                        "an overlong slash",
                        join(utf8("{\"x\":\""), new byte[] {(byte) 0xC0, (byte) 0xAF}, utf8("\"}"))),
                Arguments.of(
                        "an encoded surrogate",
                        join(utf8("{\"x\":\""), new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, utf8("\"}"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void answersAMalformedBodyWithAProblem(String what, byte[] body) {
        post(body).expectProblem(400, "malformed");
    }

    @Test
    void complainsOfANumberThatIsTooLargeWithoutComputingIt() {
        Answer answer = post(utf8("{\"phone_number\":\"+12025550100\",\"priority\":1e400}"))
                .expectProblem(400, "invalid");

        assertThat(answer.wrongFields()).containsExactly("priority");
    }

    @Test
    void tellsOfARepeatedNameWithoutBecomingMarkup() {
        Answer answer =
                post(utf8("{\"<script>\\ud800\":1,\"<script>\\ud800\":2}")).expectProblem(400, "malformed");

        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void readsABodyOfSixtyFourKilobytesAndNoByteMore() {
        byte[] fits = pad(64 * 1024);

        post(fits).expect(200);
        post(pad(64 * 1024 + 1)).expectProblem(413, "too-large");
    }

    @Test
    void readsNoMoreThanItSaysOfABodyWithoutALength() {
        byte[] tooLarge = pad(64 * 1024 + 1);

        server.send(server.request(OPERATOR, "/api/calls")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge))))
                .expectProblem(413, "too-large");
    }

    @Test
    void answersAClientThatSendsTenMegabytesWithoutAsking() {
        post(pad(10 * 1024 * 1024)).expectProblem(413, "too-large");
    }

    @Test
    void refusesTenMegabytesBeforeTheyAreSentByAClientThatAsks() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    utf8(
                            "POST /api/calls HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + OPERATOR
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 10485760\r\nExpect: 100-continue\r\n\r\n"));
            out.flush();

            assertThat(firstLine(socket.getInputStream())).isEqualTo("HTTP/1.1 413 Payload Too Large");
        }
    }

    @Test
    void survivesAListThatNestsAHundredThousandDeep() {
        Answer answer = server.send(server.request(OPERATOR, "/api/campaigns/c/calls")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("[{\"phone_number\":\"+12025550100\"}," + "[".repeat(100_000))))
                .expectProblem(400, "malformed");

        assertThat(answer.at("accepted")).isEqualTo(1);
    }

    private static Answer post(byte[] body) {
        return server.send(server.request(OPERATOR, "/api/calls")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] pad(int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) ' ');
        System.arraycopy(GOOD, 0, body, 0, GOOD.length);
        return body;
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

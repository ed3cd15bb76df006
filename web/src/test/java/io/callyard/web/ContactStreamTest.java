package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long lists of contacts over HTTP. */
@Timeout(120)
class ContactStreamTest {
    private static final String OPERATOR = "acme-operator";
    private static final String CALLS = "/api/campaigns/big/calls";

    private final TestServer server = new TestServer();

    @BeforeEach
    void make() {
        server.post(OPERATOR, "/api/campaigns", "{\"id\":\"big\",\"name\":\"Big\"}")
                .expect(201);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsTheGoodRowsOfAListWithABrokenOneInTheMiddle() {
        Answer answer = upload(100_000, row -> row == 50_000 ? "{\"phone_number\":50000}" : good(row));

        answer.expect(200);
        assertThat(answer.json()).containsEntry("accepted", 99_999).containsEntry("rejected_total", 1);
        assertThat(answer.at("rejected.0.row")).isEqualTo(50_000);
        assertThat(answer.at("rejected.0.reason")).isEqualTo("phone_number must be a string");
        assertThat(progressTotal()).isEqualTo(99_999);
    }

    @Test
    void saysHowFarItCameWhenTheListBreaksOff() {
        Answer answer = upload(2_000, row -> row == 1_500 ? "{\"phone_number\" \"+1" : good(row));

        answer.expectProblem(400, "malformed");
        assertThat(answer.json()).containsEntry("accepted", 1_499).containsEntry("rejected_total", 0);
        assertThat(answer.text("detail")).contains("line 1501");
        assertThat(progressTotal()).isEqualTo(1_499);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"phone_number\":\"+12025550100\"}              | 1",
                "[{\"phone_number\":\"+12025550100\"},]            | 1",
                "[{\"phone_number\":\"+12025550100\"}] x           | 1",
                "[{\"phone_number\":\"+12025550100\"}] []          | 1",
                "[{\"phone_number\":\"+12025550100\"},{\"data\":   | 1",
            })
    void keepsWhatCameBeforeASyntaxError(String body, int accepted) {
        Answer answer = server.post(OPERATOR, CALLS, body).expectProblem(400, "malformed");

        assertThat(answer.at("accepted")).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                                                        | is not an object",
                "[[{\"a\":1}]]                                            | is not an object",
                "null                                                     | is not an object",
                "{}                                                       | phone number is missing",
                "{\"phone_number\":\"+1202\"}                             | phone number must be in E.164 form",
                "{\"phone_number\":\"+12025550100\",\"priority\":\"x\"}   | priority must be a whole number",
                "{\"phone_number\":\"+12025550100\",\"phone_number\":\"+12025550101\"} | phone_number is there twice",
                "{\"phone_number\":\"+12025550100\",\"data\":{\"a\":1,\"a\":2}} | data has a name twice",
                "{\"phone_number\":\"+12025550100\",\"data\":[[[[[[[[[1]]]]]]]]]} | data is nested too deeply",
                "{\"phone_number\":\"+12025550100\",\"data\":\"\\ud800\"} | data is not valid",
            })
    void rejectsARowAndReadsOn(String row, String reason) {
        Answer answer = server.post(
                        OPERATOR, CALLS, "[" + row + ",{\"phone_number\":\"+12025550111\",\"name\":\"Bo\"}]")
                .expect(200);

        assertThat(answer.json()).containsEntry("accepted", 1).containsEntry("rejected_total", 1);
        assertThat(answer.at("rejected.0.row")).isEqualTo(1);
        assertThat(answer.text("rejected.0.reason")).startsWith(reason);
    }

    @Test
    void rejectsARowWithTooMuchDataAndReadsOn() {
        String big = "\"" + "x".repeat(1_000) + "\",";
        String data = "[" + big.repeat(20) + "0]";

        Answer answer =
                upload(3, row -> row == 2 ? "{\"phone_number\":\"+12025550100\",\"data\":" + data + "}" : good(row));

        assertThat(answer.json()).containsEntry("accepted", 2).containsEntry("rejected_total", 1);
        assertThat(answer.text("rejected.0.reason")).startsWith("data is too large");
    }

    @Test
    void passesOverUnknownMembersOfAnySize() {
        String chunk = "\"" + "y".repeat(60_000) + "\",";
        String huge = "[" + chunk.repeat(500) + "0]";

        Answer answer = upload(2, row -> good(row).replace("}", ",\"notes\":" + huge + "}"));

        assertThat(answer.json()).containsEntry("accepted", 2).containsEntry("rejected_total", 0);
    }

    @Test
    void countsADuplicateOnceAndTellsOfIt() {
        server.post(OPERATOR, CALLS, "[{\"phone_number\":\"+12025550100\"}]").expect(200);

        Answer answer = server.post(
                OPERATOR, CALLS, "[{\"phone_number\":\"+12025550100\"},{\"phone_number\":\"+12025550101\"}]");

        assertThat(answer.json()).containsEntry("accepted", 1).containsEntry("duplicates", 1);
    }

    @Test
    void tellsAThousandRejectionsAndCountsAll() {
        Answer answer = upload(3_000, row -> "{\"phone_number\":" + row + "}").expect(200);

        assertThat(answer.json()).containsEntry("accepted", 0).containsEntry("rejected_total", 3_000);
        assertThat((List<?>) answer.json().get("rejected")).hasSize(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "7", "null", "''", "x"})
    void takesNothingButAnArray(String body) {
        server.post(OPERATOR, CALLS, body).expectProblem(400, "malformed");
    }

    @Test
    void refusesAListThatIsNotUtf8() {
        byte[] latin =
                "[{\"phone_number\":\"+12025550100\",\"name\":\"Zo\u00eb\"}]".getBytes(StandardCharsets.ISO_8859_1);

        Answer answer = server.send(server.request(OPERATOR, CALLS)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(latin)))
                .expectProblem(400, "malformed");

        assertThat(answer.text("detail")).contains("UTF-8");
    }

    private static String good(int row) {
        return String.format(Locale.ROOT, "{\"phone_number\":\"+1202%07d\",\"contact_id\":\"c%d\"}", row, row);
    }

    private Answer upload(int rows, IntFunction<String> row) {
        return server.send(server.request(OPERATOR, CALLS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new RowStream(rows, row))));
    }

    private int progressTotal() {
        return (Integer) server.get(OPERATOR, "/api/campaigns/big").at("progress.total");
    }

    /** A JSON array, one element per line, made as it is read. */
    private static final class RowStream extends InputStream {
        private final int rows;
        private final IntFunction<String> row;
        private int next;
        private byte[] line = "[\n".getBytes(StandardCharsets.UTF_8);
        private int at;

        RowStream(int rows, IntFunction<String> row) {
            this.rows = rows;
            this.row = row;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at == line.length) {
                if (next > rows) {
                    return -1;
                }
                next++;
                String text = next > rows ? "]" : row.apply(next) + (next == rows ? "\n" : ",\n");
                line = text.getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, into, from, count);
            at += count;
            return count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }
    }
}

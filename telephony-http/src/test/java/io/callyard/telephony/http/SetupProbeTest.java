package io.callyard.telephony.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.telephony.http.SetupProbe.Notice.Verdict;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupProbeTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private static HttpOutcome answered(int status, Map<String, List<String>> headers) {
        return new HttpOutcome.Answered(status, HttpHeaders.of(headers, (name, value) -> true), new byte[0]);
    }

    private static HttpOutcome at(String date) {
        return answered(200, Map.of("Date", List.of(date)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://calls.example.com/webhooks/twilio",
                "https://abc-12.tunnel.example:8443/x",
                "https://172.32.0.1/x",
                "https://example.locality/x"
            })
    void anAddressThatCanBeCalledIsGood(String url) {
        assertThat(SetupProbe.shape(URI.create(url)).verdict()).isEqualTo(Verdict.GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        "http://calls.example.com/x, https:",
        "https://my_calls.example.com/x, underscore",
        "https:///x, no host",
        "https://localhost/x, this machine",
        "https://127.0.0.1:8080/x, this machine",
        "https://10.1.2.3/x, this machine",
        "https://172.16.0.1/x, this machine",
        "https://172.31.255.1/x, this machine",
        "https://192.168.1.7/x, this machine",
        "https://[::1]/x, this machine",
        "https://server/x, this machine",
        "https://Server.LOCAL/x, this machine",
        "https://calls.example.com/x?y=z, query",
        "https://u@calls.example.com/x, user"
    })
    void anAddressThatCannotBeCalledIsBad(String url, String why) {
        SetupProbe.Notice notice = SetupProbe.shape(URI.create(url));

        assertThat(notice.verdict()).isEqualTo(Verdict.BAD);
        assertThat(notice.found()).contains(why);
        assertThat(notice.advice()).isNotEmpty();
    }

    @Test
    void allThatIsWrongWithAnAddressIsSaidAtOnce() {
        assertThat(SetupProbe.shape(URI.create("http://localhost:8080/x?y")).found())
                .contains("https:", "this machine", "query");
    }

    @ParameterizedTest
    @CsvSource({
        "200, switched off",
        "204, switched off",
        "301, leads to",
        "404, Nothing takes",
        "400, in between",
        "405, in between",
        "500, in between",
        "502, in between"
    })
    void whatDoesNotRefuseAnUnsignedWebhookIsBad(int status, String advice) {
        SetupProbe.Notice notice = SetupProbe.unsigned(answered(status, Map.of()), 403);

        assertThat(notice.verdict()).isEqualTo(Verdict.BAD);
        assertThat(notice.found()).contains(Integer.toString(status));
        assertThat(notice.advice()).contains(advice);
    }

    @Test
    void onlyTheExpectedRefusalIsGood() {
        assertThat(SetupProbe.unsigned(answered(403, Map.of()), 403).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(SetupProbe.unsigned(answered(403, Map.of()), 401).verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void whoIsNotReachedIsBadAndWhoIsSilentIsUnknown() {
        assertThat(SetupProbe.unsigned(new HttpOutcome.NotSent("no connection"), 403)
                        .verdict())
                .isEqualTo(Verdict.BAD);
        assertThat(SetupProbe.unsigned(new HttpOutcome.Unclear("no answer in time"), 403)
                        .verdict())
                .isEqualTo(Verdict.OPEN);
    }

    @ParameterizedTest
    @CsvSource({
        // The carrier wrote 12:00:00, that is up to 12:00:00.999…, at some time between question and answer.
        "2030-01-01T11:59:55Z, 2030-01-01T11:59:55Z, GOOD",
        "2030-01-01T11:59:54Z, 2030-01-01T11:59:54.999Z, BAD",
        "2030-01-01T12:00:06Z, 2030-01-01T12:00:06Z, GOOD",
        "2030-01-01T12:00:06.001Z, 2030-01-01T12:00:07Z, BAD",
        "2030-01-01T11:59:00Z, 2030-01-01T12:01:00Z, GOOD"
    })
    void aClockIsWrongIfNoTimeInBetweenMakesItRight(Instant sent, Instant received, Verdict verdict) {
        assertThat(SetupProbe.clock(at("Tue, 01 Jan 2030 12:00:00 GMT"), sent, received)
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void itIsSaidInWhichDirectionAClockIsWrong() {
        HttpOutcome answer = at("Tue, 01 Jan 2030 12:00:00 GMT");

        assertThat(SetupProbe.clock(answer, NOON.plusSeconds(400), NOON.plusSeconds(401))
                        .found())
                .isEqualTo("it is 399 s ahead of the carrier's");
        assertThat(SetupProbe.clock(answer, NOON.minusSeconds(401), NOON.minusSeconds(400))
                        .found())
                .isEqualTo("it is 400 s behind the carrier's");
    }

    @Test
    void withoutAReadableDateNothingIsSaidAboutTheClock() {
        assertThat(SetupProbe.clock(at("yesterday"), NOON, NOON).verdict()).isEqualTo(Verdict.OPEN);
        assertThat(SetupProbe.clock(answered(200, Map.of()), NOON, NOON).verdict())
                .isEqualTo(Verdict.OPEN);
        assertThat(SetupProbe.clock(new HttpOutcome.Unclear("x"), NOON, NOON).verdict())
                .isEqualTo(Verdict.OPEN);
    }

    @Test
    void aJvmThatRepeatsRequestsIsBad() {
        String name = "jdk.httpclient.enableAllMethodRetry";
        assertThat(SetupProbe.jvm().verdict()).isEqualTo(Verdict.GOOD);
        System.setProperty(name, "");
        try {
            assertThat(SetupProbe.jvm().verdict()).isEqualTo(Verdict.BAD);
            assertThat(SetupProbe.jvm().found()).contains(name);
            System.setProperty(name, "false");
            assertThat(SetupProbe.jvm().verdict()).isEqualTo(Verdict.GOOD);
        } finally {
            System.clearProperty(name);
        }
    }
}

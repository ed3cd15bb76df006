package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.telephony.telnyx.ErrorTable.Kind;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTableTest {
    private static Reply.Refused refused(int status, String code, String pointer) {
        return new Reply.Refused(status, code == null ? "" : code, pointer == null ? "" : pointer, Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "422, 10016, /to, NUMBER",
        "422, 10016, , NUMBER",
        "422, 10016, /from, ACCOUNT",
        "422, 10015, /connection_id, ACCOUNT",
        "422, 10003, /webhook_url, ACCOUNT",
        "422, 10015, /timeout_secs, OTHER",
        "422, 10004, /to, OTHER",
        "400, 10015, , OTHER",
        "401, 10009, , ACCOUNT",
        "402, , , ACCOUNT",
        "403, D1, , ACCOUNT",
        "403, D2, , ACCOUNT",
        "403, , , ACCOUNT",
        "403, 10010, , ACCOUNT",
        "403, D11, , NUMBER",
        "403, D12, , NUMBER",
        "403, D13, , NUMBER",
        "404, 10005, , ACCOUNT",
        "429, 10011, , TOO_MANY",
        "429, 90103, , TOO_MANY",
        "429, , , TOO_MANY",
        "404, , , ACCOUNT",
        "418, , , ACCOUNT",
        "418, 10001, , OTHER"
    })
    void whatTheRefusalOfANewCallMeans(int status, String code, String pointer, Kind kind) {
        assertThat(ErrorTable.ofDial(refused(status, code, pointer))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "422, 90018, OVER",
        "404, 10005, OVER",
        "404, 10006, OVER",
        "404, , OVER",
        "422, 90019, STATE",
        "422, 90034, STATE",
        "422, 90061, ALREADY",
        "422, 90038, ALREADY",
        "422, 90015, OTHER",
        "422, 90040, OTHER",
        "422, 90036, OTHER",
        "401, 10009, ACCOUNT",
        "403, D1, ACCOUNT",
        "429, 10011, TOO_MANY"
    })
    void whatTheRefusalOfACommandMeans(int status, String code, Kind kind) {
        assertThat(ErrorTable.ofCommand(refused(status, code, ""))).isEqualTo(kind);
    }
}

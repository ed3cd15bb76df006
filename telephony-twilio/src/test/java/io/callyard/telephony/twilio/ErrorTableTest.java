package io.callyard.telephony.twilio;

import static io.callyard.telephony.twilio.ErrorTable.Meaning.ACCOUNT;
import static io.callyard.telephony.twilio.ErrorTable.Meaning.LATER;
import static io.callyard.telephony.twilio.ErrorTable.Meaning.REFUSED;
import static io.callyard.telephony.twilio.ErrorTable.Meaning.UNCLEAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTableTest {
    private static final Map<ErrorTable.Meaning, List<Integer>> CODES = Map.of(
            ACCOUNT,
            List.of(20003, 20404, 21201, 21205, 21206, 21208, 21209, 21210, 21212, 21213, 21218, 21234),
            REFUSED,
            List.of(21202, 21203, 21211, 21214, 21215, 21216, 21217, 21219),
            LATER,
            List.of(20429, 10004, 22005));

    @Test
    void everyCodeThatIsKnownHasItsMeaning() {
        CODES.forEach((meaning, codes) -> assertThat(codes)
                .allSatisfy(code -> assertThat(ErrorTable.of(400, code).meaning())
                        .as("code %s", code)
                        .isEqualTo(meaning)));
    }

    @Test
    void noWordsCarryANumber() {
        CODES.values()
                .forEach(codes -> assertThat(codes)
                        .allSatisfy(code ->
                                assertThat(ErrorTable.of(400, code).words()).doesNotContainPattern("[0-9]")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED", "401, ACCOUNT", "402, ACCOUNT", "403, ACCOUNT", "404, ACCOUNT", "405, ACCOUNT", "408, UNCLEAR",
        "429, LATER", "301, UNCLEAR", "302, UNCLEAR", "307, UNCLEAR", "500, UNCLEAR", "502, UNCLEAR", "503, UNCLEAR",
        "504, UNCLEAR", "100, UNCLEAR"
    })
    void withoutACodeTheStatusDecides(int status, ErrorTable.Meaning meaning) {
        assertThat(ErrorTable.of(status, null).meaning()).isEqualTo(meaning);
    }

    @Test
    void aServerErrorIsUnclearWhateverItsCode() {
        assertThat(ErrorTable.of(500, 20500).meaning()).isEqualTo(UNCLEAR);
        assertThat(ErrorTable.of(503, 20503).meaning()).isEqualTo(UNCLEAR);
        assertThat(ErrorTable.of(500, 21211).meaning()).isEqualTo(UNCLEAR);
        assertThat(ErrorTable.of(408, 21211).meaning()).isEqualTo(UNCLEAR);
    }

    @Test
    void aRefusalWithACodeThatIsNotKnownIsFinal() {
        assertThat(ErrorTable.of(400, 29999).meaning()).isEqualTo(REFUSED);
        assertThat(ErrorTable.of(404, 29999).meaning()).isEqualTo(REFUSED);
        assertThat(ErrorTable.of(403, 29999).meaning()).isEqualTo(ACCOUNT);
    }
}

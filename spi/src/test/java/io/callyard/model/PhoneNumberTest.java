package io.callyard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"+1234567", "+15551234567", "+123456789012345", "+999999999999999", "+1000000"})
    void readsSevenToFifteenDigits(String text) {
        assertThat(PhoneNumber.parse(text).e164()).isEqualTo(text);
    }

    static Stream<String> notE164() {
        return Stream.of(
                "",
                "+",
                "+123456", // six digits
                "+1234567890123456", // sixteen
                "+0123456789",
                "15551234567",
                "0015551234567",
                "++15551234567",
                "+15551234567\n",
                "\n+15551234567",
                "+15551234567\r",
                "+15551234567\0",
                "+15551234567 ",
                " +15551234567",
                "+1 555 123 4567",
                "+1-555-123-4567",
                "+1(555)1234567",
                "tel:+15551234567",
                "sip:+15551234567@example.com",
                "+15551234567;ext=2",
                "+1555CALLNOW",
                "-15551234567",
                "+-5551234567",
                "+١٥٥٥١٢٣٤٥٦٧", // Arabic-Indic digits
                "+1555123456٧",
                "+１５５５１２３４５６７", // full-width digits
                "＋15551234567",
                "+1555\u200b1234567");
    }

    @ParameterizedTest
    @MethodSource("notE164")
    void refusesEverythingElseWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> PhoneNumber.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("phone number must be in E.164 form: + and 7 to 15 digits, as in +15551234567");
    }

    @ParameterizedTest
    @CsvSource({
        "+1234567, +12***67",
        "+12345678, +123***78",
        "+123456789, +1234***89",
        "+15551234567, +1555*****67",
        "+123456789012345, +1234*********45"
    })
    void hidesTheMiddle(String number, String masked) {
        assertThat(PhoneNumber.parse(number).masked()).isEqualTo(masked);
        assertThat(PhoneNumber.parse(number)).hasToString(masked);
    }

    @Test
    void isEqualByItsDigits() {
        PhoneNumber one = PhoneNumber.parse("+15551234567");

        assertThat(one).isEqualTo(PhoneNumber.parse("+15551234567")).isNotEqualTo(PhoneNumber.parse("+15551234568"));
        assertThat(one).hasSameHashCodeAs(PhoneNumber.parse("+15551234567"));
    }
}

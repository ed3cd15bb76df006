package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The account's numbers can be read")
class NumbersTest {
    private static final String VOICE = "https://app.example.com/voice";

    private final Rig rig = new Rig(builder ->
            builder.number("+15005550011", VOICE, null).number("+15005550012", VOICE, "https://app.example.com/over"));

    @Test
    void eachWithItsAddresses() {
        FakeResponse list = rig.send("GET", "/IncomingPhoneNumbers.json?PhoneNumber=%2B15005550012", "");

        assertThat(list.status()).isEqualTo(200);
        assertThat(Rig.items(list, "incoming_phone_numbers"))
                .singleElement()
                .satisfies(number -> assertThat(number)
                        .containsEntry("phone_number", "+15005550012")
                        .containsEntry("voice_url", VOICE)
                        .containsEntry("voice_method", "POST")
                        .containsEntry("status_callback", "https://app.example.com/over")
                        .containsEntry("capabilities", Map.of("voice", true)));
    }

    @Test
    void theFilterTakesPartsOfNumbers() {
        assertThat(Rig.items(
                        rig.send("GET", "/IncomingPhoneNumbers.json?PhoneNumber=%2B1500555001", ""),
                        "incoming_phone_numbers"))
                .hasSize(2);
        assertThat(Rig.items(
                        rig.send("GET", "/IncomingPhoneNumbers.json?PhoneNumber=%2B44", ""), "incoming_phone_numbers"))
                .isEmpty();
    }

    @Test
    void theyCannotBeChanged() {
        assertThat(rig.send("POST", "/IncomingPhoneNumbers.json", "PhoneNumber=%2B15005550013")
                        .status())
                .isEqualTo(404);
    }
}

package io.callyard.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.model.inbound.Utterance;
import io.callyard.model.inbound.Utterance.Played;
import io.callyard.model.inbound.Utterance.Spoken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an application may want to be heard. */
@Tag("R4.5")
class UtteranceTest {
    @Test
    void whatNoCarrierCouldSayIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spoken(" ", "en"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spoken("Hello", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spoken("Hello\u0000", "en"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spoken("a".repeat(Utterance.MAX_TEXT + 1), "en"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Played(""));
        assertThat(new Spoken("a".repeat(Utterance.MAX_TEXT), "en").text()).hasSize(3_000);
    }

    @Test
    void aPersonalGreetingDoesNotReachALogByAccident() {
        assertThat(new Spoken("Hello Ms Miller", "en-GB")).hasToString("Spoken[15 characters, en-GB]");
    }
}

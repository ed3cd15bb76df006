package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoicesTest {
    private final Voices voices = new Voices(Map.of("es", "Lucia", "es-MX", "Mia"), "female");

    @ParameterizedTest
    @CsvSource({
        "en-US, en-US", "EN-us, en-US", "en, en-US", "en-NZ, en-US", "en-GB, en-GB", "es-MX, es-MX", "es, es-US",
        "es-AR, es-US", "de, de-DE", "de-AT, de-DE", "pt, pt-BR", "ar, arb", "ar-EG, arb", "zh-CN, cmn-CN",
        "no, nb-NO", "nb, nb-NO", "ja, ja-JP", "sw, en-US", "'', en-US"
    })
    void everyLanguageTagHasALanguageOfTheCarriers(String tag, String language) {
        assertThat(voices.language(tag)).isEqualTo(language);
    }

    @Test
    void aLanguageHasItsVoice() {
        assertThat(voices.voice("es-MX")).isEqualTo("Mia");
        assertThat(voices.voice("ES-mx")).isEqualTo("Mia");
        assertThat(voices.voice("es-US")).isEqualTo("Lucia");
        assertThat(voices.voice("es")).isEqualTo("Lucia");
        assertThat(voices.voice("de")).isEqualTo("female");
    }
}

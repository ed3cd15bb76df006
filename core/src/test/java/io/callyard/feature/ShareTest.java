package io.callyard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares, as they are written and read. */
@Tag("R4.11")
class ShareTest {
    @ParameterizedTest
    @CsvSource({
        "on, 10000, on",
        "ON, 10000, on",
        "off, 0, off",
        "' Off ', 0, off",
        "25%, 2500, 25%",
        "25 %, 2500, 25%",
        "0%, 0, off",
        "100%, 10000, on",
        "100.00%, 10000, on",
        "12.5%, 1250, 12.5%",
        "0.01%, 1, 0.01%",
        "0.1%, 10, 0.1%",
        "10%, 1000, 10%",
        "99.99%, 9999, 99.99%"
    })
    void isReadAndWritten(String text, int basisPoints, String written) {
        Share share = Share.parse(text);

        assertThat(share).isEqualTo(new Share(basisPoints)).hasToString(written);
        assertThat(Share.parse(share.toString())).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "yes", "true", "25", "0.25", "-1%", "101%", "100.01%", "999%", "1000%", "1.234%", ".5%", "%", "1e2%"
            })
    void anythingElseIsMisuse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Share.parse(text)).withMessageContaining("0% to 100%");
    }

    @Test
    void comesFromANumber() {
        assertThat(Share.percent(25)).isEqualTo(new Share(2_500));
        assertThat(Share.percent(0.07)).isEqualTo(new Share(7));
        assertThat(Share.percent(0)).isEqualTo(Share.OFF);
        assertThat(Share.percent(100)).isEqualTo(Share.ON);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 100.01, 0.001, 33.333, Double.NaN, Double.POSITIVE_INFINITY})
    void comesFromNoOtherNumber(double percent) {
        assertThatIllegalArgumentException().isThrownBy(() -> Share.percent(percent));
    }

    @Test
    void includesAsManyBucketsAsItHasBasisPoints() {
        for (int basisPoints : new int[] {0, 1, 2_500, 9_999, 10_000}) {
            Share share = new Share(basisPoints);

            assertThat(IntStream.range(0, Share.ALL).filter(share::includes).count())
                    .isEqualTo(basisPoints);
        }
    }

    @Test
    void isNeverOutOfBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(-1)).withMessageContaining("-0.01%");
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(10_001)).withMessageContaining("100.01%");
    }
}

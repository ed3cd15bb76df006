package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.spi.carrier.LineState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether somebody is still on the line. */
@Tag("R3.6")
class LineStateTest {
    private final Bench bench = new Bench();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"data\":{\"is_alive\":true}}                                              | LIVE",
                "200 | {\"data\":{\"is_alive\":false}}                                             | LIVE",
                "200 | {\"data\":{\"is_alive\":false,\"end_time\":\"2030-01-01T00:01:00Z\"}}       | OVER",
                "200 | {\"data\":{}}                                                               | UNKNOWN",
                "404 | {\"errors\":[{\"code\":\"10005\",\"title\":\"Resource not found\"}]}        | OVER",
                "422 | {\"errors\":[{\"code\":\"90018\",\"title\":\"Call has already ended\"}]}    | OVER",
                "500 | {}                                                                          | UNKNOWN",
            })
    void isWhatTelnyxSays(int status, String answer, LineState expected) {
        bench.wire.always(request -> Wire.json(status, answer));

        assertThat(bench.get(bench.driver.state(Bench.LINE))).isEqualTo(expected);
        assertThat(bench.wire.last().path()).endsWith("/calls/" + Wire.CALL.replace(":", "%3A"));
    }
}

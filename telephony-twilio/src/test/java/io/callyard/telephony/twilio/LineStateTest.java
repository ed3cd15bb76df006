package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.spi.carrier.LineState;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether somebody is still on the line. */
@Tag("R3.6")
class LineStateTest {
    private final Bench bench = new Bench();

    @ParameterizedTest
    @CsvSource({"in-progress, LIVE", "ringing, LIVE", "completed, OVER", "canceled, OVER", "'', UNKNOWN"})
    void isWhatTwilioSays(String status, LineState expected) {
        bench.wire.then(200, "{\"status\":\"" + status + "\"}");

        assertThat(state()).isCompletedWithValue(expected);
        assertThat(bench.wire.last().path()).endsWith("/Calls/" + Wire.SID + ".json");
    }

    @Test
    void aLineThatTwilioDoesNotKnowIsOver() {
        bench.wire.then(404, "{\"code\":20404}");

        assertThat(state()).isCompletedWithValue(LineState.OVER);
    }

    @Test
    void nobodyKnowsIfTwilioDoesNotSay() {
        bench.wire.then(500, "{}");

        assertThat(state()).isCompletedWithValue(LineState.UNKNOWN);
    }

    private CompletionStage<LineState> state() {
        return bench.driver.state(Bench.LINE);
    }
}

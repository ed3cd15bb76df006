package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Arrival;
import io.callyard.spi.carrier.IncomingCalls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R4.15")
class LineReportsTest {
    private static final CallTag HELD = new CallTag.Held("https://calls.example.com/music.mp3");
    private final Bench bench = new Bench();

    // Somebody calls

    private int calls(String from, @Nullable String name) {
        return bench.told(
                "call.initiated",
                null,
                "direction",
                "incoming",
                "state",
                "parked",
                "from",
                from,
                "to",
                "+15550100100",
                "caller_id_name",
                name == null ? "" : name);
    }

    @Test
    void whoCallsIsReportedOnHisLine() {
        assertThat(calls("+15551234567", "Zoë & Söhne")).isEqualTo(200);

        Arrival arrival = bench.notes.arrivals.get(0);
        assertThat(arrival.line()).isEqualTo(Bench.LINE);
        assertThat(arrival.number()).isEqualTo(PhoneNumber.parse("+15551234567"));
        assertThat(arrival.name()).isEqualTo("Zoë & Söhne");
        assertThat(bench.wire.sent).as("it is answered when the engine says so").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "Restricted", "", "sip:someone@example.com", "+0", "unavailable"})
    void whoWithholdsHisNumberHasNone(String from) {
        calls(from, "");

        assertThat(bench.notes.arrivals.get(0).number()).isNull();
    }

    @Test
    void aNameIsMadeFitForKeeping() {
        calls("+15551234567", "A\u0000B\n" + "x".repeat(500) + "\uD83D\uDE00");

        assertThat(bench.notes.arrivals.get(0).name()).startsWith("ABxxx").hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void whoseCallGoesNowhereIsDeclined() {
        Bench closed = new Bench(builder -> builder.incomingCalls(IncomingCalls.none()));
        assertThat(closed.told("call.initiated", null, "direction", "incoming", "from", "+15551234567"))
                .isEqualTo(200);

        assertThat(closed.notes.arrivals).isEmpty();
        assertThat(closed.wire.last().what()).isEqualTo("reject");
        assertThat(closed.wire.last().text("cause")).isEqualTo("CALL_REJECTED");
    }

    @Test
    void anOutgoingCallOfSomebodyElseIsNobodysArrival() {
        bench.told("call.initiated", null, "direction", "outgoing", "from", "+15551234567");

        assertThat(bench.notes.story).isEmpty();
    }

    @Test
    void anArrivalThatCannotBeKeptComesAgain() {
        bench.notes.storeIsAway = true;
        assertThat(calls("+15551234567", "")).isEqualTo(503);
        assertThat(bench.wire.sent).isEmpty();
    }

    // He presses keys, and goes

    @Test
    void keysAreReported() {
        for (CallTag tag : new CallTag[] {null, HELD, new CallTag.Quiet(), new CallTag.LastWords()}) {
            bench.told("call.dtmf.received", tag, "digit", "1");
        }
        assertThat(bench.notes.story).containsExactly("pressed 1", "pressed 1", "pressed 1", "pressed 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "x", "١", " "})
    void whatIsNoKeyIsNone(String digit) {
        bench.told("call.dtmf.received", HELD, "digit", digit);

        assertThat(bench.notes.story).isEmpty();
    }

    @Test
    void theEndOfALineIsReportedWhateverItWas() {
        for (CallTag tag :
                new CallTag[] {null, HELD, new CallTag.Joined(Bench.OFFER), new CallTag.Quiet(), new CallTag.LastWords()
                }) {
            bench.told("call.hangup", tag, "hangup_cause", "normal_clearing");
        }
        assertThat(bench.notes.story).hasSize(5).containsOnly("line ended");
    }

    // He talks

    @Test
    void musicThatBeginsOnAJoinedLineIsStopped() {
        bench.told("call.playback.started", new CallTag.Joined(Bench.OFFER));
        assertThat(bench.wire.asked()).containsExactly("playback_stop");

        bench.told("call.speak.ended", new CallTag.Joined(Bench.OFFER), "status", "completed");
        bench.told("call.playback.ended", new CallTag.Joined(Bench.OFFER), "status", "completed");
        assertThat(bench.wire.sent).hasSize(1);
    }
}

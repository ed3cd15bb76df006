package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesTest {

    @ParameterizedTest(name = "{0}, answered by {1}, SIP {2}: {3}")
    @Tag("R3.6")
    @CsvSource(nullValues = "-", textBlock = """
            completed, -,                   -,   COMPLETED
            completed, human,               200, COMPLETED
            completed, unknown,             -,   COMPLETED
            completed, a-new-word,          -,   COMPLETED
            completed, machine_start,       200, MACHINE
            completed, machine_end_beep,    -,   MACHINE
            completed, machine_end_silence, -,   MACHINE
            completed, machine_end_other,   -,   MACHINE
            completed, fax,                 -,   MACHINE
            completed, -,                   603, COMPLETED
            busy,      -,                   486, BUSY
            busy,      -,                   -,   BUSY
            busy,      -,                   603, REJECTED
            no-answer, -,                   487, NO_ANSWER
            no-answer, -,                   480, NO_ANSWER
            no-answer, -,                   607, REJECTED
            no-answer, -,                   403, NO_ANSWER
            no-answer, machine_start,       -,   NO_ANSWER
            failed,    -,                   404, FAILED
            failed,    -,                   503, FAILED
            failed,    -,                   608, REJECTED
            canceled,  -,                   487, CANCELED
            canceled,  -,                   603, CANCELED
            """)
    void theEndIsPutIntoNeutralWords(String status, String answeredBy, String sip, Outcome outcome) {
        assertThat(Outcomes.of(status, or(answeredBy), or(sip)))
                .hasValueSatisfying(
                        fact -> assertThat(((Fact.Ended) fact).outcome()).isEqualTo(outcome));
    }

    @Test
    void theWayThereIsToldInOrder() {
        assertThat(Outcomes.of("queued", "", "")).contains(new Fact.Started());
        assertThat(Outcomes.of("initiated", "", "")).contains(new Fact.Started());
        assertThat(Outcomes.of("ringing", "", "")).contains(new Fact.Ringing());
        assertThat(Outcomes.of("in-progress", "machine_start", "")).contains(new Fact.Answered());
    }

    @Test
    void aWordThatIsNotKnownSaysNothing() {
        assertThat(Outcomes.of("paused", "", "")).isEmpty();
        assertThat(Outcomes.of("", "", "")).isEmpty();
        assertThat(Outcomes.of("COMPLETED", "", "")).isEmpty();
    }

    @Test
    void theCarriersWordAndTheSipCodeAreKept() {
        assertThat(Outcomes.of("no-answer", "", "487"))
                .contains(new Fact.Ended(Outcome.NO_ANSWER, new CarrierCause("no-answer", "SIP 487")));
        assertThat(Outcomes.of("busy", "", "+15551234567"))
                .contains(new Fact.Ended(Outcome.BUSY, new CarrierCause("busy", null)));
    }

    private static String or(String text) {
        return text == null ? "" : text;
    }
}

package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {
    @ParameterizedTest
    @CsvSource({
        "normal_clearing, 200, true, COMPLETED",
        "normal_clearing, , true, COMPLETED",
        "time_limit, 200, true, COMPLETED",
        "time_limit, , false, COMPLETED",
        "unspecified, , true, COMPLETED",
        "timeout, 487, false, NO_ANSWER",
        "no_answer, 480, false, NO_ANSWER",
        "normal_clearing, 408, false, NO_ANSWER",
        "normal_clearing, 480, false, NO_ANSWER",
        "normal_clearing, 487, false, NO_ANSWER",
        "unspecified, 408, false, NO_ANSWER",
        "unspecified, 480, false, NO_ANSWER",
        "unspecified, 487, false, NO_ANSWER",
        "user_busy, 486, false, BUSY",
        "user_busy, , false, BUSY",
        "unspecified, 486, false, BUSY",
        "unspecified, 600, false, BUSY",
        "call_rejected, 603, false, REJECTED",
        "call_rejected, , false, REJECTED",
        "unspecified, 603, false, REJECTED",
        "normal_clearing, 607, false, REJECTED",
        "originator_cancel, 487, false, CANCELED",
        "originator_cancel, , false, CANCELED",
        "not_found, 404, false, FAILED",
        "not_found, 480, false, FAILED",
        "unspecified, , false, FAILED",
        "unspecified, 503, false, FAILED",
        "normal_clearing, , false, FAILED",
        "normal_clearing, 404, false, FAILED",
        "something_new, 480, false, FAILED",
        "'', , false, FAILED",
        "something_new, , true, COMPLETED",
    })
    void everyWordHasAnOutcome(String cause, String sip, boolean answered, Outcome outcome) {
        Fact.Ended ended = Outcomes.of(cause, sip == null ? "" : sip, answered, false);

        assertThat(ended.outcome()).isEqualTo(outcome);
        assertThat(ended.cause().text()).isEqualTo(cause.isEmpty() ? "no word" : cause);
        assertThat(ended.cause().code()).isEqualTo(sip == null ? null : "SIP " + sip);
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal_clearing", "time_limit", "user_busy", "unspecified", "something_new"})
    void aMachineComesBeforeEverythingElse(String cause) {
        assertThat(Outcomes.of(cause, "200", true, true).outcome()).isEqualTo(Outcome.MACHINE);
    }

    @ParameterizedTest
    @CsvSource({
        "machine, true",
        "fax_detected, true",
        "beep_detected, true",
        "human, false",
        "human_residence, false",
        "human_business, false",
        "not_sure, false",
        "silence, false",
        "no_beep_detected, false",
        "ended, false",
        "'', false"
    })
    void whatIsAMachine(String result, boolean machine) {
        assertThat(Outcomes.isMachine(result)).isEqualTo(machine);
    }

    @Test
    void aCodeThatIsNoneIsLeftOut() {
        assertThat(Outcomes.of("timeout", "+15551234567", false, false).cause().code())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "normal_clearing, '', true",
        "normal_clearing, 200, true",
        "normal_clearing, 487, false",
        "unspecified, '', true",
        "unspecified, 480, false",
        "something_new, 487, true",
        "user_busy, '', false",
        "timeout, '', false",
        "time_limit, '', false",
        "originator_cancel, '', false"
    })
    void itIsLookedUpOnlyWhereTheAnswerMatters(String cause, String sip, boolean depends) {
        assertThat(Outcomes.dependsOnAnswer(cause, sip)).isEqualTo(depends);
    }
}

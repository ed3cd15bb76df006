package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R4.15")
class AgentReportsTest {
    private final Bench bench = new Bench();

    @Test
    void whoPicksUpHasTakenTheOffer() {
        bench.told("call.answered", Bench.AGENT_TAG);

        assertThat(bench.notes.story).containsExactly("accepted by iris");
        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    void whoComesTooLateIsToldSo() {
        bench.notes.accepts = false;
        bench.told("call.answered", Bench.AGENT_TAG);
        assertThat(bench.wire.asked()).containsExactly("speak");
        assertThat(bench.wire.last().text("payload")).isEqualTo("The call has gone to another agent.");
        assertThat(bench.wire.last().tag()).isEqualTo(new CallTag.LastWords());

        bench.told("call.speak.ended", new CallTag.LastWords(), "status", "completed");
        assertThat(bench.wire.last().what()).isEqualTo("hangup");
    }

    @Test
    void whoCannotEvenBeToldIsHungUp() {
        bench.notes.accepts = false;
        bench.wire.refuse(422, "90012");
        bench.told("call.answered", Bench.AGENT_TAG);

        assertThat(bench.wire.asked()).containsExactly("speak", "hangup");
    }

    @Test
    void atANumberHeIsAskedToPressOne() {
        bench.told("call.answered", Bench.PRESSING_TAG);
        Wire.Sent sent = bench.wire.last();
        assertThat(bench.notes.story).isEmpty();
        assertThat(sent.what()).isEqualTo("gather_using_speak");
        assertThat(sent.text("maximum_digits")).isEqualTo("1");
        assertThat(sent.text("maximum_tries")).isEqualTo("1");
        assertThat(sent.text("payload")).contains("Press 1");

        bench.told("call.gather.ended", Bench.PRESSING_TAG, "status", "valid", "digits", "1");
        assertThat(bench.notes.story).containsExactly("accepted by iris");
        assertThat(bench.wire.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"valid, 2", "valid, 11", "valid, ''", "timeout, ''", "invalid, 1", "cancelled, ''"})
    void whoPressesAnythingElseDeclines(String status, String digits) {
        bench.told("call.gather.ended", Bench.PRESSING_TAG, "status", status, "digits", digits);

        assertThat(bench.notes.story).containsExactly("declined by iris: did not press 1");
        assertThat(bench.wire.asked()).containsExactly("hangup");
    }

    @Test
    void whoHangsUpInsteadDeclinesByThat() {
        bench.told("call.gather.ended", Bench.PRESSING_TAG, "status", "call_hangup", "digits", "");
        assertThat(bench.notes.story).isEmpty();

        bench.told("call.hangup", Bench.PRESSING_TAG, "hangup_cause", "normal_clearing");
        assertThat(bench.notes.story).containsExactly("declined by iris: normal_clearing", "agent ended: iris");
    }

    @Test
    void theEndOfAnAgentsCallIsSaidInBothWays() {
        bench.told("call.hangup", Bench.AGENT_TAG, "hangup_cause", "+15551234567");

        assertThat(bench.notes.story).containsExactly("declined by iris: hung up", "agent ended: iris");
    }

    @Test
    void anAcceptanceThatCannotBeKeptComesAgain() {
        bench.notes.storeIsAway = true;

        assertThat(bench.told("call.answered", Bench.AGENT_TAG)).isEqualTo(503);
        assertThat(bench.wire.sent).isEmpty();
    }
}

package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Somebody calls in")
class InboundTest {
    private static final String ANN = "+15551230001";

    private final Rig rig = new Rig();

    @Test
    void theDocumentIsTheAnswer() {
        rig.at("/voice", "<Say>Hello</Say><Pause length=\"60\"/>");
        FakeLine line = rig.twilio.incoming(ANN, Rig.US, Party.answering(Rig.seconds(0), Rig.seconds(10)));
        assertThat(line.status()).isEqualTo("ringing");
        rig.pass(1);
        Params asked = rig.sentTo("/voice").get(0);
        assertThat(asked.first("CallStatus")).contains("ringing");
        assertThat(asked.first("Direction")).contains("inbound");
        assertThat(asked.first("From")).contains(ANN);
        assertThat(line.status()).isEqualTo("in-progress");
        rig.pass(9);
        assertThat(line.status()).isEqualTo("completed");
        assertThat(rig.sentTo("/ended", "CallDuration")).containsExactly("10");
        assertThat(rig.twilio.placedCount(Rig.US)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'', no-answer", "' reason=\"busy\"', busy"})
    void rejected(String reason, String status) {
        rig.at("/voice", "<Reject" + reason + "/>");
        FakeLine line = rig.twilio.incoming(ANN, Rig.US, Party.answering(Rig.seconds(0), Party.FOR_EVER));
        rig.pass(1);
        assertThat(line.status()).isEqualTo(status);
        assertThat(rig.sentTo("/ended", "CallStatus")).containsExactly(status);
        assertThat(rig.sentTo("/ended", "CallDuration")).containsExactly("0");
    }

    @Test
    void theApplicationIsDown() {
        rig.at("/voice", params -> FakeResponse.empty(503));
        FakeLine line = rig.twilio.incoming(ANN, Rig.US, Party.answering(Rig.seconds(0), Party.FOR_EVER));
        rig.pass(10);
        assertThat(rig.twilio.errorCodes(line.sid())).containsExactly(11200);
        assertThat(rig.heard(line.sid())).hasSize(1);
        assertThat(line.status()).isEqualTo("completed");
    }

    @Test
    void theCallerGivesUpBeforeTheAnswer() {
        FakeLine line = rig.twilio.incoming(ANN, Rig.US, Party.answering(Rig.seconds(0), Party.FOR_EVER));
        line.hangUp();
        rig.pass(1);
        assertThat(line.status()).isEqualTo("no-answer");
        assertThat(line.heard()).isEmpty();
    }

    @Test
    void keysArePressedByThemselves() {
        rig.at("/voice", "<Gather numDigits=\"2\" action=\"/digits\"/>");
        Party party = Party.answering(Rig.seconds(0), Party.FOR_EVER)
                .pressing(Rig.seconds(1), '4')
                .pressing(Rig.seconds(2), '2');
        rig.twilio.incoming(ANN, Rig.US, party);
        rig.pass(3);
        assertThat(rig.sentTo("/digits", "Digits")).containsExactly("42");
    }

    @Test
    void theNumberMustBeThere() {
        assertThatThrownBy(
                        () -> rig.twilio.incoming(ANN, "+15005550099", Party.answering(Rig.seconds(0), Rig.seconds(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("5550099");
    }

    @Test
    void nothingHappensAfterTheClose() {
        rig.at("/voice", "<Say>Hello</Say>");
        FakeLine line = rig.twilio.incoming(ANN, Rig.US, Party.answering(Rig.seconds(0), Party.FOR_EVER));
        rig.twilio.close();
        rig.pass(60);
        assertThat(line.status()).isEqualTo("ringing");
        assertThat(rig.send("GET", "/Calls.json", "").status()).isEqualTo(200);
    }
}

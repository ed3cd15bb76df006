package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.Party;
import io.callyard.fake.Party.Reaction;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A call lives from queued to one of five ends, and reports it")
class CallLifeTest {
    private final Rig rig = new Rig();

    @Test
    void somebodyAnswersAndHangsUp() {
        rig.parties.put(Rig.LEAD, Party.answering(Rig.seconds(3), Rig.seconds(10)));
        String sid = rig.call(Rig.LEAD, "<Pause length=\"60\"/>");
        assertThat(rig.status(sid)).isEqualTo("queued");
        rig.passMillis(600);
        assertThat(rig.status(sid)).isEqualTo("ringing");
        rig.pass(3);
        assertThat(rig.status(sid)).isEqualTo("in-progress");
        rig.pass(10);
        assertThat(rig.status(sid)).isEqualTo("completed");

        assertThat(rig.sentTo("/status", "CallStatus"))
                .containsExactly("initiated", "ringing", "in-progress", "completed");
        assertThat(rig.sentTo("/status", "SequenceNumber")).containsExactly("0", "1", "2", "3");
        Params last = rig.sentTo("/status").get(3);
        assertThat(last.first("CallDuration")).contains("10");
        assertThat(last.first("Duration")).contains("1");
        assertThat(last.first("SipResponseCode")).contains("200");
        assertThat(last.first("CallbackSource")).contains("call-progress-events");
        assertThat(last.first("Timestamp")).contains("Tue, 01 Jan 2030 00:00:13 +0000");
        assertThat(last.first("Direction")).contains("outbound-api");
        assertThat(rig.sentTo("/status").get(0).first("CallDuration")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_ANSWER, no-answer, 487",
        "BUSY, busy, 486",
        "REJECT, busy, 603",
    })
    void somebodyDoesNot(Reaction reaction, String status, String sip) {
        rig.parties.put(Rig.LEAD, Party.reacting(reaction, Rig.seconds(2)));
        String sid = rig.call(Rig.LEAD, "", "Timeout", "20");
        rig.pass(22);

        assertThat(rig.status(sid)).isEqualTo(status);
        assertThat(rig.sentTo("/status", "CallStatus")).containsExactly("initiated", "ringing", status);
        assertThat(rig.sentTo("/status").get(2).first("SipResponseCode")).contains(sip);
        assertThat(rig.sentTo("/status").get(2).first("CallDuration")).contains("0");
    }

    @Test
    void thereIsNoSuchNumber() {
        rig.parties.put(Rig.LEAD, Party.reacting(Reaction.UNREACHABLE, Rig.seconds(0)));
        rig.call(Rig.LEAD, "");
        rig.pass(5);
        assertThat(rig.sentTo("/status", "CallStatus")).containsExactly("initiated", "failed");
        assertThat(rig.sentTo("/status", "SipResponseCode")).containsExactly("-", "404");
    }

    @Test
    void whoAnswersTooLateHasNotAnswered() {
        rig.parties.put(Rig.LEAD, Party.answering(Rig.seconds(21), Rig.seconds(10)));
        String sid = rig.call(Rig.LEAD, "", "Timeout", "20");
        rig.pass(20);
        assertThat(rig.status(sid)).isEqualTo("ringing");
        rig.pass(1);
        assertThat(rig.status(sid)).isEqualTo("no-answer");
    }

    @Test
    void onlyTheWantedEventsAreReportedAndCounted() {
        rig.send(
                "POST",
                "/Calls.json",
                Rig.form(
                        "To", Rig.LEAD, "From", Rig.US, "Twiml", Rig.twiml(""), "StatusCallback", Rig.APP + "/status"));
        rig.pass(5);
        assertThat(rig.sentTo("/status", "CallStatus")).containsExactly("completed");
        assertThat(rig.sentTo("/status", "SequenceNumber")).containsExactly("0");
    }

    @Test
    void theDocumentIsAskedForWithTheAnswer() {
        rig.at("/voice", "<Say>Hello</Say>");
        String sid = (String) Rig.json(rig.send(
                        "POST", "/Calls.json", Rig.form("To", Rig.LEAD, "From", Rig.US, "Url", Rig.APP + "/voice")))
                .get("sid");
        rig.pass(3);
        assertThat(rig.heard(sid)).containsExactly("Hello");
        assertThat(rig.sentTo("/voice", "CallStatus")).containsExactly("in-progress");
        rig.pass(1);
        assertThat(rig.status(sid)).isEqualTo("completed");
    }

    @Test
    void hangingUpBeforeTheAnswerCancels() {
        rig.parties.put(Rig.LEAD, Party.reacting(Reaction.NO_ANSWER, Rig.seconds(0)));
        String sid = rig.call(Rig.LEAD, "");
        rig.pass(5);
        assertThat(rig.send("POST", "/Calls/" + sid + ".json", "Status=completed")
                        .status())
                .isEqualTo(200);
        rig.pass(0);
        assertThat(rig.sentTo("/status", "CallStatus")).containsExactly("initiated", "ringing", "canceled");
        assertThat(Rig.json(rig.send("POST", "/Calls/" + sid + ".json", "Status=completed")))
                .containsEntry("code", 21220L);
    }

    @Test
    void hangingUpAfterTheAnswerCompletes() {
        String sid = rig.call(Rig.LEAD, "<Pause length=\"60\"/>");
        rig.pass(5);
        assertThat(Rig.json(rig.send("POST", "/Calls/" + sid + ".json", "Status=canceled")))
                .containsEntry("code", 21220L);
        assertThat(Rig.json(rig.send("POST", "/Calls/" + sid + ".json", "Status=completed")))
                .containsEntry("status", "completed");
    }

    @Test
    void theTimeLimitEndsIt() {
        rig.parties.put(Rig.LEAD, Party.answering(Rig.seconds(1), Party.FOR_EVER));
        String sid = rig.call(Rig.LEAD, "<Pause length=\"60\"/>", "TimeLimit", "7");
        rig.pass(8);
        assertThat(rig.status(sid)).isEqualTo("in-progress");
        rig.pass(1);
        assertThat(rig.status(sid)).isEqualTo("completed");
        assertThat(rig.time.pending()).isZero();
    }

    @Test
    void aNewTimeLimitCountsFromTheAnswer() {
        rig.parties.put(Rig.LEAD, Party.answering(Rig.seconds(0), Party.FOR_EVER));
        String sid = rig.call(Rig.LEAD, "<Pause length=\"600\"/>");
        rig.passMillis(10_500);
        assertThat(rig.send("POST", "/Calls/" + sid + ".json", "TimeLimit=15").status())
                .isEqualTo(200);
        rig.passMillis(4_999);
        assertThat(rig.status(sid)).isEqualTo("in-progress");
        rig.passMillis(1);
        assertThat(rig.status(sid)).isEqualTo("completed");
    }

    @Test
    void reportsCanBeSentElsewhere() {
        String sid = rig.call(Rig.LEAD, "<Pause length=\"600\"/>");
        rig.pass(5);
        rig.send("POST", "/Calls/" + sid + ".json", Rig.form("StatusCallback", Rig.APP + "/other"));
        rig.pass(60);
        assertThat(rig.sentTo("/status", "CallStatus")).containsExactly("initiated", "ringing", "in-progress");
        assertThat(rig.sentTo("/other", "CallStatus")).containsExactly("completed");
        assertThat(rig.sentTo("/other", "SequenceNumber")).containsExactly("3");
    }

    @Test
    void onlyACallThatIsTalkingCanBeRedirected() {
        String sid = rig.call(Rig.LEAD, "<Pause length=\"600\"/>");
        String form = Rig.form("Url", Rig.APP + "/new");
        assertThat(Rig.json(rig.send("POST", "/Calls/" + sid + ".json", form))).containsEntry("code", 21220L);
        rig.pass(1);
        assertThat(rig.status(sid)).isEqualTo("ringing");
        assertThat(rig.send("POST", "/Calls/" + sid + ".json", form).status()).isEqualTo(400);
        rig.pass(4);
        assertThat(rig.send("POST", "/Calls/" + sid + ".json", form + "&Twiml=x")
                        .status())
                .isEqualTo(400);
        assertThat(rig.send("POST", "/Calls/" + sid + ".json", form).status()).isEqualTo(200);
        rig.pass(60);
        assertThat(rig.send("POST", "/Calls/" + sid + ".json", form).status()).isEqualTo(400);
        assertThat(rig.send("POST", "/Calls/CA1.json", form).status()).isEqualTo(404);
        assertThat(rig.sentTo("/new")).hasSize(1);
    }

    @Test
    void aCallTooManyIsSeenAsOne() {
        rig.call(Rig.LEAD, "");
        String second = rig.call(Rig.LEAD, "");
        assertThat(rig.twilio.placedCount(Rig.LEAD)).isEqualTo(2);
        rig.send("POST", "/Calls/" + second + ".json", "Status=canceled");
        rig.pass(60);
        assertThat(rig.twilio.placedCount(Rig.LEAD)).isEqualTo(1);
        assertThat(rig.twilio.calls()).extracting(CallSnapshot::dials).containsExactly(1, 0);
    }

    @Test
    void theTelephoneCanBeUsedByHand() {
        rig.parties.put(Rig.LEAD, Party.answering(Rig.seconds(1), Party.FOR_EVER));
        String sid = rig.call(Rig.LEAD, "<Pause length=\"60\"/>");
        rig.pass(5);
        rig.line(sid).hangUp();
        assertThat(rig.line(sid).isOver()).isTrue();
        assertThat(rig.status(sid)).isEqualTo("completed");
        assertThat(rig.twilio.line("CA0")).isEqualTo(Optional.empty());
    }
}

package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.Party;
import io.callyard.fake.Party.Reaction;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A document dials others")
class DialTest {
    private static final String BOB = "+15005550002";

    private final Rig rig = new Rig();

    @BeforeEach
    void somebodyWhoStays() {
        rig.parties.put(Rig.LEAD, Party.answering(Rig.seconds(0), Party.FOR_EVER));
        rig.parties.put(BOB, Party.answering(Rig.seconds(3), Rig.seconds(20)));
    }

    @Test
    void theTwoAreJoinedUntilOneGoes() {
        String sid =
                dial("<Number statusCallback=\"/child\" statusCallbackEvent=\"initiated ringing answered completed\">"
                        + BOB + "</Number>");
        rig.pass(10);
        CallSnapshot child = rig.twilio.calls().get(1);
        assertThat(child.parent()).isEqualTo(sid);
        assertThat(child.direction()).isEqualTo("outbound-dial");
        assertThat(child.from()).isEqualTo(Rig.US);
        assertThat(rig.line(sid).talkingTo()).contains(child.sid());
        rig.pass(20);
        assertThat(rig.line(sid).isOver()).isTrue();
        assertThat(rig.sentTo("/child", "CallStatus"))
                .containsExactly("initiated", "ringing", "in-progress", "completed");
        assertThat(rig.sentTo("/child", "ParentCallSid")).containsOnly(sid);
        Params done = rig.sentTo("/dialled").get(0);
        assertThat(done.first("DialCallStatus")).contains("completed");
        assertThat(done.first("DialCallSid")).contains(child.sid());
        assertThat(done.first("DialCallDuration")).contains("20");
        assertThat(done.first("DialBridged")).contains("true");
    }

    @ParameterizedTest
    @CsvSource({"BUSY, busy", "REJECT, busy", "NO_ANSWER, no-answer", "UNREACHABLE, failed"})
    void nobodyIsReached(Reaction reaction, String status) {
        rig.parties.put(BOB, Party.reacting(reaction, Rig.seconds(1)));
        dial("<Number>" + BOB + "</Number>");
        rig.pass(12);
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly(status);
        assertThat(rig.sentTo("/dialled", "DialBridged")).containsExactly("false");
    }

    @Test
    void allRingAndTheFirstHasIt() {
        rig.parties.put(Rig.AGENT, Party.answering(Rig.seconds(1), Party.FOR_EVER));
        String sid = dial("<Number>" + BOB + "</Number><Client>ann</Client>");
        rig.pass(5);
        List<CallSnapshot> calls = rig.twilio.calls();
        assertThat(rig.line(sid).talkingTo()).contains(calls.get(2).sid());
        assertThat(calls).extracting(CallSnapshot::to).containsExactly(Rig.LEAD, BOB, Rig.AGENT);
        assertThat(calls).extracting(CallSnapshot::status).containsExactly("in-progress", "canceled", "in-progress");
    }

    @Test
    void theCalledSideIsAskedFirst() {
        rig.at("/screen", "<Gather numDigits=\"1\" action=\"/screened\"><Say>Press 1</Say></Gather><Hangup/>")
                .at("/screened", "");
        rig.parties.put(BOB, Party.answering(Rig.seconds(1), Rig.seconds(20)).pressing(Rig.seconds(2), '1'));
        String sid = dial("<Number url=\"/screen\">" + BOB + "</Number>");
        rig.pass(3);
        String child = rig.twilio.calls().get(1).sid();
        assertThat(rig.heard(child)).containsExactly("Press 1");
        assertThat(rig.line(sid).talkingTo()).isEmpty();
        rig.pass(2);
        assertThat(rig.line(sid).talkingTo()).contains(child);
    }

    @Test
    void theCalledSideDoesNotWant() {
        rig.at("/screen", "<Gather timeout=\"2\"><Say>Press 1</Say></Gather><Hangup/>");
        dial("<Number url=\"/screen\">" + BOB + "</Number>");
        rig.pass(10);
        assertThat(rig.sentTo("/dialled", "DialBridged")).containsExactly("false");
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("completed");
    }

    @Test
    void theCallerGoesWhileItRings() {
        String sid = dial("<Number>" + BOB + "</Number>");
        rig.pass(3);
        rig.line(sid).hangUp();
        rig.pass(0);
        assertThat(rig.twilio.calls().get(1).status()).isEqualTo("canceled");
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("canceled");
    }

    @Test
    void aRedirectEndsTheChildAtOnceAndAsksTheActionFirst() {
        rig.at("/new", "<Say>new</Say>").at("/dialled", "<Say>never</Say>");
        String sid = dial("<Number>" + BOB + "</Number>");
        rig.pass(10);
        rig.send("POST", "/Calls/" + sid + ".json", Rig.form("Url", Rig.APP + "/new"));
        assertThat(rig.twilio.calls().get(1).status()).isEqualTo("completed");
        rig.passMillis(299);
        assertThat(rig.sentTo("/dialled")).isEmpty();
        rig.passMillis(1);
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("completed");
        assertThat(rig.sentTo("/new")).isEmpty();
        rig.passMillis(400);
        assertThat(rig.sentTo("/new")).hasSize(1);
        assertThat(rig.heard(sid)).containsExactly("new");
    }

    @Test
    void theSecondOfTwoRedirectsWins() {
        String sid = dial("<Number>" + BOB + "</Number>");
        rig.pass(10);
        rig.send("POST", "/Calls/" + sid + ".json", Rig.form("Url", Rig.APP + "/one"));
        rig.passMillis(100);
        rig.send("POST", "/Calls/" + sid + ".json", Rig.form("Twiml", Rig.twiml("<Say>two</Say>")));
        rig.pass(2);
        assertThat(rig.sentTo("/one")).isEmpty();
        assertThat(rig.heard(sid)).containsExactly("two");
    }

    @Test
    void theChildCanBeRedirectedAway() {
        String sid = dial("<Number>" + BOB + "</Number>");
        rig.pass(10);
        String child = rig.twilio.calls().get(1).sid();
        rig.send("POST", "/Calls/" + child + ".json", Rig.form("Twiml", Rig.twiml("<Say>alone</Say>")));
        rig.pass(1);
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("completed");
        assertThat(rig.heard(child)).containsExactly("alone");
        assertThat(rig.line(sid).isOver()).isTrue();
    }

    @Test
    void aStarEndsTheConversationIfThatWasAllowed() {
        String sid = rig.call(Rig.LEAD, "<Dial hangupOnStar=\"true\">" + BOB + "</Dial><Say>next</Say>");
        rig.pass(10);
        rig.line(sid).press('*');
        rig.passMillis(1);
        assertThat(rig.twilio.calls().get(1).status()).isEqualTo("completed");
        assertThat(rig.heard(sid)).containsExactly("next");
    }

    @Test
    void aStarEndsTheConversationWithSomebodyFromAQueueToo() {
        rig.at("/voice", "<Enqueue waitUrl=\"\" action=\"/after\">q1</Enqueue>");
        rig.twilio.incoming(BOB, Rig.US, Party.answering(Rig.seconds(0), Party.FOR_EVER));
        rig.pass(1);
        String dial = "<Dial hangupOnStar=\"true\"><Queue>q1</Queue></Dial><Pause length=\"600\"/>";
        String sid = rig.call(Rig.LEAD, dial);
        rig.pass(5);
        assertThat(rig.line(sid).talkingTo()).isPresent();
        rig.line(sid).press('*');
        rig.pass(1);
        assertThat(rig.line(sid).talkingTo()).isEmpty();
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("bridged");
        rig.line(sid).hangUp();
        rig.pass(1);
        assertThat(rig.sentTo("/after")).hasSize(1);
    }

    @Test
    void aNumberThatIsNone() {
        String sid = dial("<Number>5550002</Number>");
        rig.pass(2);
        assertThat(rig.twilio.errorCodes(sid)).containsExactly(13223);
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("failed");
    }

    @Test
    void aNounThatIsNotKnown() {
        String sid = dial("<Conference>room</Conference>");
        rig.pass(2);
        assertThat(rig.twilio.errorCodes(sid)).containsExactly(12200);
    }

    private String dial(String nouns) {
        rig.at("/twiml", "<Dial timeout=\"10\" action=\"/dialled\">" + nouns + "</Dial>");
        return (String) Rig.json(rig.send(
                        "POST", "/Calls.json", Rig.form("To", Rig.LEAD, "From", Rig.US, "Url", Rig.APP + "/twiml")))
                .get("sid");
    }
}

package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Somebody waits in a queue, until there is a reason not to")
class WaitingTest {
    private static final String ANN = "+15551230001";

    private final Rig rig = new Rig();

    @BeforeEach
    void anInboundQueue() {
        rig.at("/voice", "<Enqueue waitUrl=\"/wait\" action=\"/after\">q1</Enqueue>")
                .at(
                        "/wait",
                        "<Gather numDigits=\"1\" timeout=\"1\" action=\"/digit\"><Say>You are number 1</Say>"
                                + "<Play>/music-28s.mp3</Play></Gather><Redirect>/wait</Redirect>")
                .at("/digit", "<Say>We call you</Say><Leave/>")
                .at("/after", "<Say>Goodbye</Say>");
    }

    @Test
    void theWaitDocumentGoesRound() {
        FakeLine line = caller(Party.FOR_EVER.toSeconds());
        rig.pass(91);
        assertThat(line.status()).isEqualTo("in-progress");
        assertThat(rig.heard(line.sid()))
                .startsWith("You are number 1", Rig.APP + "/music-28s.mp3", "You are number 1")
                .hasSize(8);
        Params last = rig.sentTo("/wait").get(3);
        assertThat(last.first("QueuePosition")).contains("1");
        assertThat(last.first("QueueTime")).contains("89");
        assertThat(last.first("AvgQueueTime")).contains("89");
        assertThat(last.first("CurrentQueueSize")).contains("1");
        assertThat(last.first("MaxQueueSize")).contains("1000");
        assertThat(last.first("QueueSid").orElseThrow()).startsWith("QU");
    }

    @Test
    void aKeyAndLeave() {
        FakeLine line = caller(Party.FOR_EVER.toSeconds());
        rig.pass(20);
        line.press('1');
        rig.pass(5);
        assertThat(rig.sentTo("/digit", "Digits")).containsExactly("1");
        assertThat(rig.sentTo("/digit", "QueuePosition")).containsExactly("1");
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("leave");
        assertThat(rig.sentTo("/after", "QueueTime")).containsExactly("20");
        assertThat(rig.heard(line.sid())).endsWith("We call you", "Goodbye");
        assertThat(line.isOver()).isTrue();
    }

    @Test
    void hangingUp() {
        FakeLine line = caller(42);
        rig.pass(60);
        assertThat(line.status()).isEqualTo("completed");
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("hangup");
        assertThat(rig.sentTo("/after", "QueueTime")).containsExactly("42");
        assertThat(rig.sentTo("/ended", "CallStatus")).containsExactly("completed");
        assertThat(rig.heard(line.sid())).doesNotContain("Goodbye");
        assertThat(rig.time.pending()).isZero();
    }

    @Test
    void beingHungUp() {
        FakeLine line = caller(600);
        rig.pass(10);
        rig.send("POST", "/Calls/" + line.sid() + ".json", "Status=completed");
        rig.pass(1);
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("hangup");
    }

    @Test
    void aHangupInTheWaitDocument() {
        rig.at("/wait", "<Hangup/>");
        FakeLine line = caller(600);
        rig.pass(1);
        assertThat(line.isOver()).isTrue();
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("hangup");
    }

    @Test
    void aFullQueue() {
        rig.at("/voice", "<Enqueue maxQueueSize=\"1\" waitUrl=\"\" action=\"/after\">q1</Enqueue>");
        caller(600);
        rig.pass(1);
        caller(600);
        rig.pass(1);
        Params after = rig.sentTo("/after").get(0);
        assertThat(after.first("QueueResult")).contains("queue-full");
        assertThat(after.first("QueueSid")).isEmpty();
        assertThat(after.first("QueueTime")).isEmpty();
    }

    @Test
    void aVerbThatMayNotBeThere() {
        rig.at("/wait", "<Dial>+15005550001</Dial>");
        FakeLine line = caller(600);
        rig.pass(2);
        assertThat(rig.twilio.errorCodes(line.sid())).containsExactly(12200);
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("error");
        assertThat(rig.heard(line.sid())).containsExactly("Goodbye");
    }

    @Test
    void aNameThatIsTooLong() {
        rig.at("/voice", "<Enqueue action=\"/after\">" + "q".repeat(65) + "</Enqueue>");
        FakeLine line = caller(600);
        rig.pass(1);
        assertThat(rig.twilio.errorCodes(line.sid())).containsExactly(14213);
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("error");
    }

    @Test
    void withoutAnActionTheNextVerbFollows() {
        rig.at("/voice", "<Enqueue waitUrl=\"/wait\">q1</Enqueue><Say>next</Say>")
                .at("/wait", "<Leave/>");
        FakeLine line = caller(600);
        rig.pass(1);
        assertThat(rig.heard(line.sid())).containsExactly("next");
    }

    @Test
    void audioIsFineAsAWaitDocument() {
        rig.at("/wait", params -> new FakeResponse(200, Map.of("content-type", "audio/mpeg"), new byte[] {1}));
        FakeLine line = caller(600);
        rig.pass(25);
        assertThat(rig.heard(line.sid())).hasSize(3).containsOnly(Rig.APP + "/wait");
    }

    @Test
    void withoutAWaitDocumentThereIsMusicAndWithAnEmptyOneSilence() {
        rig.at("/voice", "<Enqueue action=\"/after\">q1</Enqueue>");
        FakeLine music = caller(600);
        rig.pass(1);
        rig.at("/voice", "<Enqueue action=\"/after\" waitUrl=\"\">q1</Enqueue>");
        FakeLine silence = caller(600);
        rig.pass(1);
        assertThat(rig.heard(music.sid())).containsExactly("hold-music");
        assertThat(rig.heard(silence.sid())).isEmpty();
    }

    @Test
    void aDocumentThatTakesNoTimeIsAskedForOnceInASecond() {
        rig.at("/wait", "");
        caller(600);
        rig.passMillis(10_100);
        assertThat(rig.sentTo("/wait")).hasSize(11);
    }

    @Test
    void aRedirectByTheApi() {
        FakeLine line = caller(600);
        rig.at("/new", "<Say>new</Say>");
        rig.pass(10);
        FakeResponse answer =
                rig.send("POST", "/Calls/" + line.sid() + ".json", Rig.form("Url", Rig.APP + "/new", "Method", "POST"));
        assertThat(answer.status()).isEqualTo(200);
        rig.passMillis(300);
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("redirected");
        assertThat(rig.sentTo("/new")).isEmpty();
        rig.passMillis(400);
        assertThat(rig.sentTo("/new")).hasSize(1);
        rig.pass(1);
        assertThat(rig.heard(line.sid())).endsWith("new").doesNotContain("Goodbye");
        assertThat(line.isOver()).isTrue();
    }

    @Test
    void theFirstWhoTakesSomebodyOutWins() {
        FakeLine line = caller(600);
        rig.at("/new", "<Say>new</Say>");
        rig.pass(10);
        String queue = queueSid();
        String member = "/Queues/" + queue + "/Members/" + line.sid() + ".json";
        assertThat(Rig.json(rig.send("GET", member, "")))
                .containsEntry("position", 1L)
                .containsEntry("wait_time", 10L);

        String form = Rig.form("Url", Rig.APP + "/new");
        assertThat(rig.send("POST", member, form).status()).isEqualTo(200);
        assertThat(rig.send("POST", member, form).status()).isEqualTo(400);
        assertThat(rig.send("GET", member, "").status()).isEqualTo(404);
        rig.pass(1);
        assertThat(rig.sentTo("/new")).hasSize(1);
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("redirected");
    }

    @Test
    void theFrontIsSomebodyElseEachTime() {
        FakeLine first = caller(600);
        rig.pass(1);
        FakeLine second = caller(600);
        rig.pass(1);
        String front = "/Queues/" + queueSid() + "/Members/Front.json";
        String form = Rig.form("Url", Rig.APP + "/new");
        assertThat(Rig.json(rig.send("POST", front, form))).containsEntry("call_sid", first.sid());
        assertThat(Rig.json(rig.send("POST", front, form))).containsEntry("call_sid", second.sid());
        assertThat(rig.send("POST", front, form).status()).isEqualTo(404);
    }

    private FakeLine caller(long stays) {
        return rig.twilio.incoming(ANN, Rig.US, Party.answering(Rig.seconds(0), Rig.seconds(stays)));
    }

    private String queueSid() {
        return (String)
                Rig.items(rig.send("GET", "/Queues.json", ""), "queues").get(0).get("sid");
    }
}

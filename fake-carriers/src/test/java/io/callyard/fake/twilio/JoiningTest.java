package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A leg takes the front of a queue, and both sides are told what became of it")
class JoiningTest {
    private static final String ANN = "+15551230001";

    private final Rig rig = new Rig();

    @BeforeEach
    void aQueueAndAnAgent() {
        rig.parties.put(Rig.AGENT, Party.answering(Rig.seconds(1), Party.FOR_EVER));
        rig.at("/voice", "<Enqueue waitUrl=\"/wait\" action=\"/after\">q1</Enqueue>")
                .at("/wait", "<Play>/music-28s.mp3</Play>")
                .at("/joined", "");
    }

    @Test
    void joinedAndHungUpByTheAgent() {
        FakeLine caller = caller();
        rig.pass(10);
        FakeLine agent = agent();
        rig.pass(3);

        assertThat(caller.talkingTo()).contains(agent.sid());
        assertThat(agent.talkingTo()).contains(caller.sid());
        Params joined = rig.sentTo("/joined").get(0);
        assertThat(joined.first("CallSid")).contains(caller.sid());
        assertThat(joined.first("DequeingCallSid")).contains(agent.sid());
        assertThat(joined.first("QueueTime")).contains("11");
        assertThat(rig.sentTo("/after")).isEmpty();

        agent.hangUp();
        rig.pass(1);
        assertThat(caller.talkingTo()).isEmpty();
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("bridged");
        assertThat(rig.sentTo("/after", "QueueTime")).containsExactly("11");
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("completed");
        assertThat(rig.sentTo("/dialled", "DialBridged")).containsExactly("true");
        assertThat(rig.heard(caller.sid())).containsExactly(Rig.APP + "/music-28s.mp3");
    }

    @Test
    void hungUpByTheCaller() {
        FakeLine caller = caller();
        rig.pass(1);
        FakeLine agent = agent();
        rig.pass(13);
        caller.hangUp();
        rig.pass(0);
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("bridged");
        Params dialled = rig.sentTo("/dialled").get(0);
        assertThat(dialled.first("DialCallStatus")).contains("completed");
        assertThat(dialled.first("DialBridged")).contains("true");
        assertThat(dialled.first("DialCallDuration")).contains("11");
        assertThat(dialled.first("DialCallSid")).contains(caller.sid());
        assertThat(agent.isOver()).isTrue();
        assertThat(rig.sentTo("/ended", "CallStatus")).containsExactly("completed");
    }

    @Test
    void theWhisperIsHeardByTheCallerBeforeTheyAreJoined() {
        rig.at("/joined", "<Say>This call is recorded</Say>");
        FakeLine caller = caller();
        rig.pass(1);
        FakeLine agent = agent();
        rig.passMillis(1_600);
        assertThat(rig.heard(caller.sid())).endsWith("This call is recorded");
        assertThat(agent.talkingTo()).isEmpty();
        rig.passMillis(1_500);
        assertThat(agent.talkingTo()).contains(caller.sid());
    }

    @Test
    void hungUpWhileTheyWereBeingJoined() {
        rig.at("/joined", "<Pause length=\"5\"/>");
        FakeLine caller = caller();
        rig.pass(1);
        FakeLine agent = agent();
        rig.pass(3);
        caller.hangUp();
        rig.pass(0);
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("bridging-in-process");
        assertThat(rig.sentTo("/dialled", "DialBridged")).containsExactly("false");
        assertThat(agent.isOver()).isTrue();
    }

    @Test
    void theAgentGoesWhileTheyWereBeingJoined() {
        rig.at("/joined", "<Pause length=\"5\"/>").at("/after", "<Pause length=\"9\"/>");
        FakeLine caller = caller();
        rig.pass(1);
        FakeLine agent = agent();
        rig.pass(3);
        agent.hangUp();
        rig.pass(0);
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("bridging-in-process");
        assertThat(caller.isOver()).isFalse();
    }

    @Test
    void anEmptyQueueIsWaitedFor() {
        FakeLine gone = caller();
        rig.pass(1);
        gone.hangUp();
        FakeLine agent = agent();
        rig.pass(6);
        assertThat(rig.sentTo("/dialled")).isEmpty();
        rig.passMillis(500);
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("no-answer");
        assertThat(rig.sentTo("/dialled", "DialBridged")).containsExactly("false");
        assertThat(agent.isOver()).isTrue();
    }

    @Test
    void whoComesMeanwhileIsTaken() {
        FakeLine gone = caller();
        rig.pass(1);
        gone.hangUp();
        FakeLine agent = agent();
        rig.pass(4);
        FakeLine caller = caller();
        rig.pass(1);
        assertThat(agent.talkingTo()).contains(caller.sid());
    }

    @Test
    void aQueueThatIsNotThere() {
        agent();
        rig.pass(2);
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("failed");
    }

    @Test
    void twoAgentsAndOneCaller() {
        FakeLine caller = caller();
        rig.pass(1);
        rig.parties.put("client:bob", Party.answering(Rig.seconds(1), Party.FOR_EVER));
        FakeLine first = agent();
        FakeLine second = rig.line(rig.call("client:bob", dial()));
        rig.pass(20);
        assertThat(first.talkingTo()).contains(caller.sid());
        assertThat(second.isOver()).isTrue();
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("no-answer");
        assertThat(rig.sentTo("/joined")).hasSize(1);
    }

    @Test
    void theCallerIsRedirectedOutOfTheConversation() {
        rig.at("/new", "<Say>new</Say>").at("/after", "<Say>never</Say>");
        FakeLine caller = caller();
        rig.pass(1);
        agent();
        rig.pass(5);
        rig.send("POST", "/Calls/" + caller.sid() + ".json", Rig.form("Url", Rig.APP + "/new"));
        rig.pass(2);
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("redirected-from-bridged");
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("completed");
        assertThat(rig.heard(caller.sid())).endsWith("new").doesNotContain("never");
    }

    @Test
    void theAgentIsRedirectedOutOfTheConversation() {
        rig.at("/new", "<Say>new</Say>").at("/dialled", "<Say>never</Say>").at("/after", "<Say>bye</Say>");
        FakeLine caller = caller();
        rig.pass(1);
        FakeLine agent = agent();
        rig.pass(5);
        rig.send("POST", "/Calls/" + agent.sid() + ".json", Rig.form("Url", Rig.APP + "/new"));
        rig.pass(2);
        assertThat(rig.sentTo("/dialled", "DialCallStatus")).containsExactly("completed");
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("bridged");
        assertThat(rig.heard(agent.sid())).containsExactly("new");
        assertThat(rig.heard(caller.sid())).endsWith("bye");
    }

    @Test
    void theTimeLimitEndsTheConversation() {
        rig.at("/after", "<Say>bye</Say>").at("/dialled", "<Say>next</Say>");
        FakeLine caller = caller();
        rig.pass(1);
        FakeLine agent = rig.line(rig.call(Rig.AGENT, dial().replace("<Dial ", "<Dial timeLimit=\"7\" ")));
        rig.pass(8);
        assertThat(agent.talkingTo()).contains(caller.sid());
        rig.passMillis(600);
        assertThat(agent.talkingTo()).isEmpty();
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("bridged");
        assertThat(rig.sentTo("/dialled", "DialCallDuration")).containsExactly("7");
        assertThat(rig.heard(agent.sid())).containsExactly("next");
        assertThat(rig.heard(caller.sid())).endsWith("bye");
    }

    @Test
    void anOfferThatIsAcceptedByAKey() {
        rig.at("/offer", "<Gather numDigits=\"1\" action=\"/accept\"><Say>Press 1</Say></Gather>")
                .at("/accept", dial());
        rig.parties.put(
                Rig.LEAD, Party.answering(Rig.seconds(1), Party.FOR_EVER).pressing(Rig.seconds(2), '1'));
        FakeLine caller = caller();
        rig.pass(1);
        FakeResponse made =
                rig.send("POST", "/Calls.json", Rig.form("To", Rig.LEAD, "From", Rig.US, "Url", Rig.APP + "/offer"));
        rig.pass(5);
        assertThat(caller.talkingTo()).contains((String) Rig.json(made).get("sid"));
    }

    private FakeLine caller() {
        return rig.twilio.incoming(ANN, Rig.US, Party.answering(Rig.seconds(0), Party.FOR_EVER));
    }

    private FakeLine agent() {
        return rig.line(rig.call(Rig.AGENT, dial()));
    }

    private static String dial() {
        return "<Dial timeout=\"5\" action=\"" + Rig.APP + "/dialled\"><Queue url=\"" + Rig.APP
                + "/joined\">q1</Queue></Dial>";
    }
}

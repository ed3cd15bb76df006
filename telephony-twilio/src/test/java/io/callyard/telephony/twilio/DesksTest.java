package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Utterance.Spoken;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.LineEnd;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people hear, and what is reported, for each of Twilio's requests. */
@Tag("R4.15")
class DesksTest {
    private static final String START = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>";
    private static final String HANG_UP = START + "<Hangup/></Response>";
    private static final String TOO_LATE =
            START + "<Say language=\"en\">The call has gone to another agent.</Say><Hangup/></Response>";

    private final Bench bench = new Bench();

    @Test
    void whoCallsIsReportedBeforeHeIsAnswered() {
        String document = bench.document(
                "/voice", "", "From", "+15551234567", "To", "+15550100100", "CallerName", "Zo\u00eb \u0007 <b>");

        Arrival arrival = bench.notes.arrivals.get(0);
        assertThat(arrival.line()).isEqualTo(Bench.LINE);
        assertThat(arrival.number()).isEqualTo(Bench.PERSON);
        assertThat(arrival.name()).isEqualTo("Zo\u00eb   <b>");
        assertThat(document).startsWith(START + "<Enqueue action=").contains("/wait#rc=1");
    }

    @Test
    void whatIsWantedWhileHeIsReportedIsWhatHeHearsFirst() {
        bench.notes.onArrival = () -> bench.driver.hold(Bench.LINE, "https://cdn.example.com/m.mp3");
        assertThat(bench.document("/voice", "", "From", "+15551234567")).contains("/wait?music=https%3A%2F%2Fcdn");

        bench.notes.onArrival = () -> {
            bench.driver.release(Bench.LINE, new Spoken("Closed.", "en"), LineEnd.HANG_UP);
            bench.driver.hold(Bench.LINE, "");
        };
        assertThat(bench.document("/voice", "", "From", "+15551234567"))
                .isEqualTo(START + "<Say language=\"en\">Closed.</Say><Hangup/></Response>");
        assertThat(bench.wire.sent).isEmpty();

        bench.driver.hold(Bench.LINE, "");
        assertThat(bench.wire.sent).hasSize(1);
    }

    @Test
    void whoCallsANumberThatLeadsNowhereIsDeclined() {
        Bench declining = new Bench(builder -> builder.incomingCalls(IncomingCalls.none()));

        assertThat(declining.document("/voice", "", "From", "+15551234567")).isEqualTo(START + "<Reject/></Response>");
        assertThat(declining.notes.story).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "anonymous", "Anonymous", "Restricted", "unknown", "client:alice", "sip:alice@example.com",
                "+266696687", "+2562533", "+7378742833", "+86282452253", "+8656696", "15551234567", "+1555123456789012"
            })
    void whatIsNoNumberIsNone(String from) {
        bench.document("/voice", "", "From", from, "CallerName", "x".repeat(500));

        assertThat(bench.notes.arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.number()).isNull();
            assertThat(arrival.name()).hasSize(100);
        });
    }

    @Test
    void whileTheStoreIsAwayNobodyIsAnswered() {
        bench.notes.storeIsAway = true;
        assertThat(bench.told("/voice", "", "From", "+15551234567").status()).isEqualTo(503);
        bench.notes.storeIsAway = false;
        // The opening is over: what is wanted now goes to the call.
        bench.driver.hold(Bench.LINE, "");
        assertThat(bench.wire.sent).hasSize(1);
    }

    @Test
    void whoWaitsHearsMusicAndCanPressAKey() {
        String document = bench.document("/wait", "music=https%3A%2F%2Fcdn.example.com%2Fm.mp3", "QueueTime", "7");

        assertThat(document)
                .startsWith(START + "<Gather numDigits=\"1\" timeout=\"1\" finishOnKey=\"\" action=\"" + Bench.PUBLIC
                        + "/digit?in=queue&amp;music=https%3A%2F%2Fcdn.example.com%2Fm.mp3#rc=1&amp;rp=ct,5xx\">"
                        + "<Play loop=\"0\">https://cdn.example.com/m.mp3</Play></Gather><Redirect>" + Bench.PUBLIC
                        + "/wait?music=");
        assertThat(bench.document("/wait", "")).contains("<Pause length=\"60\"/>");
        assertThat(bench.document("/wait", "music=fanfare")).contains("<Pause length=\"60\"/>");
        Bench musical = new Bench(builder -> builder.music(URI.create("https://cdn.example.com/own.mp3")));
        assertThat(musical.document("/wait", "")).contains("<Play loop=\"0\">https://cdn.example.com/own.mp3</Play>");
    }

    @Test
    void aKeyIsReportedAndHeWaitsOn() {
        assertThat(bench.document("/digit", "in=queue&music=https%3A%2F%2Fx.example", "Digits", "1"))
                .contains("<Gather")
                .doesNotContain("<Enqueue");
        assertThat(bench.document("/digit", "music=https%3A%2F%2Fx.example", "Digits", "#"))
                .contains("<Enqueue")
                .contains("music=https%3A%2F%2Fx.example");
        assertThat(bench.document("/digit", "", "Digits", "12")).contains("<Enqueue");
        assertThat(bench.document("/digit", "", "Digits", "\u0661")).contains("<Enqueue");
        assertThat(bench.document("/digit", "")).contains("<Enqueue");

        assertThat(bench.notes.story).containsExactly("pressed 1", "pressed #");
    }

    @Test
    void whoHangsUpWhileHeWaitsIsReported() {
        assertThat(bench.document("/left", "try=1", "QueueResult", "hangup", "CallStatus", "completed"))
                .isEqualTo(HANG_UP);
        assertThat(bench.notes.story).containsExactly("line ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirected", "redirected-from-bridged"})
    void whomWeHaveSentElsewhereIsNotReported(String result) {
        assertThat(bench.document("/left", "try=1", "QueueResult", result)).isEqualTo(START + "</Response>");
        assertThat(bench.notes.story).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "system-error", "queue-full", "a-new-word", ""})
    void whoFallsOutOfAQueueIsPutIntoAnotherTwice(String result) {
        String first = bench.document("/left", "music=https%3A%2F%2Fx.example&try=1", "QueueResult", result);
        String second = bench.document("/left", "music=https%3A%2F%2Fx.example&try=2", "QueueResult", result);

        assertThat(first).contains("<Enqueue").contains("try=2").contains("music=https%3A%2F%2Fx.example");
        assertThat(second).contains("<Enqueue").contains("try=3");
        assertThat(first.replaceAll(".*>(callyard-hold-[0-9]+)<.*", "$1"))
                .isNotEqualTo(second.replaceAll(".*>(callyard-hold-[0-9]+)<.*", "$1"));
        assertThat(bench.notes.story).isEmpty();
        assertThat(bench.document("/left", "try=3", "QueueResult", result)).isEqualTo(HANG_UP);
        assertThat(bench.notes.story).containsExactly("line ended");
    }

    @Test
    @Tag("R3.6")
    void theEndOfACallersCallIsReportedAndNothingElseOfIt() {
        for (String status : new String[] {"ringing", "in-progress", "a-new-word", ""}) {
            assertThat(bench.told("/line-status", "", "CallStatus", status).status())
                    .isEqualTo(204);
        }
        assertThat(bench.notes.story).isEmpty();
        bench.told("/line-status", "", "CallStatus", "completed");
        bench.told("/line-status", "", "CallStatus", "completed");
        assertThat(bench.notes.story).containsExactly("line ended", "line ended");
    }

    @Test
    void anAgentAtANumberHasToPressAKeyAndOneAtADeviceHasNot() {
        String prompt = bench.document("/agent", Bench.LEG, "To", "+15551234567", "CallStatus", "in-progress");
        assertThat(prompt)
                .contains("action=\"" + Bench.PUBLIC + "/agent-key?offer=" + Bench.OFFER + "&amp;agent=iris#")
                .contains("Press 1 to take it.")
                .contains("<Redirect>" + Bench.PUBLIC + "/agent-key?");
        assertThat(bench.notes.story).isEmpty();

        for (String device : new String[] {"client:iris", "sip:iris@pbx.example.com"}) {
            assertThat(bench.document("/agent", Bench.LEG, "To", device)).contains("<Enqueue");
        }
        Bench trusting = new Bench(builder -> builder.numbersPressOne(false));
        assertThat(trusting.document("/agent", Bench.LEG, "To", "+15551234567")).contains("<Enqueue");
        assertThat(trusting.notes.story).containsExactly("accepted by iris");
    }

    @Test
    void whoPressesOneWaitsForThePersonInAQueueOfTheOffer() {
        String document = bench.document("/agent-key", Bench.LEG, "Digits", "1");

        assertThat(document)
                .isEqualTo(START + "<Enqueue action=\"" + Bench.PUBLIC + "/agent-left?offer=" + Bench.OFFER
                        + "&amp;agent=iris#rc=1&amp;rp=ct,5xx\" waitUrl=\"" + Bench.PUBLIC
                        + "/agent-wait#rc=1&amp;rp=ct,5xx\">offer-" + Bench.OFFER + "</Enqueue></Response>");
        assertThat(bench.notes.story).containsExactly("accepted by iris");
    }

    @Test
    void whoIsTooLateIsTold() {
        bench.notes.accepts = false;

        assertThat(bench.document("/agent-key", Bench.LEG, "Digits", "1")).isEqualTo(TOO_LATE);
        assertThat(bench.document("/agent", Bench.LEG, "To", "client:iris")).isEqualTo(TOO_LATE);
    }

    @Test
    void anotherKeyOrNoneIsADecline() {
        assertThat(bench.document("/agent-key", Bench.LEG, "Digits", "2")).isEqualTo(HANG_UP);
        assertThat(bench.document("/agent-key", Bench.LEG)).isEqualTo(HANG_UP);

        assertThat(bench.notes.story)
                .containsExactly("declined by iris: declined by key", "declined by iris: pressed no key");
    }

    @Test
    void anAgentDoesNotWaitForEver() {
        assertThat(bench.document("/agent-wait", "", "QueueTime", "0")).contains("<Pause length=\"20\"/>");
        assertThat(bench.document("/agent-wait", "", "QueueTime", "110")).contains("<Pause length=\"10\"/>");
        assertThat(bench.document("/agent-wait", "", "QueueTime", "120")).contains("<Leave/>");
        assertThat(bench.document("/agent-wait", "")).contains("<Pause length=\"20\"/>");
    }

    @Test
    void whenTheAgentLeavesHisQueueIsDeleted() {
        String queue = "QU" + "a".repeat(32);
        assertThat(bench.document("/agent-left", Bench.LEG, "QueueResult", "bridged", "QueueSid", queue))
                .isEqualTo(HANG_UP);
        bench.document("/agent-left", Bench.LEG, "QueueResult", "hangup", "QueueSid", "../x");

        assertThat(bench.notes.story).containsExactly("agent ended: iris", "agent ended: iris");
        assertThat(bench.wire.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.method() + sent.path())
                        .isEqualTo("DELETE/2010-04-01/Accounts/" + Bench.ACCOUNT + "/Queues/" + queue + ".json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "no-answer", "failed", "canceled", "completed"})
    void anAgentsCallThatIsOverNeitherTakesNorTalks(String status) {
        assertThat(bench.told("/agent-status", Bench.LEG, "CallStatus", status).status())
                .isEqualTo(204);

        assertThat(bench.notes.story).containsExactly("declined by iris: " + status, "agent ended: iris");
    }

    @Test
    void theMomentOfJoiningIsReported() {
        assertThat(bench.document("/joined", Bench.LEG)).isEqualTo(START + "</Response>");
        assertThat(bench.notes.story).containsExactly("connected");
    }

    @Test
    void whoHasTalkedIsHungUp() {
        assertThat(bench.document("/after", Bench.LEG + "&try=1", "DialCallStatus", "completed", "DialBridged", "true"))
                .isEqualTo(HANG_UP);
        assertThat(bench.document("/after", Bench.LEG + "&try=1", "DialCallStatus", "completed"))
                .isEqualTo(HANG_UP);
        assertThat(bench.notes.story).isEmpty();
    }

    @Test
    void whoFindsNoAgentTriesAgainTwiceAndThenWaitsOn() {
        String[] missed = {"DialCallStatus", "failed", "DialBridged", "false", "CallStatus", "in-progress"};
        String second = bench.document("/after", Bench.LEG + "&try=1", missed);
        String third = bench.document("/after", Bench.LEG + "&try=2", missed);

        assertThat(second).startsWith(START + "<Pause length=\"1\"/><Dial").contains("try=2");
        assertThat(third).startsWith(START + "<Pause length=\"1\"/><Dial").contains("try=3");
        assertThat(bench.notes.story).isEmpty();
        assertThat(bench.document("/after", Bench.LEG + "&try=3", missed)).contains("<Enqueue");
        assertThat(bench.notes.story).containsExactly("not connected: the agent was not there");
    }

    @Test
    void whoHangsUpWhileHeIsJoinedIsReported() {
        bench.document("/after", Bench.LEG + "&try=1", "DialCallStatus", "no-answer", "CallStatus", "completed");

        assertThat(bench.notes.story).containsExactly("line ended");
    }

    @Test
    void whoIsCalledBackIsHeldInSilence() {
        assertThat(bench.document("/outbound", "")).isEqualTo(START + "<Pause length=\"60\"/><Hangup/></Response>");
        assertThat(bench.document("/voicemail", "", "RecordingUrl", "http://169.254.169.254/"))
                .isEqualTo(HANG_UP);
        assertThat(bench.wire.sent).isEmpty();
    }
}

package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TwiML runs verb by verb, in its time")
class TwimlTest {
    private static final String A = "https://calls.example.com/a.mp3";

    private final Rig rig = new Rig();

    @BeforeEach
    void somebodyWhoStays() {
        rig.parties.put(Rig.LEAD, Party.answering(Rig.seconds(0), Party.FOR_EVER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what it says, how many milliseconds it takes, what is heard
                "<Say>Hi</Say> | 500 | Hi",
                "<Say>1234567890</Say> | 600 | 1234567890",
                "<Say>1234567890</Say><Say>Hi</Say> | 1100 | 1234567890,Hi",
                "<Say loop='2'>1234567890</Say> | 1200 | 1234567890,1234567890",
                "<Say>Tom &amp; Ann</Say> | 540 | Tom & Ann",
                "<Play>https://calls.example.com/a.mp3</Play> | 10000 | https://calls.example.com/a.mp3",
                "<Play>https://calls.example.com/a-28s.mp3</Play> | 28000 | https://calls.example.com/a-28s.mp3",
                "<Pause/> | 1000 | ''",
                "<Pause length='7'/> | 7000 | ''",
                "<Gather timeout='3'><Say>Hi</Say></Gather><Say>no</Say> | 4000 | Hi,no",
                "<Hangup/><Say>no</Say> | 0 | ''",
                "<Reject/> | 0 | ''",
                "<Record maxLength='20'/> | 20000 | ''",
                "'' | 0 | ''",
            })
    void eachVerbTakesItsTime(String verbs, int millis, String heard) {
        rig.at("/voice", verbs.replace('\'', '"'));
        String sid = call();
        rig.passMillis(500 + Math.max(0, millis - 1));
        if (millis > 0) {
            assertThat(rig.status(sid)).isEqualTo("in-progress");
        }
        rig.passMillis(1);
        if (verbs.contains("Record")) {
            // Its action is the same document again.
            assertThat(rig.sentTo("/voice", "RecordingDuration")).containsExactly("-", "20");
            return;
        }
        assertThat(rig.status(sid)).isEqualTo("completed");
        assertThat(String.join(",", rig.heard(sid))).isEqualTo(heard);
        assertThat(rig.twilio.errorCodes(sid)).isEmpty();
    }

    @Test
    void zeroLoopsNeverEnd() {
        rig.at("/voice", "<Play loop=\"0\">a.mp3</Play>");
        String sid = call();
        rig.pass(101);
        assertThat(rig.heard(sid)).hasSize(11).containsOnly(A);
    }

    @Test
    void theTimesOfWhatIsHeardAreKept() {
        rig.at("/voice", "<Say>Hi</Say><Play>/a.mp3</Play>");
        String sid = call();
        rig.pass(60);
        List<Heard> heard = rig.line(sid).heard();
        assertThat(heard).extracting(Heard::what).containsExactly("Hi", A);
        assertThat(Duration.between(heard.get(0).at(), heard.get(1).at())).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aRedirectIsRelativeToItsDocument() {
        rig.at("/twilio/voice", "<Redirect>next?a=1</Redirect><Say>never</Say>").at("/twilio/next", "<Say>next</Say>");
        String sid = call("/twilio/voice");
        rig.pass(1);
        assertThat(rig.heard(sid)).containsExactly("next");
        assertThat(rig.sentTo("/twilio/next", "a")).containsExactly("1");
    }

    @Test
    void aQueryAloneIsForTheSameDocument() {
        rig.at(
                "/twilio/voice",
                params -> params.first("again").isPresent()
                        ? Rig.xml("<Say>again</Say>")
                        : Rig.xml("<Redirect>?again=1</Redirect>"));
        String sid = call("/twilio/voice?first=1");
        rig.pass(1);
        assertThat(rig.heard(sid)).containsExactly("again");
        assertThat(rig.sentTo("/twilio/voice", "first")).containsExactly("1", "-");
    }

    @ParameterizedTest
    @CsvSource({"'numDigits=\"2\"', 12, 12", "'', 12#, 12", "'finishOnKey=\"*\"', 1#*, 1#", "'timeout=\"2\"', 7, 7"})
    void keysAreGathered(String attributes, String pressed, String digits) {
        rig.at("/voice", "<Gather action=\"/digits\" " + attributes + "><Play>a.mp3</Play></Gather><Say>none</Say>")
                .at("/digits", "<Say>thanks</Say>");
        String sid = call();
        rig.pass(3);
        for (char key : pressed.toCharArray()) {
            rig.line(sid).press(key);
        }
        rig.pass(3);
        assertThat(rig.sentTo("/digits", "Digits")).containsExactly(digits);
        assertThat(rig.heard(sid)).containsExactly(A, "thanks");
    }

    @Test
    void aKeySilencesThePrompt() {
        rig.at(
                "/voice",
                "<Gather numDigits=\"2\" action=\"/digits\" timeout=\"9\"><Say loop=\"0\">12345</Say></Gather>");
        String sid = call();
        rig.passMillis(600);
        rig.line(sid).press('4');
        rig.pass(8);
        assertThat(rig.heard(sid)).hasSize(1);
        assertThat(rig.sentTo("/digits")).isEmpty();
        rig.pass(2);
        assertThat(rig.sentTo("/digits", "Digits")).containsExactly("4");
    }

    @Test
    void anEmptyResultIsAnActionOnlyIfWanted() {
        rig.at(
                "/voice",
                "<Gather timeout=\"2\" action=\"/no\"/><Gather timeout=\"2\" action=\"/yes\""
                        + " actionOnEmptyResult=\"true\"/>");
        call();
        rig.pass(10);
        assertThat(rig.sentTo("/no")).isEmpty();
        assertThat(rig.sentTo("/yes", "Digits")).containsExactly("");
    }

    @Test
    void withoutAnActionTheSameDocumentIsAskedAgain() {
        rig.at("/voice", "<Gather numDigits=\"1\" timeout=\"9\"/>");
        String sid = call();
        rig.pass(2);
        rig.line(sid).press('5');
        rig.pass(0);
        assertThat(rig.sentTo("/voice", "Digits")).containsExactly("-", "5");
    }

    @Test
    void aRecordingEndsWithAKey() {
        rig.at("/voice", "<Record action=\"/done\" finishOnKey=\"#\"/>");
        String sid = call();
        rig.pass(10);
        rig.line(sid).press('1');
        rig.line(sid).press('#');
        rig.pass(1);
        Params done = rig.sentTo("/done").get(0);
        assertThat(done.first("Digits")).contains("#");
        assertThat(done.first("RecordingDuration")).contains("9");
        assertThat(done.first("RecordingUrl").orElseThrow()).contains("/Recordings/RE");
    }

    @Test
    void aRecordingEndsWithTheCall() {
        rig.at("/voice", "<Record action=\"/done\"/>").at("/done", "<Say>nobody hears it</Say>");
        String sid = call();
        rig.pass(10);
        rig.line(sid).hangUp();
        rig.pass(1);
        assertThat(rig.sentTo("/done", "Digits")).containsExactly("hangup");
        assertThat(rig.sentTo("/done", "CallStatus")).containsExactly("completed");
        assertThat(rig.heard(sid)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/xml | <Response><Sing/></Response> | 12200",
                "text/xml | <Response><Leave/></Response> | 12200",
                "text/xml | <Answer/> | 12200",
                "text/xml | <Response><Say>no end</Response> | 12100",
                "text/xml | <!DOCTYPE a [<!ENTITY b 'c'>]><Response><Say>&b;</Say></Response> | 12100",
                "text/xml | <!DOCTYPE a SYSTEM 'file:///etc/passwd'><Response/> | 12100",
                "text/xml | <Response><Gather><Dial>1</Dial></Gather></Response> | 12200",
                "text/xml | <Response><Redirect>https://a_b/</Redirect></Response> | 11100",
                "application/json | {} | 12300",
            })
    void whatIsWrongIsNotedAndEndsTheCall(String type, String body, int code) {
        rig.at(
                "/voice",
                params -> new FakeResponse(200, Map.of("content-type", type), body.getBytes(StandardCharsets.UTF_8)));
        String sid = call();
        rig.pass(10);
        assertThat(rig.twilio.errorCodes(sid)).containsExactly(code);
        assertThat(rig.status(sid)).isEqualTo("completed");
        assertThat(rig.heard(sid)).containsExactly("An application error has occurred. Goodbye.");
    }

    @Test
    void relativeAddressesNeedADocumentWithOne() {
        String sid = rig.call(Rig.LEAD, "<Redirect>/next</Redirect>");
        rig.pass(2);
        assertThat(rig.twilio.errorCodes(sid)).containsExactly(11100);
    }

    @Test
    void theFallbackIsAskedOnce() {
        rig.at("/voice", params -> FakeResponse.empty(500))
                .at("/fallback", "<Say>sorry</Say><Redirect>/voice</Redirect>");
        String sid = (String) Rig.json(rig.send(
                        "POST",
                        "/Calls.json",
                        Rig.form(
                                "To",
                                Rig.LEAD,
                                "From",
                                Rig.US,
                                "Url",
                                Rig.APP + "/voice",
                                "FallbackUrl",
                                Rig.APP + "/fallback")))
                .get("sid");
        rig.pass(20);
        assertThat(rig.sentTo("/fallback", "ErrorCode")).containsExactly("11200");
        assertThat(rig.heard(sid)).containsExactly("sorry", "An application error has occurred. Goodbye.");
        assertThat(rig.status(sid)).isEqualTo("completed");
    }

    private String call() {
        return call("/voice");
    }

    private String call(String path) {
        FakeResponse answer =
                rig.send("POST", "/Calls.json", Rig.form("To", Rig.LEAD, "From", Rig.US, "Url", Rig.APP + path));
        return (String) Rig.json(answer).get("sid");
    }
}

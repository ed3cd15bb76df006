package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Utterance.Played;
import io.callyard.model.inbound.Utterance.Spoken;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.LineEnd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R4.15")
class LinesTest {
    private static final Spoken WORDS = new Spoken("You are number 2.", "en");
    private static final String MUSIC = "https://cdn.example.com/m.mp3?a=1&b=2";

    private final Bench bench = new Bench(builder -> builder.voice("es", "Polly.Mia"));

    private static BridgeOrder bridge() {
        return new BridgeOrder(Bench.ACME, Bench.OFFER, Bench.CALLER, Bench.LINE, Bench.IRIS, "client:iris");
    }

    private List<String> documents() {
        return bench.wire.sent.stream()
                .filter(sent -> sent.method().equals("POST"))
                .map(sent -> sent.get("Twiml") + sent.get("Status"))
                .toList();
    }

    @Test
    void whoIsHeldHearsTheMusicOfHisQueueAndHisHangUpIsTold() {
        assertThat(bench.driver.hold(Bench.LINE, MUSIC)).isCompleted();

        Wire.Sent sent = bench.wire.last();
        assertThat(sent.path()).endsWith("/Calls/" + Wire.SID + ".json");
        assertThat(sent.get("StatusCallback")).isEqualTo(Bench.PUBLIC + "/line-status#rc=3&rp=all");
        assertThat(sent.get("Twiml"))
                .contains("<Enqueue action=\"" + Bench.PUBLIC + "/left?music=https%3A%2F%2Fcdn.example.com")
                .contains("waitUrl=\"" + Bench.PUBLIC
                        + "/wait?music=https%3A%2F%2Fcdn.example.com%2Fm.mp3%3Fa%3D1%26b%3D2#rc=1&amp;rp=ct,5xx\"")
                .containsPattern(">callyard-hold-[0-9]+</Enqueue>");
    }

    @Test
    void wordsAreSaidInTheirLanguageAndThenHeWaitsOn() {
        bench.driver.say(Bench.LINE, new Spoken("Espere </Say> & <b>", "es-MX"), MUSIC);

        assertThat(documents().get(0))
                .contains(
                        "<Say language=\"es-MX\" voice=\"Polly.Mia\">Espere &lt;/Say&gt; &amp; &lt;b&gt;</Say></Gather>"
                                + "<Enqueue ")
                .contains("<Gather numDigits=\"1\" timeout=\"1\" finishOnKey=\"\" action=\"" + Bench.PUBLIC
                        + "/digit?music=");
    }

    @Test
    void aRecordingIsPlayedIfItHasAnAddress() {
        bench.driver.say(Bench.LINE, new Played("https://cdn.example.com/hi.mp3"), "");
        assertThat(documents().get(0)).contains("<Play>https://cdn.example.com/hi.mp3</Play>");

        assertThat(bench.driver.say(Bench.LINE, new Played("hi.mp3"), "")).isCompletedExceptionally();
        assertThat(bench.wire.sent).hasSize(1);
    }

    @Test
    void wordsThatAreTooManyForOneRequestEndEarlier() {
        bench.driver.say(Bench.LINE, new Spoken("word & ".repeat(428), "en"), MUSIC);

        String document = documents().get(0);
        assertThat(document)
                .hasSizeBetween(3_000, 4_000)
                .contains("</Say></Gather><Enqueue")
                .endsWith("</Response>");
    }

    @Test
    void aLineIsLetGoOfWithOrWithoutWords() {
        bench.driver.release(Bench.LINE, null, LineEnd.HANG_UP);
        bench.driver.release(Bench.LINE, WORDS, LineEnd.HANG_UP);
        bench.driver.release(Bench.LINE, WORDS, LineEnd.VOICEMAIL);

        assertThat(documents().get(0)).isEqualTo("completed");
        assertThat(documents().get(1)).endsWith("<Say language=\"en\">You are number 2.</Say><Hangup/></Response>");
        assertThat(documents().get(2))
                .contains("</Say><Record action=\"" + Bench.PUBLIC + "/voicemail#rc=1&amp;rp=ct,5xx\"")
                .endsWith("<Hangup/></Response>");
        assertThat(bench.wire.sent).noneMatch(sent -> sent.body().contains("StatusCallback"));
    }

    @Test
    void aPersonIsSentToTheAgentsQueueAndKeepsHisReports() {
        assertThat(bench.driver.bridge(bridge())).isCompletedWithValue(BridgeAnswer.UNDER_WAY);

        assertThat(documents().get(0))
                .contains("<Dial timeout=\"5\" action=\"" + Bench.PUBLIC + "/after?offer=" + Bench.OFFER
                        + "&amp;agent=iris&amp;try=1#rc=1&amp;rp=ct,5xx\"><Queue url=\"" + Bench.PUBLIC
                        + "/joined?offer=")
                .contains(">offer-" + Bench.OFFER + "</Queue></Dial>");
        assertThat(bench.wire.last().body()).doesNotContain("StatusCallback");
    }

    @Test
    void aLineThatIsNotReadyIsAskedAgain() {
        bench.wire
                .then(400, CallPlacingTest.error(400, 21220))
                .then(request -> Wire.done(Wire.call(200, "ringing")))
                .then(400, CallPlacingTest.error(400, 21220))
                .then(request -> Wire.done(Wire.call(200, "ringing")));
        CompletionStage<Void> held = bench.driver.hold(Bench.LINE, "");

        bench.scheduler.advance(Duration.ofMillis(499));
        assertThat(documents()).hasSize(1);
        bench.scheduler.advance(Duration.ofMillis(1));
        assertThat(documents()).hasSize(2);
        bench.scheduler.advance(Duration.ofMillis(999));
        assertThat(documents()).hasSize(2);
        bench.scheduler.advance(Duration.ofMillis(1));
        assertThat(documents()).hasSize(3);
        assertThat(held).isCompleted();
    }

    @Test
    void aLineThatIsNeverReadyFailsAfterAFewSeconds() {
        bench.wire.always(request -> Wire.done(
                request.method().equals("POST")
                        ? FakeResponse.json(400, CallPlacingTest.error(400, 21220))
                        : Wire.call(200, "ringing")));
        CompletionStage<Void> held = bench.driver.hold(Bench.LINE, "");

        bench.scheduler.advance(Duration.ofSeconds(4));
        assertThat(held).isCompletedExceptionally();
        assertThat(documents()).hasSize(4);
        bench.scheduler.advance(Duration.ofMinutes(1));
        assertThat(documents()).hasSize(4);
    }

    @Test
    void aLineThatIsOverIsAFailureOnlyForWhoWantsToGoOn() {
        bench.wire.always(request -> Wire.done(
                request.method().equals("POST")
                        ? FakeResponse.json(400, CallPlacingTest.error(400, 21220))
                        : Wire.call(200, "completed")));

        assertThat(bench.driver.release(Bench.LINE, null, LineEnd.HANG_UP)).isCompleted();
        assertThat(bench.driver.release(Bench.LINE, WORDS, LineEnd.VOICEMAIL)).isCompleted();
        assertThat(bench.driver.hold(Bench.LINE, "")).isCompletedExceptionally();
        assertThat(bench.driver.bridge(bridge()))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(CarrierException.class)
                .withMessage("the line is over");
    }

    @Test
    void ofWordsThatHaveToWaitOnlyTheNewestAreSaid() {
        CompletableFuture<FakeResponse> slow = new CompletableFuture<>();
        bench.wire.then(request -> slow);
        CompletionStage<Void> first = bench.driver.hold(Bench.LINE, "");
        CompletionStage<Void> second = bench.driver.say(Bench.LINE, WORDS, "");
        CompletionStage<Void> third = bench.driver.say(Bench.LINE, new Spoken("Soon.", "en"), "");

        assertThat(documents()).hasSize(1);
        assertThat(first.toCompletableFuture()).isNotDone();
        assertThat(second).isCompleted();
        slow.complete(Wire.call(200, "in-progress"));
        assertThat(first).isCompleted();
        assertThat(third).isCompleted();
        assertThat(documents()).hasSize(2);
        assertThat(documents().get(1)).contains("Soon.");
    }

    @Test
    void wordsNeverTakeThePlaceOfAConnectionOrOfTheEnd() {
        CompletableFuture<FakeResponse> slow = new CompletableFuture<>();
        bench.wire.then(request -> slow);
        bench.driver.say(Bench.LINE, WORDS, "");
        CompletionStage<BridgeAnswer> connected = bench.driver.bridge(bridge());
        CompletionStage<Void> late = bench.driver.say(Bench.LINE, WORDS, "");
        slow.complete(Wire.call(200, "in-progress"));

        assertThat(late).isCompleted();
        assertThat(connected).isCompletedWithValue(BridgeAnswer.UNDER_WAY);
        assertThat(documents()).hasSize(2);
        assertThat(documents().get(1)).contains("<Dial");
    }

    @Test
    void whatWaitsForAnotherTryGivesWayToWhatIsNewer() {
        bench.wire.then(400, CallPlacingTest.error(400, 21220)).then(request -> Wire.done(Wire.call(200, "ringing")));
        CompletionStage<Void> held = bench.driver.hold(Bench.LINE, "");
        CompletionStage<Void> ended = bench.driver.release(Bench.LINE, null, LineEnd.HANG_UP);
        bench.scheduler.advance(Duration.ofSeconds(1));

        assertThat(held).isCompleted();
        assertThat(ended).isCompleted();
        assertThat(documents()).hasSize(2).last().isEqualTo("completed");
    }

    @Test
    void whatIsNewerDoesNotWaitForATryThatIsOfNoUseAnyMore() {
        CompletableFuture<FakeResponse> slow = new CompletableFuture<>();
        bench.wire.then(request -> slow).then(request -> Wire.done(Wire.call(200, "ringing")));
        CompletionStage<Void> held = bench.driver.hold(Bench.LINE, "");
        CompletionStage<Void> ended = bench.driver.release(Bench.LINE, null, LineEnd.HANG_UP);
        slow.complete(FakeResponse.json(400, CallPlacingTest.error(400, 21220)));

        assertThat(held).isCompleted();
        assertThat(ended).isCompleted();
    }

    @Test
    void theEndIsAskedForUntilThereIsAClearAnswerAndNothingElseIs() {
        bench.wire.then(503, "").then(request -> new CompletableFuture<>());
        CompletionStage<Void> ended = bench.driver.release(Bench.LINE, WORDS, LineEnd.HANG_UP);
        bench.scheduler.advance(Duration.ofSeconds(20));
        assertThat(ended).isCompleted();
        assertThat(documents()).hasSize(3);

        bench.wire.then(503, "");
        assertThat(bench.driver.say(Bench.LINE, WORDS, "")).isCompletedExceptionally();
        assertThat(documents()).hasSize(4);
    }

    @Test
    void tooManyRequestsAtOnceIsASecondTryForAll() {
        bench.wire.then(429, CallPlacingTest.error(429, 20429));
        CompletionStage<Void> said = bench.driver.say(Bench.LINE, WORDS, "");
        bench.scheduler.advance(Duration.ofSeconds(1));

        assertThat(said).isCompleted();
        assertThat(documents()).hasSize(2);
    }

    @Test
    void aLineOfAnotherCarrierIsNotAskedFor() {
        CallerLine other = new CallerLine(TenantLimits.DEFAULT_ACCOUNT, new CarrierCallId("../Accounts/x"));

        assertThat(bench.driver.hold(other, "")).isCompletedExceptionally();
        assertThat(bench.driver.say(other, WORDS, "")).isCompletedExceptionally();
        assertThat(bench.wire.sent).isEmpty();
    }
}

package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.LineEnd;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R4.15")
class LinesTest {
    private static final String TUNE = "https://calls.example.com/music.mp3";
    private static final CallTag HELD = new CallTag.Held(TUNE);
    private static final Utterance WORDS = new Utterance.Spoken("You are number two.", "es-MX");
    private final Bench bench = new Bench(builder -> builder.music("own-music").voice("es", "Lucia"));

    private void succeeds(CompletionStage<?> stage) {
        bench.get(stage);
    }

    // He is held

    @Test
    void whoIsHeldIsAnsweredAndHearsMusicWhenHeIs() {
        succeeds(bench.driver.hold(Bench.LINE, TUNE));
        assertThat(bench.wire.asked()).containsExactly("answer");
        assertThat(bench.wire.last().tag()).isEqualTo(HELD);

        bench.told("call.answered", HELD);
        assertThat(bench.wire.last().what()).isEqualTo("playback_start");
        assertThat(bench.wire.last().text("audio_url")).isEqualTo(TUNE);
        assertThat(bench.wire.last().text("loop")).isEqualTo("infinity");
    }

    @Test
    void withoutMusicOfTheQueuesHeHearsTheDriversOwn() {
        bench.told("call.answered", new CallTag.Held(""));

        assertThat(bench.wire.last().text("media_name")).isEqualTo("own-music");
    }

    @Test
    void withoutAnyMusicThereIsSilence() {
        Bench quiet = new Bench();
        quiet.told("call.answered", new CallTag.Held(""));

        assertThat(quiet.wire.sent).isEmpty();
    }

    @Test
    void whoIsAnsweredAlreadyGetsMusicAtOnce() {
        bench.wire.refuse(422, "90019");
        succeeds(bench.driver.hold(Bench.LINE, TUNE));

        assertThat(bench.wire.asked()).containsExactly("answer", "playback_start");
        assertThat(bench.wire.last().text("stop")).isEqualTo("all");
        assertThat(bench.wire.last().tag()).isEqualTo(HELD);
    }

    // He hears something

    @Test
    void wordsBreakOffTheMusicAndItGoesOnAfterwards() {
        succeeds(bench.driver.say(Bench.LINE, WORDS, TUNE));
        Wire.Sent speak = bench.wire.last();
        assertThat(speak.what()).isEqualTo("speak");
        assertThat(speak.text("payload")).isEqualTo("You are number two.");
        assertThat(speak.text("language")).isEqualTo("es-MX");
        assertThat(speak.text("voice")).isEqualTo("Lucia");
        assertThat(speak.text("stop")).isEqualTo("all");
        assertThat(speak.tag()).isEqualTo(HELD);

        bench.told("call.speak.ended", HELD, "status", "completed");
        assertThat(bench.wire.last().what()).isEqualTo("playback_start");
        assertThat(bench.wire.last().text("audio_url")).isEqualTo(TUNE);
        assertThat(bench.wire.last().json().has("stop")).isFalse();
        assertThat(bench.wire.last().json().has("client_state"))
                .as("he may have been joined meanwhile: the tag is left alone")
                .isFalse();
    }

    @Test
    void anyNodeLetsTheMusicGoOn() {
        Bench other = new Bench();
        other.told("call.speak.ended", HELD, "status", "completed");

        assertThat(other.wire.last().text("audio_url")).isEqualTo(TUNE);
    }

    @Test
    void anEndThatIsToldTwiceStartsTheMusicByOneCommandId() {
        byte[] body = Bench.body("e", "call.speak.ended", HELD, "status", "completed");
        bench.deliver(body);
        bench.deliver(body);

        assertThat(bench.wire.sent.get(0).text("command_id"))
                .isEqualTo(bench.wire.sent.get(1).text("command_id"));
    }

    @Test
    void aRecordingIsPlayedOnceAndThenTheMusic() {
        succeeds(bench.driver.say(Bench.LINE, new Utterance.Played("https://x.example.com/a.mp3"), TUNE));
        assertThat(bench.wire.last().text("audio_url")).isEqualTo("https://x.example.com/a.mp3");
        assertThat(bench.wire.last().json().has("loop")).isFalse();

        bench.told("call.playback.ended", HELD, "status", "completed", "media_url", "https://x.example.com/a.mp3");
        assertThat(bench.wire.last().text("audio_url")).isEqualTo(TUNE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "call_hangup", "cancelled_amd", "unknown", ""})
    void whatWasBrokenOffIsNotFollowedByMusic(String status) {
        bench.told("call.playback.ended", HELD, "status", status, "media_url", TUNE);

        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    void musicThatCannotBePlayedIsNotTriedForEver() {
        bench.told("call.playback.ended", HELD, "status", "file_not_found", "media_url", TUNE);
        assertThat(bench.wire.last().text("media_name")).isEqualTo("own-music");

        bench.told("call.playback.ended", HELD, "status", "failed", "media_name", "own-music");
        // A sound that is not the queue's music is followed by that music.
        assertThat(bench.wire.last().text("audio_url")).isEqualTo(TUNE);
    }

    @Test
    void whereTheOwnMusicIsBrokenThereIsSilence() {
        bench.told("call.playback.ended", new CallTag.Held(""), "status", "file_not_found", "media_name", "own-music");

        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    void whoIsNotAnsweredYetIsAnsweredFirst() {
        bench.wire.refuse(422, "90034");
        succeeds(bench.driver.say(Bench.LINE, WORDS, TUNE));

        assertThat(bench.wire.asked()).containsExactly("speak", "answer", "speak");
        assertThat(bench.wire.sent.get(1).tag()).isEqualTo(HELD);
        assertThat(bench.wire.sent.get(2).text("command_id"))
                .isNotEqualTo(bench.wire.sent.get(0).text("command_id"));
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedForForEver() {
        bench.wire.always(request -> request.what().equals("answer")
                ? Wire.done(Wire.usual(request))
                : Wire.json(422, Wire.error("90034", "")));

        assertThat(bench.failure(bench.driver.say(Bench.LINE, WORDS, TUNE))).contains("90034");
        assertThat(bench.wire.asked()).containsExactly("speak", "answer", "speak", "speak", "speak");
    }

    @Test
    void anAnnouncementThatIsGivenAgainDoesNotComeAfterANewerOne() {
        bench.wire.silent();
        CompletionStage<Void> first = bench.driver.say(Bench.LINE, WORDS, TUNE);
        succeeds(bench.driver.say(Bench.LINE, new Utterance.Spoken("You are next.", "en"), TUNE));

        assertThat(bench.failure(first)).contains("something newer");
        assertThat(bench.wire.sent)
                .extracting(sent -> sent.text("payload"))
                .containsExactly("You are number two.", "You are next.");
    }

    @Test
    void noAnnouncementComesAfterTheLastWords() {
        bench.wire.refuse(422, "90034");
        CompletionStage<Void> first = bench.driver.say(Bench.LINE, WORDS, TUNE);
        succeeds(bench.driver.release(Bench.LINE, null, LineEnd.HANG_UP));

        assertThat(bench.failure(first)).contains("something newer");
        assertThat(bench.wire.asked()).containsExactly("speak", "answer", "hangup");
    }

    @ParameterizedTest
    @CsvSource({"422, 90018", "404, 10005"})
    void aLineThatTurnsOutToBeOverIsReported(int status, String code) {
        bench.wire.refuse(status, code);
        assertThat(bench.failure(bench.driver.hold(Bench.LINE, TUNE))).contains("over");
        bench.scheduler.runDue();
        assertThat(bench.notes.story).containsExactly("line ended");

        bench.wire.refuse(status, code);
        assertThat(bench.failure(bench.driver.say(Bench.LINE, WORDS, TUNE))).contains("over");
        bench.scheduler.runDue();
        assertThat(bench.notes.story).containsExactly("line ended", "line ended");
    }

    // He is let go of

    @Test
    void withoutWordsALineIsEnded() {
        succeeds(bench.driver.release(Bench.LINE, null, LineEnd.HANG_UP));

        assertThat(bench.wire.asked()).containsExactly("hangup");
    }

    @ParameterizedTest
    @CsvSource({"422, 90018", "404, 10005"})
    void aLineThatIsOverIsLetGoOfAlready(int status, String code) {
        for (Utterance words : new Utterance[] {null, WORDS}) {
            bench.wire.always(request -> Wire.json(status, Wire.error(code, "")));
            succeeds(bench.driver.release(Bench.LINE, words, LineEnd.HANG_UP));
        }
        assertThat(bench.notes.story).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HANG_UP", "VOICEMAIL"})
    void afterTheLastWordsALineIsEnded(LineEnd how) {
        succeeds(bench.driver.release(Bench.LINE, WORDS, how));
        assertThat(bench.wire.asked()).containsExactly("playback_stop", "speak");
        assertThat(bench.wire.sent.get(0).tag()).isEqualTo(new CallTag.Quiet());
        assertThat(bench.wire.sent.get(1).tag()).isEqualTo(new CallTag.LastWords());

        bench.told("call.speak.ended", new CallTag.LastWords(), "status", "completed");
        assertThat(bench.wire.last().what()).isEqualTo("hangup");
    }

    @Test
    void whatIsBrokenOffForTheLastWordsDoesNotEndTheLine() {
        succeeds(bench.driver.release(Bench.LINE, WORDS, LineEnd.HANG_UP));
        bench.told("call.speak.ended", new CallTag.Quiet(), "status", "completed");

        assertThat(bench.wire.asked()).containsExactly("playback_stop", "speak");
    }

    @Test
    void aLineIsEndedThoughTheEndOfItsLastWordsIsLost() {
        succeeds(bench.driver.release(Bench.LINE, WORDS, LineEnd.HANG_UP));
        bench.scheduler.advance(Duration.ofSeconds(30));

        assertThat(bench.wire.last().what()).isEqualTo("hangup");
    }

    @Test
    void aLineWhoseLastWordsCannotBeSaidIsEnded() {
        bench.wire.then(200, "{}").refuse(422, "90012");
        succeeds(bench.driver.release(Bench.LINE, WORDS, LineEnd.HANG_UP));

        assertThat(bench.wire.asked()).containsExactly("playback_stop", "speak", "hangup");
    }

    @Test
    void whoIsTurnedAwayBeforeHeIsAnsweredHearsWhy() {
        bench.wire.refuse(422, "90034");
        succeeds(bench.driver.release(Bench.LINE, WORDS, LineEnd.HANG_UP));

        assertThat(bench.wire.asked()).containsExactly("playback_stop", "answer", "playback_stop", "speak");
        assertThat(bench.wire.sent.get(1).tag()).as("no music").isEqualTo(new CallTag.Quiet());
    }

    @Test
    void aLineThatCannotBeEndedIsSaidSo() {
        bench.wire.always(request -> Wire.json(401, Wire.error("10009", "")));

        assertThat(bench.failure(bench.driver.release(Bench.LINE, null, LineEnd.HANG_UP)))
                .contains("10009")
                .doesNotContain("555");
    }
}

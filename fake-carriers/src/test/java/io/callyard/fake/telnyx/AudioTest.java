package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioTest {
    private static final String MUSIC = "https://calls.example.com/music-28s.mp3";
    private static final String SOUND = "https://calls.example.com/sound.mp3";

    private Bench bench = new Bench();
    private FakeLine line = bench.answeredCaller(Bench.ALICE);

    @BeforeEach
    void start() {
        bench = new Bench();
        line = bench.answeredCaller(Bench.ALICE);
        bench.sent.clear();
    }

    @ParameterizedTest
    @CsvSource({"hi, 500", "0123456789, 600", "'0123456789 0123456789 0123456789', 1920"})
    void speechTakesAsLongAsItsText(String text, long millis) {
        speak(text);
        bench.pass(10);

        assertThat(types()).containsExactly("call.speak.started", "call.speak.ended");
        assertThat(millisBetween(0, 1)).isEqualTo(millis);
        assertThat(bench.sent.get(1).payload("status")).isEqualTo("completed");
        assertThat(bench.sent.get(1).payload("from")).isNull();
        assertThat(line.heard()).extracting(Heard::what).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource({MUSIC + ", 1, 28000", SOUND + ", 1, 10000", SOUND + ", 3, 30000"})
    void aSoundTakesAsLongAsItsAddressTells(String url, int loop, long millis) {
        play(url, "loop", loop);
        bench.pass(60);

        assertThat(types()).containsExactly("call.playback.started", "call.playback.ended");
        assertThat(millisBetween(0, 1)).isEqualTo(millis);
        assertThat(bench.sent.get(0).payload("media_url")).isEqualTo(url);
        assertThat(bench.sent.get(1).payload("status")).isEqualTo("completed");
    }

    @Test
    void whatIsPlayedAndSpokenWaitsInOneLine() {
        play(SOUND);
        speak("0123456789");
        play(SOUND);
        bench.pass(60);

        assertThat(types())
                .containsExactly(
                        "call.playback.started",
                        "call.playback.ended",
                        "call.speak.started",
                        "call.speak.ended",
                        "call.playback.started",
                        "call.playback.ended");
    }

    @Test
    void behindEndlessMusicASpeechWaitsForEver() {
        play(MUSIC, "loop", "infinity");
        speak("hello");
        bench.time.advance(Duration.ofHours(1));

        assertThat(types()).containsExactly("call.playback.started");
    }

    @Test
    void aSpeechThatStopsAllIsHeardAtOnceAndTheMusicIsOver() {
        play(MUSIC, "loop", "infinity");
        play(SOUND);
        bench.pass(30);
        bench.command(line.callControlId(), "speak", "payload", "You are number 2.", "voice", "female", "stop", "all");
        bench.pass(60);

        assertThat(types())
                .containsExactly(
                        "call.playback.started", "call.playback.ended", "call.speak.started", "call.speak.ended");
        assertThat(bench.sent.get(1).payload("status")).isEqualTo("cancelled");
        assertThat(line.heard()).extracting(Heard::what).containsExactly(MUSIC, "You are number 2.");
        assertThat(Duration.between(
                        line.heard().get(0).at(), line.heard().get(1).at()))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void stoppingTheCurrentOneLetsTheNextBegin() {
        play(MUSIC, "loop", "infinity");
        speak("next");
        bench.command(line.callControlId(), "playback_stop", "stop", "current");
        bench.pass(1);

        assertThat(types())
                .containsExactly(
                        "call.playback.started", "call.playback.ended", "call.speak.started", "call.speak.ended");
        bench.command(line.callControlId(), "playback_stop");
        assertThat(types()).hasSize(4);
    }

    @Test
    void aSoundCanBeLaidOverMusicOnly() {
        assertThat(play(SOUND, "overlay", true).code()).isEqualTo("90040");
        play(MUSIC, "loop", "infinity");
        play(SOUND, "overlay", true);
        bench.pass(11);

        assertThat(types()).containsExactly("call.playback.started", "call.playback.started", "call.playback.ended");
        assertThat(bench.sent.get(2).payload("overlay")).isEqualTo(true);
        assertThat(bench.sent.get(2).payload("status")).isEqualTo("completed");
    }

    @Test
    void whatDoesNotExistIsSaidToBeMissing() {
        play("https://calls.example.com/missing.mp3", "loop", "infinity");
        bench.pass(0);

        assertThat(types()).containsExactly("call.playback.started", "call.playback.ended");
        assertThat(bench.sent.get(1).payload("status")).isEqualTo("file_not_found");
    }

    @Test
    void aHangUpEndsWhatIsPlayed() {
        play(MUSIC);
        speak("never heard");
        line.hangUp();
        bench.pass(60);

        assertThat(types()).containsExactly("call.playback.started", "call.playback.ended", "call.hangup");
        assertThat(bench.sent.get(1).payload("status")).isEqualTo("call_hangup");
    }

    @ParameterizedTest
    @CsvSource({
        "speak, payload, '', 10004",
        "speak, voice, '', 10004",
        "speak, stop, some, 10028",
        "speak, loop, 0, 10033",
        "playback_start, loop, 101, 10033",
        "playback_start, audio_url, here, 10015",
        "playback_start, target_legs, both, 10028",
        "playback_stop, stop, none, 10028",
        "speak, client_state, '?', 10015"
    })
    void aWrongFieldIsRefused(String command, String field, String value, String code) {
        List<Object> fields = new ArrayList<>(List.of("payload", "a", "voice", "b", "audio_url", SOUND));
        fields.addAll(List.of(field, value));

        assertThat(bench.command(line.callControlId(), command, fields.toArray())
                        .code())
                .isEqualTo(code);
        assertThat(bench.sent).isEmpty();
    }

    @Test
    void aTextMayBeNoLongerThanItMay() {
        assertThat(speak("a".repeat(3001)).code()).isEqualTo("10033");
        assertThat(speak("a".repeat(3000)).status()).isEqualTo(200);
        assertThat(bench.command(line.callControlId(), "playback_start").code()).isEqualTo("10004");
    }

    private Bench.Reply speak(String text) {
        return bench.command(line.callControlId(), "speak", "payload", text, "voice", "female");
    }

    private Bench.Reply play(String url, Object... more) {
        List<Object> fields = new ArrayList<>(List.of("audio_url", url));
        fields.addAll(List.of(more));
        return bench.command(line.callControlId(), "playback_start", fields.toArray());
    }

    private List<String> types() {
        return bench.types(line.callControlId());
    }

    private long millisBetween(int one, int other) {
        return Duration.between(bench.sent.get(one).at(), bench.sent.get(other).at())
                .toMillis();
    }
}

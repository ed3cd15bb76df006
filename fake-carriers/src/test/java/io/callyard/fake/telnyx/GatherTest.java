package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherTest {
    private final Bench bench = new Bench();
    private final FakeLine line = bench.answeredCaller(Bench.ALICE);

    @Test
    void asManyKeysAsAreWantedEndIt() {
        gather("gather", "maximum_digits", 2);
        press("12");

        expect("12", "valid");
        assertThat(bench.types(line.callControlId()))
                .endsWith("call.dtmf.received", "call.dtmf.received", "call.gather.ended");
        press("3");
        assertThat(ended()).hasSize(1);
    }

    @Test
    void theTerminatingKeyEndsIt() {
        gather("gather", "minimum_digits", 2);
        press("12#");
        expect("12", "valid");

        gather("gather", "minimum_digits", 2, "terminating_digit", "*");
        press("1*");
        expect("1", "invalid");
    }

    @Test
    void aKeyThatIsNotWantedMakesItInvalid() {
        gather("gather", "maximum_digits", 1, "valid_digits", "12");
        press("3");

        expect("3", "invalid");
    }

    @Test
    void silenceEndsIt() {
        gather("gather", "initial_timeout_millis", 4000);
        bench.pass(3.9);
        assertThat(ended()).isEmpty();
        bench.pass(0.2);
        expect("", "timeout");

        gather("gather", "minimum_digits", 1, "inter_digit_timeout_millis", 2000);
        press("1");
        bench.pass(1.9);
        press("2");
        bench.pass(1.9);
        assertThat(ended()).hasSize(1);
        bench.pass(0.2);
        expect("12", "valid");
    }

    @Test
    void aKeyInterruptsThePrompt() {
        gather("gather_using_speak", "payload", "a".repeat(100), "voice", "female", "maximum_digits", 2);
        bench.pass(2);
        press("1");
        assertThat(bench.types(line.callControlId())).endsWith("call.dtmf.received", "call.speak.ended");
        bench.pass(1);
        press("2");

        expect("12", "valid");
    }

    @Test
    void aPromptIsRepeatedAsOftenAsItIsTried() {
        gather(
                "gather_using_audio",
                "audio_url",
                "https://x.example/menu-2s.mp3",
                "invalid_audio_url",
                "https://x.example/again-1s.mp3",
                "maximum_digits",
                1,
                "valid_digits",
                "1",
                "timeout_millis",
                3000);
        bench.pass(3);
        press("9");
        bench.pass(60);

        assertThat(line.heard())
                .extracting(Heard::what)
                .containsExactly(
                        "https://x.example/menu-2s.mp3",
                        "https://x.example/again-1s.mp3",
                        "https://x.example/again-1s.mp3");
        expect("", "timeout");
    }

    @Test
    void itCanBeStoppedAndEndsWithTheCall() {
        assertThat(bench.command(line.callControlId(), "gather_stop").code()).isEqualTo("90019");
        gather("gather");
        press("1");
        bench.command(line.callControlId(), "gather_stop");
        expect("1", "cancelled");

        gather("gather");
        line.hangUp();
        expect("", "call_hangup");
        bench.time.advance(Duration.ofHours(1));
        assertThat(ended()).hasSize(2);
    }

    @Test
    void whatCannotBeCollectedIsRefused() {
        assertThat(bench.command(line.callControlId(), "gather", "minimum_digits", 3, "maximum_digits", 2)
                        .code())
                .isEqualTo("10033");
        assertThat(bench.command(line.callControlId(), "gather", "valid_digits", "abc")
                        .code())
                .isEqualTo("10015");
        assertThat(bench.command(line.callControlId(), "gather_using_speak", "payload", "a")
                        .code())
                .isEqualTo("10004");
        assertThat(bench.command(line.callControlId(), "gather_using_audio").code())
                .isEqualTo("10004");
    }

    private void gather(String command, Object... fields) {
        assertThat(bench.command(line.callControlId(), command, fields).status())
                .isEqualTo(200);
    }

    private void press(String keys) {
        keys.chars().forEach(key -> line.press((char) key));
        bench.pass(0);
    }

    private void expect(String digits, String status) {
        bench.pass(0);
        Bench.Sent event = bench.last(line.callControlId(), "call.gather.ended");
        assertThat(List.of(String.valueOf(event.payload("digits")), String.valueOf(event.payload("status"))))
                .containsExactly(digits, status);
    }

    private List<Bench.Sent> ended() {
        return bench.sent.stream()
                .filter(webhook -> webhook.type().equals("call.gather.ended"))
                .toList();
    }
}

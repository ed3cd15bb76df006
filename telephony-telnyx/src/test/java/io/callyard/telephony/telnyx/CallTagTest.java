package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.telephony.telnyx.CallTag.Mark;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTagTest {
    static Stream<CallTag> tags() {
        return Stream.of(
                Bench.TAG,
                Bench.TAG.with(Mark.ANSWERED),
                Bench.TAG.with(Mark.PERSON),
                Bench.TAG.with(Mark.MACHINE),
                new CallTag.Outbound(Bench.CALL, 999_999_999, Mark.NONE, "assistant-1:with:colons ü"),
                Bench.AGENT_TAG,
                new CallTag.Agent(new TenantId("ten:ant/ü 日本"), Bench.OFFER, new AgentId("a:b"), Bench.CALLER, true),
                new CallTag.Held(""),
                new CallTag.Held("https://calls.example.com/music.mp3?a=b:c"),
                new CallTag.Joined(Bench.OFFER),
                new CallTag.LastWords(),
                new CallTag.Quiet());
    }

    @ParameterizedTest
    @MethodSource("tags")
    void whatIsWrittenIsRead(CallTag tag) {
        assertThat(CallTag.parse(tag.clientState())).isEqualTo(tag);
    }

    @ParameterizedTest
    @MethodSource("tags")
    void itIsBase64AsTheCarrierWantsIt(CallTag tag) {
        assertThat(tag.clientState()).matches("^[A-Za-z0-9+/]*={0,2}$");
        assertThat(tag.text()).startsWith("v1:").matches("[!-~]+");
    }

    @Test
    void allTagsDiffer() {
        assertThat(tags().map(CallTag::text)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"not base64!", "====", "AA=A", "aG9sZGxpbmU6YS0xNw==", "\u00fc", "djE", "djE6Yw=="})
    void whatIsNoClientStateOfOursIsNone(String clientState) {
        assertThat(CallTag.parse(clientState)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v2:c:019b8e00-0000-7000-8000-00000000000a:1::",
                "v1:c:019b8e00-0000-7000-8000-00000000000a:1",
                "v1:c:019b8e00-0000-7000-8000-00000000000a:1::x:y",
                "v1:c:019b8e00-0000-7000-8000-00000000000a:0::",
                "v1:c:019b8e00-0000-7000-8000-00000000000a:-1::",
                "v1:c:019b8e00-0000-7000-8000-00000000000a:+1::",
                "v1:c:019b8e00-0000-7000-8000-00000000000a:01::",
                "v1:c:019b8e00-0000-7000-8000-00000000000a:4294967297::",
                "v1:c:019b8e00-0000-7000-8000-00000000000a:1:z:",
                "v1:c:019B8E00-0000-7000-8000-00000000000A:1::",
                "v1:c:1-1-1-1-1:1::",
                "v1:c:' or 1=1 --:1::",
                "v1:c:019b8e00-0000-7000-8000-00000000000a:1::!!",
                "v1:c:019b8e00-0000-7000-8000-00000000000a:1::YQ==",
                "v1:a:YWNtZQ:019b8e00-0000-7000-8000-00000000000b:aXJpcw:019b8e00-0000-7000-8000-00000000000c:2",
                "v1:a::019b8e00-0000-7000-8000-00000000000b:aXJpcw:019b8e00-0000-7000-8000-00000000000c:1",
                "v1:a:AAA:019b8e00-0000-7000-8000-00000000000b:aXJpcw:019b8e00-0000-7000-8000-00000000000c:1",
                "v1:a:YWNtZQ:nope:aXJpcw:019b8e00-0000-7000-8000-00000000000c:1",
                "v1:h",
                "v1:h:\u0000",
                "v1:b:nope",
                "v1:x:voicemail",
                "v1:x:",
                "v1:q:",
                "v1",
                "v1:",
                "v1:z:1",
                ":::::::::::",
                " v1:q",
                "v1:q\n"
            })
    void textThatIsNotWrittenAsHereIsNone(String text) {
        String state = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        assertThat(CallTag.parse(state)).isNull();
    }

    @Test
    void aTagThatIsTooLongIsNotEvenRead() {
        String music = new CallTag.Held("m".repeat(3_000)).clientState();

        assertThat(music.length()).isGreaterThan(CallTag.MAX);
        assertThat(CallTag.parse(music)).isNull();
    }

    @Test
    void noGarbageThrows() {
        Random random = new Random(7);
        byte[] valid = Bench.AGENT_TAG.text().getBytes(StandardCharsets.US_ASCII);
        int changed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = valid.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            String state = Base64.getEncoder().encodeToString(bytes);
            CallTag tag = CallTag.parse(state);
            // Whatever is taken is spelt in one way.
            assertThat(tag == null || tag.clientState().equals(state)).isTrue();
            changed += tag == null ? 1 : 0;
        }
        assertThat(changed).isGreaterThan(10_000);
    }
}

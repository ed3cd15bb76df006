package io.callyard.store.jdbc.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.machine.CallMachine;
import io.callyard.machine.Step;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CallType;
import io.callyard.model.NewCall;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.codec.Arbitrary.Presence;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallCodecTest {
    private static final String FIXED =
            "{\"campaign\":\"spring\",\"user\":\"ursula\",\"agent\":\"ann\",\"contact\":\"c-1\","
                    + "\"contact_name\":\"Zoë 漢\",\"phone\":\"+15551234567\",\"expires_at\":1893499200123456}";
    private static final String DETAIL = "{\"not_before\":1,\"reason\":\"busy\","
            + "\"attempt\":{\"number\":2,\"node\":\"n1\",\"account\":\"main\",\"reserved_at\":2,"
            + "\"carrier_call_id\":\"CA1\",\"answered_at\":3,\"unknown_since\":4,\"hang_up_requested\":true},"
            + "\"ending\":{\"outcome\":\"BUSY\",\"cause\":\"engaged\",\"code\":\"486\",\"at\":5},"
            + "\"verdicts\":[{\"policy\":\"p\",\"at\":6,\"said\":\"allow\"},"
            + "{\"policy\":\"p\",\"at\":7,\"said\":\"hold\",\"until\":8,\"reason\":\"night\"},"
            + "{\"policy\":\"p\",\"at\":9,\"said\":\"refuse\",\"rule\":\"do-not-call\",\"reason\":\"listed\"}]}";

    static Stream<Arguments> everyStateAndPresence() {
        return Stream.of(CallState.values())
                .flatMap(state -> Stream.of(Presence.values()).map(presence -> Arguments.of(state, presence)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndPresence")
    void readsWhatItWrote(CallState state, Presence presence) {
        for (int seed = 0; seed < 100; seed++) {
            Call call = new Arbitrary(seed, presence).call(state);

            assertThat(CallCodec.read(CallCodec.row(call))).isEqualTo(call);
        }
    }

    @Test
    void writesTheseWords() {
        Call call = CallCodec.read(row(FIXED, DETAIL));

        assertThat(CallCodec.fixed(call)).isEqualTo(FIXED);
        assertThat(CallCodec.detail(call)).isEqualTo(DETAIL);
        assertThat(call.subject().phoneNumber().e164()).isEqualTo("+15551234567");
        assertThat(call.expiresAt()).isEqualTo("2030-01-01T12:00:00.123456Z");
        assertThat(call.attempt()).isNotNull().hasNoNullFieldsOrProperties();
        assertThat(call.verdicts()).hasSize(3);
    }

    @Test
    void writesNothingOfWhatIsAbsent() {
        Call call = queued(CallData.NONE, null);

        assertThat(CallCodec.fixed(call)).isEqualTo("{\"phone\":\"+15551234567\"}");
        assertThat(CallCodec.detail(call)).isEqualTo("{}");
    }

    @Test
    void keepsTheLargestData() {
        String emoji = "😀".repeat(CallData.MAX_BYTES / 4);
        String lines = "{\"a\":\"\\\\\"\r\n\t\u202e".repeat(800);

        for (String text : new String[] {emoji, lines, "x".repeat(CallData.MAX_BYTES)}) {
            assertThat(CallCodec.read(CallCodec.row(queued(new CallData(text), null)))
                            .data()
                            .text())
                    .isEqualTo(text);
        }
    }

    @Test
    void writesNoHalfPairsForADatabaseToRefuse() {
        for (int seed = 0; seed < 200; seed++) {
            String detail = CallCodec.detail(new Arbitrary(seed, Presence.ALL).call(CallState.ENDED));

            assertThat(detail.chars()).noneMatch(c -> c < ' ' || c >= 0xd800 && c <= 0xdfff);
        }
    }

    @Test
    void cutsInstantsToTheMicrosecond() {
        Instant fine = Instant.parse("2030-01-01T12:00:00.123456789Z");
        Instant kept = Instant.parse("2030-01-01T12:00:00.123456Z");

        Call read = CallCodec.read(CallCodec.row(queued(CallData.NONE, fine)));

        assertThat(read.expiresAt()).isEqualTo(kept);
        assertThat(read.attentionAt()).isEqualTo(kept);
        assertThat(read.createdAt()).isEqualTo(Instant.EPOCH.plusNanos(1_000));
        assertThat(read.updatedAt()).isEqualTo(Instant.EPOCH.plusNanos(1_000));
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        Call call = CallCodec.read(row(FIXED, DETAIL));

        assertThat(CallCodec.read(row(JsonEdit.withStrangeFields(FIXED), JsonEdit.withStrangeFields(DETAIL))))
                .isEqualTo(call);
    }

    @Test
    void namesWhatIsMissing() {
        missing(row(JsonEdit.without(FIXED, "/phone"), DETAIL), "call.phone");
        for (String field : new String[] {"number", "node", "account", "reserved_at"}) {
            missing(row(FIXED, JsonEdit.without(DETAIL, "/attempt/" + field)), "call.attempt." + field);
        }
        for (String field : new String[] {"outcome", "cause", "at"}) {
            missing(row(FIXED, JsonEdit.without(DETAIL, "/ending/" + field)), "call.ending." + field);
        }
        for (String field : new String[] {"0/policy", "0/at", "0/said", "1/until", "1/reason", "2/rule", "2/reason"}) {
            missing(row(FIXED, JsonEdit.without(DETAIL, "/verdicts/" + field)), "call.verdicts." + field.substring(2));
        }
    }

    @Test
    void refusesARowThatMakesNoCall() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CallCodec.read(row(FIXED, "{}")))
                .withMessageStartingWith("call breaks a rule: a call has an ending exactly when it is over");
        assertThatIllegalStateException()
                .isThrownBy(() -> CallCodec.read(row(FIXED, DETAIL.replace("allow", "perhaps"))))
                .withMessage("the field call.verdicts.said is no known verdict: perhaps");
    }

    @Test
    @Tag("R0.8")
    void showsNothingPersonalInItsTextForm() {
        CallRow row = row(FIXED, DETAIL);

        assertThat(row.toString()).contains("ENDED").doesNotContain("5551234567", "Zoë", "engaged", "secret");
    }

    private static void missing(CallRow row, String field) {
        assertThatIllegalStateException()
                .isThrownBy(() -> CallCodec.read(row))
                .withMessage("the field " + field + " is missing");
    }

    private static CallRow row(String fixed, String detail) {
        return new CallRow(
                "acme",
                new CallId(1, 2).value(),
                CallType.CAMPAIGN,
                fixed,
                "secret",
                5,
                null,
                CallState.ENDED,
                9,
                2,
                1,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                detail);
    }

    private static Call queued(CallData data, Instant expiresAt) {
        CallRequest request = CallRequest.direct(new TenantId("acme"), PhoneNumber.parse("+15551234567"))
                .data(data)
                .expiresAt(expiresAt)
                .build();
        Step step = new Step(Instant.EPOCH.plusNanos(1_001), 1);
        return new CallMachine(CallTimeouts.DEFAULT)
                .admit(NewCall.of(new CallId(1, 2), request), step)
                .state();
    }
}

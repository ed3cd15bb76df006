package io.callyard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What text from outside may be, wherever it comes in. */
class TextRulesTest {
    private static final String EMOJI = "\uD83D\uDE00";

    /** A place that takes text. */
    record Place(String name, int max, Function<String, Object> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Place> ids() {
        return Stream.of(
                new Place("tenant id", 64, TenantId::new),
                new Place("campaign id", 64, CampaignId::new),
                new Place("user id", 64, UserId::new),
                new Place("agent id", 64, AgentId::new),
                new Place("node id", 64, NodeId::new),
                new Place("carrier account id", 64, CarrierAccountId::new),
                new Place("contact id", 128, ContactId::new),
                new Place("carrier call id", 256, CarrierCallId::new),
                new Place("idempotency key", 200, text -> request().key(text).build()),
                new Place("rule", 64, text -> new Verdict.Refuse(text, "no")));
    }

    static Stream<Place> names() {
        return Stream.of(
                new Place(
                        "contact name", 200, text -> request().contactName(text).build()),
                new Place("contact name", 200, TextRulesTest::subject),
                new Place("campaign name", 200, CampaignSettings::named));
    }

    static Stream<Place> idsAndNames() {
        return Stream.concat(ids(), names());
    }

    private static CallSubject subject(String contactName) {
        CallId id = new CallId(new UUID(0, 1));
        PhoneNumber number = PhoneNumber.parse("+15551234567");
        return new CallSubject(id, CallType.DIRECT, null, null, null, null, contactName, number);
    }

    private static CallRequest.Builder request() {
        return CallRequest.direct(new TenantId("acme"), PhoneNumber.parse("+15551234567"));
    }

    @ParameterizedTest
    @MethodSource("idsAndNames")
    void takesTextUpToItsLength(Place place) {
        assertThat(place.make().apply("a".repeat(place.max()))).isNotNull();
        assertThat(place.make().apply("Ünïcode " + EMOJI)).isNotNull();

        assertThatThrownBy(() -> place.make().apply("a".repeat(place.max() + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(place.name())
                .hasMessageContaining("too long");
    }

    @ParameterizedTest
    @MethodSource("idsAndNames")
    void refusesWhatALogOrADatabaseWouldChokeOn(Place place) {
        for (String bad : List.of(
                "a\u0000b",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u001bb",
                "a\u007fb",
                "a\u0085b",
                "a\uD83D",
                "\uDE00a",
                "\uDE00\uD83D",
                "\uD83D\uD83D\uDE00")) {
            assertThatThrownBy(() -> place.make().apply(bad))
                    .as("%s", bad.chars().boxed().toList())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(place.name());
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void refusesABlankId(Place place) {
        for (String blank : List.of("", " ", "   ")) {
            assertThatThrownBy(() -> place.make().apply(blank))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(place.name());
        }
    }

    @Test
    void limitsCallDataByItsBytes() {
        int max = CallData.MAX_BYTES;
        assertThat(max).isEqualTo(16_384);

        for (String unit : List.of("a", "é", "€", EMOJI)) {
            int bytes = unit.getBytes(StandardCharsets.UTF_8).length;
            String largest = unit.repeat(max / bytes) + "a".repeat(max % bytes);

            assertThat(new CallData(largest).text()).isEqualTo(largest);
            assertThatThrownBy(() -> new CallData(largest + "a"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("too large");
        }
        assertThatThrownBy(() -> new CallData("a".repeat(50_000_000))).hasMessageContaining("too large");
    }

    @Test
    void takesLinesInCallDataAndNothingWorse() {
        assertThat(new CallData("{\r\n\t\"a\": 1\n}").isEmpty()).isFalse();
        assertThat(CallData.NONE.isEmpty()).isTrue();

        for (String bad : List.of("a\u0000", "\u001b[31m", "\uD83D", "\uDE00", "\u0008")) {
            assertThatThrownBy(() -> new CallData(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void doesNotShowCallData() {
        assertThat(new CallData("secret")).hasToString("CallData[6 characters]");
    }

    @Test
    void cutsTheWordsOfACarrierToSize() {
        assertThat(CarrierCause.of("a".repeat(CarrierCause.MAX)).text()).hasSize(CarrierCause.MAX);
        assertThat(CarrierCause.of("a".repeat(CarrierCause.MAX + 1)).text()).hasSize(CarrierCause.MAX);
        assertThat(new CarrierCause("a", "4".repeat(99)).code()).hasSize(64);
        assertThat(CarrierCause.of("one\r\ntwo\u0000\u001b[31m").text()).isEqualTo("one  two  [31m");
        assertThat(CarrierCause.of("a\uD83Db\uDE00").text()).isEqualTo("a b ");
        assertThat(new Verdict.Hold(Instant.EPOCH, "a\nb").reason()).isEqualTo("a b");
        assertThat(new Verdict.Refuse("rule", "a\nb").reason()).isEqualTo("a b");
    }

    @Test
    void doesNotCutACharacterInHalf() {
        String text = "a" + EMOJI.repeat(CarrierCause.MAX);

        String cut = CarrierCause.of(text).text();

        assertThat(cut).isEqualTo("a" + EMOJI.repeat((CarrierCause.MAX - 1) / 2));
        assertThat(new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(cut);
        assertThat(CarrierCause.of(EMOJI.repeat(CarrierCause.MAX)).text())
                .isEqualTo(EMOJI.repeat(CarrierCause.MAX / 2));
    }

    @Test
    void cutsALongTurn() {
        var turn = new ConversationTurn(
                ConversationTurn.Speaker.AGENT, "a".repeat(ConversationTurn.MAX_TEXT + 1), Instant.EPOCH);

        assertThat(turn.text()).hasSize(ConversationTurn.MAX_TEXT);
    }
}

package io.callyard.store.jdbc.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands on a floor, as text and back. */
class InboundCodecTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00.123456Z");

    /** One of the four kinds of things. */
    private record Kind<T>(Class<T> type, String name, Function<T, String> writer, Reader<T> reader) {
        T example(int seed, Arbitrary.Presence presence) {
            return new Arbitrary(seed, presence).inbound(type);
        }

        String write(T value) {
            return writer.apply(value);
        }

        T read(T like, String body) {
            return reader.read(like, body);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Reader<T> {
        /** Reads a value with the tenant and the id of another. */
        T read(T like, String body);
    }

    static Stream<Kind<?>> everyKind() {
        return Stream.of(
                new Kind<>(
                        Caller.class,
                        "caller",
                        CallerCodec::body,
                        (like, body) -> CallerCodec.read(like.tenant(), like.id(), body)),
                new Kind<>(
                        Agent.class,
                        "agent",
                        AgentCodec::body,
                        (like, body) -> AgentCodec.read(like.tenant(), like.id(), body)),
                new Kind<>(
                        Offer.class,
                        "offer",
                        OfferCodec::body,
                        (like, body) -> OfferCodec.read(like.tenant(), like.id(), body)),
                new Kind<>(
                        QueueBook.class,
                        "queue",
                        QueueCodec::body,
                        (like, body) -> QueueCodec.read(like.tenant(), like.id(), body)));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    <T> void readsWhatItWrote(Kind<T> kind) {
        for (Arbitrary.Presence presence : Arbitrary.Presence.values()) {
            for (int seed = 0; seed < 300; seed++) {
                T value = kind.example(seed, presence);

                assertThat(kind.read(value, kind.write(value))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    <T> void writesEqualThingsAlike(Kind<T> kind) {
        for (int seed = 0; seed < 50; seed++) {
            T value = kind.example(seed, Arbitrary.Presence.SOME);
            String body = kind.write(value);

            assertThat(kind.write(kind.read(value, body))).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    <T> void passesOverWhatItDoesNotKnow(Kind<T> kind) {
        for (int seed = 0; seed < 50; seed++) {
            T value = kind.example(seed, Arbitrary.Presence.SOME);

            assertThat(kind.read(value, JsonEdit.withStrangeFields(kind.write(value))))
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    <T> void namesWhatIsMissing(Kind<T> kind) {
        T value = kind.example(1, Arbitrary.Presence.NONE);
        String body = kind.write(value);

        List<String> fields = JsonEdit.fields(body);

        assertThat(fields).hasSizeGreaterThan(5);
        for (String field : fields) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> kind.read(value, JsonEdit.without(body, field)))
                    .withMessage("the field " + kind + field.replace('/', '.') + " is missing");
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    <T> void writesNothingThatADatabaseRefuses(Kind<T> kind) {
        for (int seed = 0; seed < 100; seed++) {
            String body = kind.write(kind.example(seed, Arbitrary.Presence.ALL));

            assertThat(body.chars()).noneMatch(c -> c < ' ' || c >= 0xd800 && c <= 0xdfff);
        }
    }

    @Test
    void writesTheseWordsOfACaller() {
        Caller caller = caller(Told.NOTHING);

        assertThat(CallerCodec.body(caller))
                .isEqualTo("{\"arrival\":{\"queue\":\"sales\",\"name\":\"\",\"type\":\"new\",\"language\":\"\"},"
                        + "\"queue\":\"support\",\"joined_at\":1893499200123456,\"key\":0,\"state\":\"WAITING\","
                        + "\"search\":{\"offers\":0,\"failed\":0},\"told\":{\"position\":0},\"updated_at\":0}");
    }

    @Test
    void keepsDurationsExactlyAndInstantsToTheMicrosecond() {
        Instant fine = NOW.plusNanos(999);
        Caller caller = caller(new Told(null, 1, Duration.ofNanos(-1), fine, false));

        Told told =
                CallerCodec.read(ACME, caller.id(), CallerCodec.body(caller)).told();

        assertThat(told.estimate()).isEqualTo(Duration.ofNanos(-1));
        assertThat(told.at()).isEqualTo(NOW);
    }

    private static Caller caller(Told told) {
        return new Caller(
                ACME,
                new CallerId(new UUID(1, 2)),
                Arrival.of(new QueueId("sales"), null),
                Set.of(),
                new Place(new QueueId("support"), NOW, Instant.EPOCH),
                CallerState.WAITING,
                Search.NEW,
                null,
                null,
                null,
                told,
                null,
                Instant.EPOCH,
                null);
    }

    @Test
    void refusesDurationsThatNoNumberHolds() {
        Caller caller = caller(new Told(null, 1, Duration.ofDays(366 * 300), NOW, false));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallerCodec.body(caller))
                .withMessageStartingWith("a duration must be PT-2562047H");
    }

    @ParameterizedTest
    @EnumSource(Edge.class)
    @Tag("R4.3")
    void keepsEveryFraction(Edge edge) {
        Agent agent = new Agent(
                ACME,
                new AgentId("ann"),
                AgentProfile.of("Ann", new QueueId("sales")),
                Presence.AWAY,
                "",
                NOW,
                NOW,
                List.of(),
                NOW,
                new AgentRecord(1, Duration.ZERO, 0, edge.value, NOW, NOW),
                NOW,
                null);

        Agent read = AgentCodec.read(ACME, agent.id(), AgentCodec.body(agent));

        assertThat(Double.doubleToRawLongBits(read.history().missedRecently()))
                .isEqualTo(Double.doubleToRawLongBits(edge.value));
    }

    private enum Edge {
        ZERO(0.0),
        MINUS_ZERO(-0.0),
        LEAST(Double.MIN_VALUE),
        MOST(Double.MAX_VALUE),
        NO_DECIMAL(0.1 + 0.2),
        WHOLE(1L << 53),
        INFINITE(Double.NEGATIVE_INFINITY),
        NO_NUMBER(Double.NaN);

        private final double value;

        Edge(double value) {
            this.value = value;
        }
    }

    @Test
    void refusesHoursThatAreNone() {
        QueueBook queue = new Arbitrary(3, Arbitrary.Presence.ALL).inbound(QueueBook.class);
        String body = QueueCodec.body(queue);

        assertThatIllegalStateException()
                .isThrownBy(() -> QueueCodec.read(
                        ACME, queue.id(), body.replaceFirst("\"zone\":\"[^\"]*\"", "\"zone\":\"Mars/Olympus\"")))
                .withMessageStartingWith("queue breaks a rule: Unknown time-zone ID");
    }
}

package io.callyard.store.jdbc.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallHeld;
import io.callyard.event.Event;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.store.jdbc.codec.Arbitrary.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
    private static final CallSubject SUBJECT = new CallSubject(
            new CallId(1, 2), CallType.DIRECT, null, null, null, null, null, PhoneNumber.parse("+15551234567"));

    static Stream<Class<? extends Event>> everyClass() {
        return classesOf(Event.class);
    }

    @ParameterizedTest
    @MethodSource("everyClass")
    void readsWhatItWrote(Class<? extends Event> type) {
        for (Presence presence : Presence.values()) {
            for (int seed = 0; seed < 200; seed++) {
                Event event = new Arbitrary(seed, presence).event(type);

                Event read = EventCodec.read(EventCodec.type(event), EventCodec.payload(event));

                assertThat(read).isEqualTo(event);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyClass")
    void passesOverWhatItDoesNotKnow(Class<? extends Event> type) {
        for (int seed = 0; seed < 20; seed++) {
            Event event = new Arbitrary(seed, Presence.SOME).event(type);
            String payload = JsonEdit.withStrangeFields(EventCodec.payload(event));

            assertThat(EventCodec.read(EventCodec.type(event), payload)).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @MethodSource("everyClass")
    void namesWhatIsMissing(Class<? extends Event> type) {
        Event event = Stream.iterate(0, seed -> seed + 1)
                .map(seed -> (Event) new Arbitrary(seed, Presence.NONE).event(type))
                .filter(example -> !EventCodec.payload(example).contains("\"CAMPAIGN\",\"campaign\""))
                .findFirst()
                .orElseThrow();
        String payload = EventCodec.payload(event);

        List<String> fields = JsonEdit.fields(payload);

        assertThat(fields).isNotEmpty();
        for (String field : fields) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EventCodec.read(EventCodec.type(event), JsonEdit.without(payload, field)))
                    .withMessage("the field " + EventCodec.type(event) + field.replace('/', '.') + " is missing");
        }
    }

    @ParameterizedTest
    @MethodSource("everyClass")
    void writesNothingThatADatabaseRefuses(Class<? extends Event> type) {
        for (int seed = 0; seed < 50; seed++) {
            String payload = EventCodec.payload(new Arbitrary(seed, Presence.ALL).event(type));

            assertThat(payload.chars()).noneMatch(c -> c < ' ' || c >= 0xd800 && c <= 0xdfff);
        }
    }

    @Test
    void refusesTypesItDoesNotKnow() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EventCodec.read("call_vanished", "{}"))
                .withMessage("unknown type of event: call_vanished");
    }

    @Test
    void refusesACampaignCallWithoutItsCampaign() {
        String payload =
                EventCodec.payload(new CallHeld(SUBJECT, Instant.EPOCH, "x")).replace("DIRECT", "CAMPAIGN");

        assertThatIllegalStateException()
                .isThrownBy(() -> EventCodec.read("call_held", payload))
                .withMessage("call_held breaks a rule: a campaign call needs a campaign id");
    }

    @Test
    void cutsTimesToTheMicrosecond() {
        assertThat(copy(new CallHeld(SUBJECT, Instant.EPOCH.plusNanos(1_999), "x")))
                .isEqualTo(new CallHeld(SUBJECT, Instant.EPOCH.plusNanos(1_000), "x"));
        assertThat(copy(ended(Duration.ofNanos(1_999)))).isEqualTo(ended(Duration.ofNanos(1_000)));
    }

    @Test
    void refusesInstantsThatNoColumnHolds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCodec.payload(new CallHeld(SUBJECT, Instant.MAX, "x")))
                .withMessageStartingWith("an instant must be ");
    }

    @Test
    void writesTheFullNumber() {
        assertThat(EventCodec.payload(new CallHeld(SUBJECT, Instant.EPOCH, "x")))
                .contains("\"+15551234567\"");
    }

    private static Event ended(Duration talked) {
        return new CallEnded(SUBJECT, 1, Outcome.COMPLETED, CarrierCause.of("x"), talked);
    }

    private static Event copy(Event event) {
        return EventCodec.read(EventCodec.type(event), EventCodec.payload(event));
    }

    private static Stream<Class<? extends Event>> classesOf(Class<? extends Event> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(inner -> classesOf(inner.asSubclass(Event.class)))
                : Stream.of(type);
    }
}

package io.callyard.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CallData;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.ContactId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Skills;
import io.callyard.model.inbound.Told;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who somebody is to the features. */
@Tag("R4.11")
class FeatureSubjectTest {
    private static final QueueId QUEUE = new QueueId("sales");
    private static final CallerId FIRST = CallerId.parse("01900000-0000-7000-8000-000000000001");
    private static final CallerId SECOND = CallerId.parse("01900000-0000-7000-8000-000000000002");
    private static final PhoneNumber NUMBER = PhoneNumber.parse("+15551234567");
    private static final ContactId CONTACT = new ContactId("c-1");
    private static final CallerLine LINE = new CallerLine(new CarrierAccountId("main"), new CarrierCallId("CA1"));

    @Test
    void whoIsKnownIsTheSameEveryTimeWhateverElseChanges() {
        assertThat(FeatureSubject.of(arrival(CONTACT, NUMBER, LINE), FIRST))
                .isEqualTo("contact:c-1")
                .isEqualTo(FeatureSubject.of(arrival(CONTACT, null, null), SECOND));
        assertThat(FeatureSubject.of(arrival(null, NUMBER, LINE), FIRST))
                .isEqualTo("number:+15551234567")
                .isEqualTo(FeatureSubject.of(arrival(null, NUMBER, null), SECOND));
    }

    @Test
    void whoWithholdsHisNumberIsHisLineElseHisStay() {
        assertThat(FeatureSubject.of(arrival(null, null, LINE), FIRST)).isEqualTo("line:main:CA1");
        assertThat(FeatureSubject.of(arrival(null, null, null), FIRST)).isEqualTo("caller:" + FIRST);
        assertThat(FeatureSubject.of(arrival(null, null, null), SECOND)).isEqualTo("caller:" + SECOND);
    }

    @Test
    void aContactIsNobodyElsesNumber() {
        assertThat(FeatureSubject.of(arrival(new ContactId("+15551234567"), null, null), FIRST))
                .isNotEqualTo(FeatureSubject.of(arrival(null, NUMBER, null), FIRST));
    }

    @Test
    void aCallerIsWhoHeWasWhenHeCame() {
        for (Arrival arrival : new Arrival[] {arrival(null, NUMBER, LINE), arrival(null, null, null)}) {
            assertThat(FeatureSubject.of(caller(arrival))).isEqualTo(FeatureSubject.of(arrival, FIRST));
        }
    }

    private static Arrival arrival(
            @Nullable ContactId contact, @Nullable PhoneNumber number, @Nullable CallerLine line) {
        return new Arrival(
                QUEUE, line, number, contact, "", CallerType.NEW, null, Skills.NONE, "", null, CallData.NONE);
    }

    private static Caller caller(Arrival arrival) {
        Instant now = Instant.parse("2030-01-01T10:00:00Z");
        return new Caller(
                new TenantId("acme"),
                FIRST,
                arrival,
                Set.of(),
                new Place(QUEUE, now, now),
                CallerState.WAITING,
                Search.NEW,
                null,
                null,
                null,
                Told.NOTHING,
                null,
                now,
                now);
    }
}

package io.callyard.telephony.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CarrierCallId;
import io.callyard.model.ContactId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.testkit.VirtualScheduler;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CarrierLogTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");

    private int calls;

    @Test
    void countsTheCallsThatWereLiveAtOnce() {
        CarrierLog log = log(live(ACME, 0, 10), live(ACME, 5, 15), live(ACME, 8, 9), live(ACME, 20, 30));

        assertThat(log.mostLive()).isEqualTo(3);
    }

    @Test
    void aCallThatBeginsAsAnotherEndsDoesNotOverlapIt() {
        assertThat(log(live(ACME, 0, 10), live(ACME, 10, 20)).mostLive()).isEqualTo(1);
        assertThat(log(live(ACME, 0, 10), live(ACME, 9, 20)).mostLive()).isEqualTo(2);
        assertThat(log(live(ACME, 10, 10), live(ACME, 10, 20)).mostLive()).isEqualTo(1);
    }

    @Test
    void aCallThatIsNotOverIsLiveUntilNow() {
        assertThat(log(live(ACME, 0, null), live(ACME, 5, null), live(ACME, 90, 95))
                        .mostLive())
                .isEqualTo(3);
    }

    @Test
    void whatWasNotMadeIsNotLive() {
        assertThat(log(notMade(ACME), notMade(ACME)).mostLive()).isZero();
    }

    @Test
    void countsOneTenantAlone() {
        CarrierLog log = log(live(ACME, 0, 10), live(OTHER, 0, 10), live(OTHER, 5, 10));

        assertThat(log.mostLive()).isEqualTo(3);
        assertThat(log.of(ACME).mostLive()).isEqualTo(1);
        assertThat(log.of(OTHER).mostLive()).isEqualTo(2);
    }

    @Test
    void tellsWhichAttemptsWereOrderedAgain() {
        CarrierCallRecord first = attempt(1, 1);
        CarrierCallRecord again = attempt(1, 1);

        assertThat(log(first, attempt(1, 2), attempt(2, 1)).orderedAgain()).isEmpty();
        assertThat(log(first, attempt(1, 2), again).orderedAgain())
                .singleElement()
                .isSameAs(again);
    }

    @Test
    void tellsWhoWasReachedAgainByNumber() {
        CarrierCallRecord again = person(ACME, "+15550000001", null, true);

        assertThat(log(person(ACME, "+15550000001", null, true), again).reachedAgain())
                .singleElement()
                .isSameAs(again);
        assertThat(log(person(OTHER, "+15550000001", null, true), again).reachedAgain())
                .as("another tenant's")
                .isEmpty();
        assertThat(log(person(ACME, "+15550000001", null, false), again).reachedAgain())
                .as("not made")
                .isEmpty();
    }

    @Test
    void tellsWhoWasReachedAgainByContact() {
        CarrierCallRecord again = person(ACME, "+15550000002", "ada", true);

        assertThat(log(person(ACME, "+15550000001", "ada", true), again).reachedAgain())
                .singleElement()
                .isSameAs(again);
        assertThat(log(person(ACME, "+15550000001", "bob", true), again).reachedAgain())
                .isEmpty();
    }

    private CarrierLog log(CarrierCallRecord... records) {
        return new CarrierLog(List.of(records), 0);
    }

    private CarrierCallRecord live(TenantId tenant, int from, Integer to) {
        return record(tenant, subject(++calls, "+1555" + (1_000_000 + calls), null), 1, from, to);
    }

    private CarrierCallRecord notMade(TenantId tenant) {
        return record(tenant, subject(++calls, "+15550000000", null), 1, null, null);
    }

    private CarrierCallRecord attempt(int call, int attempt) {
        return record(ACME, subject(call, "+15550000000", null), attempt, 0, 1);
    }

    private CarrierCallRecord person(TenantId tenant, String number, String contact, boolean made) {
        return record(tenant, subject(++calls, number, contact), 1, made ? 0 : null, made ? 1 : null);
    }

    private static CallSubject subject(int call, String number, String contact) {
        return new CallSubject(
                new CallId(new UUID(0, call)),
                CallType.DIRECT,
                null,
                null,
                null,
                contact == null ? null : new ContactId(contact),
                null,
                PhoneNumber.parse(number));
    }

    private static CarrierCallRecord record(
            TenantId tenant, CallSubject subject, int attempt, Integer from, Integer to) {
        return new CarrierCallRecord(
                tenant,
                subject,
                attempt,
                VirtualScheduler.START,
                null,
                from == null ? null : new CarrierCallId("call"),
                at(from),
                null,
                at(to),
                to == null ? null : Outcome.COMPLETED);
    }

    private static Instant at(Integer second) {
        return second == null ? null : VirtualScheduler.START.plusSeconds(second);
    }
}

package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ContactId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.UserId;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.store.UnknownCampaignException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept of a request, when it counts, and what happens to one that comes twice. */
class IntakeTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    @Tag("R1.5")
    void aQueuedCallCarriesAllThatWasAskedFor() {
        yard.placed(2);
        yard.running(SPRING, 0, settings -> settings);
        Instant asked = yard.now();
        CallRequest request = CallRequest.campaign(ACME, SPRING, PhoneNumber.parse("+447911123456"))
                .user(new UserId("ada"))
                .agent(new AgentId("bot-7"))
                .contact(new ContactId("c-1"))
                .contactName("Grace Hopper")
                .data(new CallData("{\"plan\":\"gold\"}"))
                .priority(42)
                .key("order-1")
                .expiresAt(asked.plusSeconds(600))
                .build();

        Call call = Yard.callOf(yard.calls.place(request));

        assertThat(yard.calls.find(ACME, call.id())).contains(call);
        assertThat(call.tenant()).isEqualTo(ACME);
        assertThat(call.subject().campaign()).isEqualTo(SPRING);
        assertThat(call.subject().user()).isEqualTo(new UserId("ada"));
        assertThat(call.subject().agent()).isEqualTo(new AgentId("bot-7"));
        assertThat(call.subject().contact()).isEqualTo(new ContactId("c-1"));
        assertThat(call.subject().contactName()).isEqualTo("Grace Hopper");
        assertThat(call.subject().phoneNumber().e164()).isEqualTo("+447911123456");
        assertThat(call.subject().type()).isEqualTo(CallType.CAMPAIGN);
        assertThat(call.data().text()).isEqualTo("{\"plan\":\"gold\"}");
        assertThat(call.priority()).isEqualTo(42);
        assertThat(call.key()).isEqualTo("order-1");
        assertThat(call.position()).isPositive();
        assertThat(call.state()).isEqualTo(CallState.QUEUED);
        assertThat(call.attempts()).isZero();
        assertThat(call.reason()).as("nothing failed yet").isNull();
        assertThat(call.notBefore()).isNull();
        assertThat(call.expiresAt()).isEqualTo(asked.plusSeconds(600));
        assertThat(call.createdAt()).isEqualTo(asked);
        assertThat(call.updatedAt()).isEqualTo(asked);
    }

    @Test
    @Tag("R1.5")
    void aFailedAttemptLeavesItsReasonItsNumberAndItsTime() {
        yard.carrier.answerNext(
                new PlaceAnswer.NotNow(new CarrierCause("too many requests", "429"), Duration.ofSeconds(9), false));

        Call call = yard.placed(yard.direct());

        assertThat(call.state()).isEqualTo(CallState.QUEUED);
        assertThat(call.attempts()).isEqualTo(1);
        assertThat(call.reason()).isEqualTo("too many requests (429)");
        yard.advanceSeconds(9);
        assertThat(yard.now(call).updatedAt()).isEqualTo(yard.now());
        assertThat(yard.now(call).createdAt()).isEqualTo(call.createdAt());
        assertThat(yard.now(call).reason()).as("it is not waiting any more").isNull();
    }

    @Test
    @Tag("R1.5")
    void allThatBelongsToACallReachesTheCarrier() {
        Call call = yard.placed(yard.direct()
                .agent(new AgentId("bot-7"))
                .contactName("Grace Hopper")
                .data(new CallData("{}")));

        assertThat(yard.order(call).subject()).isEqualTo(call.subject());
        assertThat(yard.order(call).data()).isEqualTo(call.data());
        assertThat(yard.order(call).ringing()).isEqualTo(Duration.ofSeconds(60));
        assertThat(yard.order(call).longestCall()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    @Tag("R1.5")
    void aScheduledCallJoinsTheQueueAtItsInstantAndNotBefore() {
        Instant due = yard.now().plusSeconds(3_600);

        Admission admission = yard.place(yard.direct().scheduledFor(due));

        Admission.Queued queued = (Admission.Queued) admission;
        assertThat(queued.call().state()).isEqualTo(CallState.SCHEDULED);
        assertThat(queued.call().notBefore()).isEqualTo(due);
        assertThat(queued.place().position()).isZero();
        assertThat(queued.reason().code()).isEqualTo(Reason.Code.SCHEDULED);
        assertThat(queued.reason().until()).isEqualTo(due);
        yard.advance(Duration.ofSeconds(3_600).minusNanos(1_000));
        assertThat(yard.carrier.orders()).isEmpty();
        yard.advance(Duration.ofNanos(1_000));
        assertThat(yard.dialled()).containsExactly(queued.call().id());
    }

    @Test
    void aScheduledCallTakesItsPlaceWhenItIsDueNotWhenItWasAskedFor() {
        Call scheduled = yard.placed(yard.direct().scheduledFor(yard.now().plusSeconds(10)));
        yard.placed(2);
        Call earlier = yard.placed(yard.direct());
        yard.advanceSeconds(10);

        assertThat(yard.now(scheduled).state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.now(scheduled).position()).isGreaterThan(earlier.position());
        yard.endLast(Outcome.COMPLETED);
        assertThat(yard.dialled()).last().isEqualTo(earlier.id());
    }

    @Test
    void aTimeThatHasPassedMeansNow() {
        Admission admission = yard.place(yard.direct().scheduledFor(yard.now()));

        assertThat(admission).isInstanceOf(Admission.Started.class);
    }

    @Test
    void aCallThatStillWaitsAtItsExpiryIsGivenUp() {
        yard.placed(2);
        Call call = yard.placed(yard.direct().expiresAt(yard.now().plusSeconds(30)));

        yard.advance(Duration.ofSeconds(30).minusNanos(1_000));
        assertThat(yard.now(call).state()).isEqualTo(CallState.QUEUED);
        yard.advance(Duration.ofNanos(1_000));

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.EXPIRED);
        yard.endLast(Outcome.COMPLETED);
        assertThat(yard.carrier.orders()).as("it is never dialled").hasSize(2);
    }

    @Test
    void aCallThatWentBeforeItsExpiryIsLeftAlone() {
        Call call = yard.placed(yard.direct().expiresAt(yard.now().plusSeconds(30)));

        yard.advanceSeconds(30);

        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void aCallThatHasExpiredAlreadyIsMisuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> yard.place(yard.direct().expiresAt(yard.now())))
                .withMessageContaining("has passed");
        assertThat(yard.store.lastSeq(ACME)).isZero();
    }

    @Test
    void aRepeatedKeyFindsTheFirstCallAndPlacesNoSecond() {
        Call first = yard.placed(yard.direct().key("order-1"));

        Admission again = yard.place(yard.direct().key("order-1"));

        yard.run();
        assertThat(Yard.callOf(again)).isEqualTo(first);
        assertThat(yard.carrier.orders()).hasSize(1);
    }

    @Test
    void aRepeatedKeyOfAWaitingCallTellsItsPlaceAgain() {
        yard.placed(2);
        Call first = yard.placed(yard.direct().key("order-1"));

        Admission.Queued again = (Admission.Queued) yard.place(yard.direct().key("order-1"));

        assertThat(again.call().id()).isEqualTo(first.id());
        assertThat(again.place().total()).isEqualTo(1);
    }

    @Test
    void aRepeatedKeyFindsTheCallEvenWhenItIsOver() {
        Call first = yard.placed(yard.direct().key("order-1"));
        yard.end(first);

        Admission again = yard.place(yard.direct().key("order-1"));

        yard.run();
        assertThat(again).isInstanceOf(Admission.Started.class);
        assertThat(Yard.callOf(again).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(yard.carrier.orders()).hasSize(1);
    }

    @Test
    void twoTenantsMayUseOneKey() {
        Call one = yard.placed(yard.direct().key("order-1"));
        Call other = yard.placed(yard.direct(Yard.GLOBEX).key("order-1"));

        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(yard.carrier.orders()).hasSize(2);
    }

    @Test
    void aCallForAnUnknownOrAStoppedCampaignIsATypedError() {
        CallRequest unknown = CallRequest.campaign(ACME, new CampaignId("nobody"), yard.newNumber())
                .build();
        yard.running(SPRING, 0, settings -> settings);
        yard.campaigns.stop(ACME, SPRING);
        CallRequest stopped =
                CallRequest.campaign(ACME, SPRING, yard.newNumber()).build();

        assertThatExceptionOfType(UnknownCampaignException.class).isThrownBy(() -> yard.calls.place(unknown));
        assertThatExceptionOfType(UnknownCampaignException.class).isThrownBy(() -> yard.calls.place(stopped));
        assertThat(yard.calls.counts(ACME).queued()).isZero();
    }
}

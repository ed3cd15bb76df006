package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.Outcome;
import io.callyard.testkit.FakeCarrier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who starts, who waits, and who goes next. */
class CallQueueTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    @Tag("R1.3")
    void aCallStartsAtOnceWhenASlotIsFree() {
        Admission admission = yard.place(yard.direct());

        assertThat(admission).isInstanceOf(Admission.Started.class);
        yard.run();
        Call call = yard.now(Yard.callOf(admission));
        assertThat(call.state()).isEqualTo(CallState.DIALING);
        assertThat(call.carrierCallId()).isEqualTo(FakeCarrier.idOf(yard.order(call)));
    }

    @Test
    @Tag("R1.1")
    @Tag("R1.2")
    void theThirdCallAtALimitOfTwoIsQueuedAndToldWhy() {
        yard.placed(2);

        Admission admission = yard.place(yard.direct());

        Admission.Queued queued = (Admission.Queued) admission;
        assertThat(queued.call().state()).isEqualTo(CallState.QUEUED);
        assertThat(queued.place().position()).isEqualTo(1);
        assertThat(queued.place().total()).isEqualTo(1);
        assertThat(queued.reason().code()).isEqualTo(Reason.Code.TENANT_LIMIT);
        assertThat(queued.reason().text()).isEqualTo("tenant has reached its concurrency limit (2/2 active calls)");
        assertThat(queued.place().estimatedWait().low()).isPositive();
        assertThat(queued.place().estimatedWait().likely())
                .isGreaterThan(queued.place().estimatedWait().low())
                .isLessThan(queued.place().estimatedWait().high());
        yard.run();
        assertThat(yard.carrier.orders()).as("nothing was asked of the carrier").hasSize(2);
    }

    @Test
    @Tag("R1.2")
    void everyFurtherCallIsQueuedBehindTheFormer() {
        yard.placed(2);

        for (int place = 1; place <= 20; place++) {
            QueuePlace got = ((Admission.Queued) yard.place(yard.direct())).place();
            assertThat(got.position()).isEqualTo(place);
            assertThat(got.total()).isEqualTo(place);
        }
    }

    @Test
    @Tag("R1.4")
    void aDirectCallGoesBeforeEveryCampaignCallThatWaited() {
        yard.running(SPRING, 10, settings -> settings.withMaxLive(2).withDelayBetween(Duration.ZERO));
        Call direct = yard.placed(yard.direct());
        assertThat(direct.state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.calls.position(ACME, direct.id()).orElseThrow().position())
                .isEqualTo(1);

        yard.endLast(Outcome.COMPLETED);

        assertThat(yard.dialled()).hasSize(3).last().isEqualTo(direct.id());
    }

    @Test
    @Tag("R1.4")
    void noPriorityOfACampaignCallOutranksADirectCall() {
        yard.placed(2);
        Call urgent = yard.placed(campaignCallWith(Integer.MAX_VALUE));
        Call direct = yard.placed(yard.direct().priority(Integer.MIN_VALUE));

        yard.endLast(Outcome.COMPLETED);

        assertThat(yard.now(direct).state()).isEqualTo(CallState.DIALING);
        assertThat(yard.now(urgent).state()).isEqualTo(CallState.QUEUED);
    }

    private CallRequest.Builder campaignCallWith(int priority) {
        if (yard.campaigns.find(ACME, SPRING).isEmpty()) {
            yard.running(SPRING, 0, settings -> settings);
        }
        return CallRequest.campaign(ACME, SPRING, yard.newNumber()).priority(priority);
    }

    @Test
    @Tag("R1.4")
    void callsOfOnePriorityGoInTheOrderInWhichTheyCame() {
        List<Call> calls = yard.placed(12);

        while (yard.live(ACME) > 0) {
            yard.end(yard.calls.live(ACME).get(0));
        }

        assertThat(yard.dialled()).containsExactlyElementsOf(ids(calls));
    }

    @ParameterizedTest
    @Tag("R1.4")
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 99, 101, Integer.MAX_VALUE})
    void anyIntegerIsAPriority(int priority) {
        yard.placed(2);
        Call normal = yard.placed(yard.direct());
        Call other = yard.placed(yard.direct().priority(priority));

        yard.endLast(Outcome.COMPLETED);

        Call first = priority > 100 ? other : normal;
        assertThat(other.priority()).isEqualTo(priority);
        assertThat(normal.priority()).isEqualTo(100);
        assertThat(yard.dialled()).last().isEqualTo(first.id());
    }

    @Test
    @Tag("R1.8")
    void theNextCallIsAskedForAtTheInstantTheFormerEnds() {
        yard.placed(2);
        Call third = yard.placed(yard.direct());
        yard.advance(Duration.ofMillis(73_456));
        Instant end = yard.now();

        yard.endLast(Outcome.COMPLETED);

        assertThat(yard.dialled()).last().isEqualTo(third.id());
        assertThat(yard.now()).as("no time passed, so nothing was polled").isEqualTo(end);
        assertThat(yard.now(third).attempt().reservedAt()).isEqualTo(end);
    }

    @Test
    @Tag("R1.8")
    void aCallThatGetsNoSlotStaysQueuedWithTheReason() {
        yard.placed(2);
        Call third = yard.placed(yard.direct());

        yard.advanceSeconds(50);

        assertThat(yard.now(third).state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.calls.explain(ACME, third.id()).orElseThrow().reasons())
                .extracting(Reason::code)
                .containsExactly(Reason.Code.TENANT_LIMIT);
    }

    @Test
    @Tag("R1.9")
    void theIdExistsBeforeTheSlotAndIsTheOneTheCarrierGets() {
        yard.placed(2);
        CallId id = yard.placed(yard.direct()).id();
        assertThat(yard.events(CallReserved.class))
                .noneMatch(event -> event.subject().id().equals(id));

        yard.endLast(Outcome.COMPLETED);

        assertThat(yard.carrier.lastOrder().subject().id()).isEqualTo(id);
        assertThat(yard.carrier.lastOrder().attempt()).isEqualTo(1);
        assertThat(yard.carrier.lastOrder().tenant()).isEqualTo(ACME);
    }

    private static List<CallId> ids(List<Call> calls) {
        return calls.stream().map(Call::id).toList();
    }
}

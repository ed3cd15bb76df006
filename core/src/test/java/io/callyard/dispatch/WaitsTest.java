package io.callyard.dispatch;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.DEFAULT;
import static io.callyard.Yard.GLOBEX;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.WaitEstimate;
import io.callyard.outbound.Admission;
import io.callyard.outbound.QueuePlace;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.FakeCarrier;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a waiting call is told, from where it stands and from what was learnt. */
@Tag("R1.2")
class WaitsTest {
    /** The median of one exponential time. */
    private static final double HALF = Math.log(2);

    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    void whatCallsTakeChangesWhatIsEstimated() {
        Duration assumed = likelyOfTheThird(ACME);

        for (int i = 0; i < 40; i++) {
            Call call = yard.calls.live(ACME).get(0);
            yard.advanceSeconds(20);
            yard.end(call);
            yard.placed(yard.direct());
        }

        Call next = yard.calls.next(ACME).orElseThrow();
        assertThat(seconds(assumed)).as("two slots of 120 s").isCloseTo(60 * HALF, within(1.5));
        assertThat(seconds(estimate(next).likely())).as("two slots of 40 s").isCloseTo(20 * HALF, within(1.5));
        assertThat(likelyOfTheThird(GLOBEX))
                .as("another tenant's calls are others")
                .isEqualTo(assumed);
    }

    @Test
    void placingsThatReachedNobodyTeachNothing() {
        yard.placed(1);
        yard.carrier.answerBy(order -> CompletableFuture.completedStage(
                new PlaceAnswer.NotNow(CarrierCause.of("busy"), Duration.ZERO, false)));
        Call call = yard.placed(yard.direct());
        yard.advanceSeconds(50);
        assertThat(yard.now(call).attempts()).isGreaterThan(40);
        yard.carrier.answerBy(FakeCarrier::taken);
        yard.advanceSeconds(1);

        Call third = yard.placed(yard.direct());

        assertThat(estimate(third).likely()).isEqualTo(likelyOfTheThird(GLOBEX));
    }

    @Test
    void aCampaignCallWaitsForThoseOfItsOwnLaneAndForTheDelays() {
        yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withMaxLive(50));
        yard.running(SPRING, 1, settings -> settings.withDelayBetween(Duration.ofSeconds(300)));

        WaitEstimate first = campaignCall().estimatedWait();
        WaitEstimate second = campaignCall().estimatedWait();

        assertThat(seconds(first.likely())).as("one call and one delay").isCloseTo(300 + 120 * HALF, within(2.0));
        assertThat(seconds(second.low())).as("two of each").isGreaterThan(600);
        assertThat(seconds(second.likely())).isCloseTo(600 + 120 * 1.678, within(2.0));
    }

    @Test
    void theDelayThatRunsNowIsTheLeastThatACampaignCallWaits() {
        yard.running(SPRING, 1, settings -> settings.withDelayBetween(Duration.ofSeconds(300)));
        yard.endLast(Outcome.COMPLETED);
        yard.advanceSeconds(100);

        assertThat(campaignCall().estimatedWait().likely()).isEqualTo(Duration.ofSeconds(200));
    }

    @Test
    void aCampaignCallIsToldToWaitForTheDirectCallsToComeAsWell() {
        yard.running(SPRING, 0, settings -> settings);
        for (int i = 0; i < 40; i++) {
            Call call = yard.placed(yard.direct());
            yard.answer(call);
            yard.advanceSeconds(100);
            yard.end(call);
        }
        yard.placed(2);

        Duration likely = campaignCall().estimatedWait().likely();

        assertThat(seconds(likely))
                .as("direct calls use one slot of two nearly all the time, so only the other counts")
                .isCloseTo(100 * HALF, within(8.0));
    }

    @Test
    void theAccountsLimitAndItsPaceCountToo() {
        yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withMaxLive(50));
        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(1, Double.POSITIVE_INFINITY));
        yard.placed(1);
        assertThat(seconds(estimate(yard.placed(yard.direct())).likely())).isCloseTo(120 * HALF, within(2.0));

        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(50, 0.01));
        yard.run();
        Call paced = yard.placed(yard.direct());

        assertThat(estimate(paced).low()).isGreaterThanOrEqualTo(Duration.ofSeconds(90));
    }

    private QueuePlace campaignCall() {
        CallRequest request =
                CallRequest.campaign(ACME, SPRING, yard.newNumber()).build();
        return ((Admission.Queued) yard.calls.place(request)).place();
    }

    private WaitEstimate estimate(Call call) {
        return yard.calls.position(call.tenant(), call.id()).orElseThrow().estimatedWait();
    }

    private Duration likelyOfTheThird(TenantId tenant) {
        yard.placed(yard.direct(tenant));
        yard.placed(yard.direct(tenant));
        return ((Admission.Queued) yard.place(yard.direct(tenant)))
                .place()
                .estimatedWait()
                .likely();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

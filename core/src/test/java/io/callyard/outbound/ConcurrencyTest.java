package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.DEFAULT;
import static io.callyard.Yard.GLOBEX;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.SlotUsage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The limits of live calls, whoever shares them. */
@Tag("R1.1")
class ConcurrencyTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    void directAndCampaignCallsShareTheTenantsLimit() {
        yard.running(SPRING, 5, settings -> settings.withMaxLive(5));
        assertThat(yard.live(ACME)).isEqualTo(2);

        Call direct = yard.placed(yard.direct());

        assertThat(direct.state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.limits.tenantUsage(ACME).slots()).isEqualTo(new SlotUsage(2, 2));
        assertThat(yard.limits.tenantUsage(ACME).liveDirect()).isZero();
    }

    @Test
    void oneTenantsLimitIsNoOthers() {
        yard.placed(3);

        assertThat(yard.placed(yard.direct(GLOBEX)).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void aFloorKeepsSlotsFreeForDirectCalls() {
        yard.limits.setTenantLimits(ACME, new TenantLimits(3, 1, DEFAULT));
        yard.running(SPRING, 9, settings -> settings.withMaxLive(9).withDelayBetween(Duration.ZERO));
        assertThat(yard.live(ACME)).as("one slot is left unused").isEqualTo(2);

        assertThat(yard.placed(yard.direct()).state()).isEqualTo(CallState.DIALING);
        assertThat(yard.placed(yard.direct()).state()).as("3/3").isEqualTo(CallState.QUEUED);
        assertThat(yard.live(ACME)).isEqualTo(3);
    }

    @Test
    void directCallsMayUseEverySlotFloorOrNot() {
        yard.limits.setTenantLimits(ACME, new TenantLimits(3, 1, DEFAULT));

        assertThat(yard.placed(3)).extracting(Call::state).containsOnly(CallState.DIALING);
    }

    @Test
    void aFloorOfTheWholeLimitLeavesNothingToCampaigns() {
        yard.limits.setTenantLimits(ACME, new TenantLimits(3, 3, DEFAULT));

        yard.running(SPRING, 9, settings -> settings.withMaxLive(9));

        assertThat(yard.live(ACME)).isZero();
    }

    @Test
    void anAccountsLimitHoldsOverAllTenantsThatUseIt() {
        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(3, Double.POSITIVE_INFINITY));
        yard.placed(2);
        Call third = yard.placed(yard.direct(GLOBEX));
        Call fourth = yard.placed(yard.direct(GLOBEX));

        assertThat(third.state()).isEqualTo(CallState.DIALING);
        assertThat(fourth.state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.limits.accountUsage(DEFAULT).slots()).isEqualTo(new SlotUsage(3, 3));
        assertThat(yard.calls.explain(GLOBEX, fourth.id()).orElseThrow().first().text())
                .isEqualTo("carrier account has reached its concurrency limit (3/3 active calls)");
        yard.end(yard.calls.live(ACME).get(0));
        assertThat(yard.now(fourth).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void oneAccountsLimitIsNoOthers() {
        CarrierAccountId second = new CarrierAccountId("second");
        Yard two = yards.with().account(second).open();
        two.limits.setAccountLimits(DEFAULT, new AccountLimits(0, Double.POSITIVE_INFINITY));
        two.limits.setTenantLimits(GLOBEX, TenantLimits.DEFAULT.withAccount(second));

        assertThat(two.placed(two.direct()).state()).isEqualTo(CallState.QUEUED);
        assertThat(two.placed(two.direct(GLOBEX)).state()).isEqualTo(CallState.DIALING);
        assertThat(two.carrier(second).orders()).hasSize(1);
        assertThat(two.carrier.orders()).isEmpty();
    }

    @Test
    void theSystemsLimitHoldsOverEverybody() {
        yard.limits.setSystemLimit(3);
        yard.placed(2);
        yard.placed(yard.direct(GLOBEX));
        Call fourth = yard.placed(yard.direct(GLOBEX));

        assertThat(fourth.state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.limits.systemUsage()).isEqualTo(new SlotUsage(3, 3));
        yard.limits.setSystemLimit(4);
        yard.run();
        assertThat(yard.now(fourth).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void tenantsThatShareAnAccountTakeTurns() {
        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(1, Double.POSITIVE_INFINITY));
        yard.running(SPRING, 5_000, settings -> settings.withMaxLive(2).withDelayBetween(Duration.ZERO));
        List<TenantId> small =
                IntStream.range(0, 3).mapToObj(i -> new TenantId("small-" + i)).toList();
        small.forEach(tenant -> IntStream.range(0, 3).forEach(i -> yard.placed(yard.direct(tenant))));

        IntStream.range(0, 12).forEach(i -> yard.endLast(Outcome.COMPLETED));

        List<TenantId> served =
                yard.carrier.orders().stream().map(order -> order.tenant()).toList();
        assertThat(served.subList(1, 13))
                .as("each round serves each tenant once")
                .containsExactly(
                        small.get(0),
                        small.get(1),
                        small.get(2),
                        ACME,
                        small.get(0),
                        small.get(1),
                        small.get(2),
                        ACME,
                        small.get(0),
                        small.get(1),
                        small.get(2),
                        ACME);
    }
}

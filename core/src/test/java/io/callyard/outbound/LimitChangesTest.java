package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.DEFAULT;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CampaignId;
import io.callyard.model.Limits;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.SlotUsage;
import io.callyard.spi.store.UnknownCampaignException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits that change while calls run. */
@Tag("R1.1")
class LimitChangesTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    void aRaisedLimitStartsCallsAtOnce() {
        List<Call> calls = yard.placed(6);
        assertThat(yard.live(ACME)).isEqualTo(2);

        yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withMaxLive(5));
        yard.run();

        assertThat(yard.live(ACME)).isEqualTo(5);
        assertThat(yard.now(calls.get(4)).state()).isEqualTo(CallState.DIALING);
        assertThat(yard.now(calls.get(5)).state()).isEqualTo(CallState.QUEUED);
    }

    @Test
    void aLimitThatMakesMuchRoomStartsAllOfThemAtOnce() {
        yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withMaxLive(0));
        yard.placed(100);

        yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withMaxLive(100));
        yard.run();

        assertThat(yard.live(ACME)).isEqualTo(100);
    }

    @Test
    void aRaisedAccountLimitStartsCallsAtOnce() {
        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(0, Double.POSITIVE_INFINITY));
        Call call = yard.placed(yard.direct());

        yard.limits.setAccountLimits(DEFAULT, AccountLimits.NONE);
        yard.run();

        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void aLoweredLimitEndsNoCallAndStartsNoneUntilThereIsRoom() {
        yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withMaxLive(4));
        yard.placed(6);

        yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withMaxLive(2));
        yard.advanceSeconds(30);

        assertThat(yard.limits.tenantUsage(ACME).slots()).isEqualTo(new SlotUsage(4, 2));
        assertThat(yard.carrier.hangUps()).isEmpty();
        yard.end(yard.calls.live(ACME).get(0));
        yard.end(yard.calls.live(ACME).get(0));
        assertThat(yard.carrier.orders()).as("2/2 is full").hasSize(4);
        yard.end(yard.calls.live(ACME).get(0));
        assertThat(yard.carrier.orders()).hasSize(5);
    }

    @Test
    void aLimitOfZeroStopsNewCalls() {
        yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withMaxLive(0));

        Admission.Queued queued = (Admission.Queued) yard.place(yard.direct());

        assertThat(queued.reason().text()).isEqualTo("tenant has reached its concurrency limit (0/0 active calls)");
    }

    @Test
    void noLimitIsNoLimit() {
        yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withMaxLive(Limits.UNLIMITED));

        assertThat(yard.placed(200)).extracting(Call::state).containsOnly(CallState.DIALING);
        assertThat(yard.limits.tenantUsage(ACME).slots()).hasToString("200/unlimited");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Limits.MAX_LIVE + 1, Integer.MAX_VALUE - 1})
    void aNegativeOrAbsurdLimitIsMisuseAndChangesNothing(int limit) {
        yard.running(SPRING, 0, settings -> settings);
        long events = yard.store.lastSeq(ACME);

        assertThatIllegalArgumentException().isThrownBy(() -> yard.limits.setSystemLimit(limit));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withMaxLive(limit)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> yard.limits.setAccountLimits(DEFAULT, new AccountLimits(limit, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> yard.limits.setCampaignLimit(ACME, SPRING, limit));

        assertThat(yard.limits.systemUsage().limit()).isEqualTo(Limits.UNLIMITED);
        assertThat(yard.limits.tenantUsage(ACME).limits()).isEqualTo(TenantLimits.DEFAULT);
        assertThat(yard.store.lastSeq(ACME)).isEqualTo(events);
    }

    @Test
    @Tag("R0.1")
    void aCampaignsLimitCanOnlyBeSetWhereThereIsACampaign() {
        yard.running(SPRING, 0, settings -> settings);
        assertThatIllegalArgumentException().isThrownBy(() -> yard.limits.setCampaignLimit(ACME, SPRING, 0));

        yard.limits.setCampaignLimit(ACME, SPRING, 4);
        assertThat(yard.campaign(SPRING).settings().maxLive()).isEqualTo(4);
        yard.limits.setCampaignLimit(ACME, SPRING, 4);

        yard.campaigns.stop(ACME, SPRING);
        assertThatExceptionOfType(UnknownCampaignException.class)
                .isThrownBy(() -> yard.limits.setCampaignLimit(ACME, SPRING, 5));
        assertThatExceptionOfType(UnknownCampaignException.class)
                .isThrownBy(() -> yard.limits.setCampaignLimit(ACME, new CampaignId("nobody"), 5));
    }
}

package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls per second of a carrier account. */
abstract class PacingContract extends StoreFixture {
    PacingContract(OutboundStoreContract opener) {
        super(opener);
    }

    private void pace(double callsPerSecond) {
        store.setAccountLimits(account, new AccountLimits(1_000, callsPerSecond));
    }

    @Test
    void startsOneCallASecondAndNoneAMicrosecondSooner() {
        pace(1);
        place(3, this::direct);

        assertThat(claim(9)).hasSize(1);
        clock.advance(SECOND.minus(MICRO));
        assertThat(claim(9)).isEmpty();
        clock.advance(MICRO);
        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void roundsAGapThatIsNoNumberOfMicrosecondsUp() {
        pace(3);
        place(3, this::direct);
        Duration gap = Duration.ofNanos(333_334_000);

        assertThat(claim(9)).hasSize(1);
        clock.advance(gap.minus(MICRO));
        assertThat(claim(9)).isEmpty();
        clock.advance(MICRO);
        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void startsAnyNumberAtOnceWithoutAPace() {
        pace(Double.POSITIVE_INFINITY);
        place(9, this::direct);

        assertThat(claim(9)).hasSize(9);
    }

    @Test
    void savesNothingUpInQuietTimes() {
        pace(1);
        place(3, this::direct);
        claim(1);
        clock.advance(Duration.ofHours(1));

        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void countsTheStartsOfAllTenants() {
        pace(1);
        TenantId other = newTenant(9);
        place(direct());
        place(CallRequest.direct(other, number()));

        assertThat(claim(9)).hasSize(1);
        clock.advance(SECOND.minus(MICRO));
        assertThat(claim(9)).isEmpty();
        clock.advance(MICRO);
        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void leavesOtherAccountsAlone() {
        pace(1);
        CarrierAccountId other = newAccount(AccountLimits.NONE);
        CampaignId elsewhere = running(noDelay(9).withAccount(other));
        place(direct());
        place(direct());
        place(3, () -> from(elsewhere));

        assertThat(claim(9)).hasSize(4);
    }

    @Test
    void countsAStartThatCameToNothing() {
        pace(1);
        place(2, this::direct);
        giveBack(claim(), Duration.ZERO);

        assertThat(claim(9)).isEmpty();
    }

    @Test
    void tellsWhenTheNextCallMayStart() {
        pace(2);
        place(direct());
        Call call = claim();

        assertThat(store.accountUsage(account).nextStartAt())
                .isEqualTo(call.updatedAt().plusMillis(500));
    }

    @Test
    void obeysAFasterPaceFromNowOn() {
        pace(0.01);
        place(2, this::direct);
        claim(1);
        clock.advance(SECOND);
        pace(10);

        clock.advance(Duration.ofMillis(100));

        assertThat(claim(1)).hasSize(1);
    }

    @Test
    void obeysASlowerPaceFromTheNextCallOn() {
        pace(10);
        place(3, this::direct);
        claim(1);
        pace(1);
        clock.advance(SECOND);
        claim(1);

        clock.advance(SECOND.minus(MICRO));
        assertThat(claim(1)).isEmpty();
        clock.advance(MICRO);
        assertThat(claim(1)).hasSize(1);
    }
}

package io.callyard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final CarrierAccountId ACCOUNT = TenantLimits.DEFAULT_ACCOUNT;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, Limits.UNLIMITED})
    void takesSensibleLimits(int maxLive) {
        assertThat(new TenantLimits(maxLive, 0, ACCOUNT).maxLive()).isEqualTo(maxLive);
        assertThat(new AccountLimits(maxLive, 1).maxLive()).isEqualTo(maxLive);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 100_001, Integer.MAX_VALUE - 1})
    void refusesAbsurdLimits(int maxLive) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantLimits(maxLive, 0, ACCOUNT));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountLimits(maxLive, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CampaignSettings.named("x").withMaxLive(maxLive));
    }

    @Test
    @Tag("R1.1")
    void allowsATenantTwoLiveCallsByDefault() {
        assertThat(TenantLimits.DEFAULT).isEqualTo(new TenantLimits(2, 0, ACCOUNT));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void refusesAFloorOutsideTheLimit(int floor) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantLimits(3, floor, ACCOUNT));
    }

    @Test
    void keepsTheFloorForDirectCalls() {
        TenantLimits limits = new TenantLimits(3, 3, ACCOUNT);

        assertThat(limits.availableTo(CallType.DIRECT)).isEqualTo(3);
        assertThat(limits.availableTo(CallType.CAMPAIGN)).isZero();
        assertThat(limits.withDirectFloor(1).availableTo(CallType.LEAD)).isEqualTo(2);
        assertThat(new TenantLimits(Limits.UNLIMITED, 5, ACCOUNT).availableTo(CallType.CAMPAIGN))
                .isEqualTo(Limits.UNLIMITED);
    }

    @Test
    void shrinksTheFloorWithTheLimit() {
        TenantLimits limits = new TenantLimits(3, 2, ACCOUNT);

        assertThat(limits.withMaxLive(1)).isEqualTo(new TenantLimits(1, 1, ACCOUNT));
        assertThat(limits.withMaxLive(5)).isEqualTo(new TenantLimits(5, 2, ACCOUNT));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxLive(-1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 0.1, 1, 10_000, Double.POSITIVE_INFINITY})
    void takesAPace(double callsPerSecond) {
        assertThat(new AccountLimits(1, callsPerSecond).callsPerSecond()).isEqualTo(callsPerSecond);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, 10_000.1, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNoPace(double callsPerSecond) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountLimits(1, callsPerSecond));
    }

    @Test
    void startsOneCallASecondByDefault() {
        assertThat(AccountLimits.DEFAULT).isEqualTo(new AccountLimits(Limits.UNLIMITED, 1));
    }
}

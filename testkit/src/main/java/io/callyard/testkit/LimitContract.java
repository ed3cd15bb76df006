package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.event.LimitsChanged;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.SlotUsage;
import io.callyard.spi.store.TenantUsage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits of a tenant, an account, a campaign and the system, one step at a time. */
abstract class LimitContract extends StoreFixture {
    LimitContract(OutboundStoreContract opener) {
        super(opener);
    }

    private void limit(int maxLive, int directFloor) {
        store.setTenantLimits(tenant, new TenantLimits(maxLive, directFloor, account));
    }

    private static AccountLimits live(int maxLive) {
        return new AccountLimits(maxLive, Double.POSITIVE_INFINITY);
    }

    @Test
    @Tag("R1.1")
    void givesATenantAsManySlotsAsItsLimit() {
        limit(2);
        place(4, this::direct);

        assertThat(claim(9)).hasSize(2);
        assertThat(claim(9)).isEmpty();
    }

    @Test
    @Tag("R1.8")
    void givesTheNextCallTheSlotOfOneThatEnded() {
        limit(1);
        List<Call> placed = place(2, this::direct);

        end(claim());

        assertThat(claim().id()).isEqualTo(placed.get(1).id());
    }

    @Test
    @Tag("R1.1")
    void countsAllTypesTogether() {
        limit(2);
        place(from(running(noDelay(5))));
        place(lead(null, null));
        place(lead(null, null));
        claim(1);
        place(direct());

        assertThat(claim(9)).hasSize(1);
        assertThat(store.tenantUsage(tenant)).isEqualTo(new TenantUsage(new TenantLimits(2, 0, account), 2, 1));
    }

    @Test
    void startsNothingUnderALimitOfZero() {
        limit(0);
        place(direct());

        assertThat(claim(9)).isEmpty();
    }

    @Test
    void keepsTheFloorFreeForDirectCalls() {
        limit(3, 1);
        CampaignId campaign = running(noDelay(9));
        place(4, () -> from(campaign));
        assertThat(claim(9)).hasSize(2);
        Call direct = place(direct());

        assertThat(claim(9)).extracting(Call::id).containsExactly(direct.id());
        assertThat(claim(9)).isEmpty();
    }

    @Test
    void letsOtherCallsUseWhatIsAboveTheFloorBesideDirectOnes() {
        limit(3, 1);
        place(direct());
        CampaignId campaign = running(noDelay(9));
        place(4, () -> from(campaign));

        assertThat(claim(9))
                .extracting(call -> call.subject().type())
                .containsExactly(CallType.DIRECT, CallType.CAMPAIGN, CallType.CAMPAIGN);
    }

    @Test
    void letsDirectCallsUseAllSlots() {
        limit(3, 1);
        place(4, this::direct);

        assertThat(claim(9)).hasSize(3);
    }

    @Test
    void endsNoCallWhenALimitIsLowered() {
        limit(3);
        place(4, this::direct);
        List<Call> live = claim(9);
        limit(1);

        assertThat(store.tenantUsage(tenant).slots()).isEqualTo(new SlotUsage(3, 1));
        end(live.get(0));
        end(live.get(1));
        assertThat(claim(9)).as("one is live, one may be").isEmpty();
        end(live.get(2));
        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void letsCallsGoWhenALimitIsRaised() {
        limit(1);
        place(3, this::direct);
        claim(9);
        limit(2);

        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void tellsOfANewLimit() {
        long before = store.lastSeq(tenant);
        TenantLimits limits = new TenantLimits(7, 3, account);

        store.setTenantLimits(tenant, limits);

        assertThat(eventsAfter(before)).containsExactly(new LimitsChanged(limits));
        assertThat(store.tenantUsage(tenant).limits()).isEqualTo(limits);
    }

    @Test
    void movesNewCallsToTheTenantsNewAccount() {
        CarrierAccountId other = newAccount(live(1));
        place(3, this::direct);
        claim(1);
        store.setTenantLimits(tenant, new TenantLimits(9, 0, other));

        assertThat(claim(9)).hasSize(1);
        assertThat(store.accountUsage(account).live()).isEqualTo(1);
        assertThat(store.accountUsage(other).slots()).isEqualTo(new SlotUsage(1, 1));
    }

    @Test
    void sharesAnAccountsLimitAmongTenants() {
        store.setAccountLimits(account, live(2));
        TenantId other = newTenant(9);
        place(2, this::direct);
        place(2, () -> CallRequest.direct(other, number()));

        assertThat(claim(9)).hasSize(2);
        assertThat(store.accountUsage(account).slots()).isEqualTo(new SlotUsage(2, 2));
    }

    @Test
    void letsTheOtherTenantGoWhenASharedSlotFrees() {
        store.setAccountLimits(account, live(1));
        TenantId other = newTenant(9);
        place(direct());
        Call live = claim();
        Call waiting = place(CallRequest.direct(other, number()));
        assertThat(claim(9)).isEmpty();

        end(live);

        assertThat(claim().id()).isEqualTo(waiting.id());
    }

    @Test
    void obeysAChangedLimitOfAnAccount() {
        place(5, this::direct);
        List<Call> live = claim(2);
        store.setAccountLimits(account, live(1));
        assertThat(claim(9)).isEmpty();
        end(live.get(0));
        assertThat(claim(9)).isEmpty();
        store.setAccountLimits(account, live(3));

        assertThat(claim(9)).hasSize(2);
    }

    @Test
    void obeysTheSystemsLimit() {
        int others = store.systemUsage().live();
        store.setSystemLimit(others + 2);
        TenantId other = newTenant(9);
        place(2, this::direct);
        place(2, () -> CallRequest.direct(other, number()));

        List<Call> live = claim(9);
        assertThat(live).hasSize(2);
        assertThat(store.systemUsage()).isEqualTo(new SlotUsage(others + 2, others + 2));

        end(live.get(0));
        assertThat(claim(9)).hasSize(1);
        store.setSystemLimit(Limits.UNLIMITED);
        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void givesACampaignAsManySlotsAsItsLimit() {
        CampaignId one = running(noDelay(1));
        CampaignId three = running(noDelay(3));
        place(5, () -> from(one));
        place(5, () -> from(three));

        List<Call> live = claim(99);

        assertThat(live)
                .filteredOn(call -> one.equals(call.subject().campaign()))
                .hasSize(1);
        assertThat(live)
                .filteredOn(call -> three.equals(call.subject().campaign()))
                .hasSize(3);
    }

    @Test
    void refusesASystemLimitThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.setSystemLimit(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> store.setSystemLimit(Limits.MAX_LIVE + 1));
        assertThatCode(() -> store.setSystemLimit(Limits.MAX_LIVE)).doesNotThrowAnyException();
        assertThatCode(() -> store.setSystemLimit(Limits.UNLIMITED)).doesNotThrowAnyException();
    }

    @Test
    void usesTheDefaultsWhereNobodyHasSetLimits() {
        CarrierAccountId unknown = new CarrierAccountId(uniqueName("account"));
        TenantId nobody = unknownTenant();
        assertThat(store.tenantUsage(nobody).limits()).isEqualTo(TenantLimits.DEFAULT);
        assertThat(store.accountUsage(unknown).limits()).isEqualTo(AccountLimits.DEFAULT);

        TenantLimits tenants = new TenantLimits(1, 0, unknown);
        AccountLimits accounts = new AccountLimits(7, Double.POSITIVE_INFINITY);
        store.useDefaults(new LimitDefaults(tenants, accounts));
        place(2, () -> CallRequest.direct(nobody, number()));

        assertThat(claim(9)).hasSize(1);
        assertThat(store.tenantUsage(nobody).limits()).isEqualTo(tenants);
        assertThat(store.accountUsage(unknown).limits()).isEqualTo(accounts);
        assertThat(store.tenantUsage(tenant).limits()).as("set by somebody").isNotEqualTo(tenants);
    }
}

package io.callyard.dispatch;

import io.callyard.machine.CampaignMachine;
import io.callyard.model.AccountLimits;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.ConcurrencyManager;
import io.callyard.spi.store.AccountUsage;
import io.callyard.spi.store.CampaignAnswer;
import io.callyard.spi.store.SlotUsage;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.TenantUsage;
import io.callyard.spi.store.UnknownCampaignException;

/** The limits, on a store. A change that makes room is followed by the store's signal of work. */
public final class LimitService implements ConcurrencyManager {
    private final Store store;

    /** Keeps limits in {@code store}. */
    public LimitService(Store store) {
        this.store = store;
    }

    @Override
    public void setTenantLimits(TenantId tenant, TenantLimits limits) {
        store.setTenantLimits(tenant, limits);
    }

    @Override
    public TenantUsage tenantUsage(TenantId tenant) {
        return store.tenantUsage(tenant);
    }

    @Override
    public void setAccountLimits(CarrierAccountId account, AccountLimits limits) {
        store.setAccountLimits(account, limits);
    }

    @Override
    public AccountUsage accountUsage(CarrierAccountId account) {
        return store.accountUsage(account);
    }

    @Override
    public void setSystemLimit(int maxLive) {
        Limits.requireLimit(maxLive, "the system's limit of live calls");
        store.setSystemLimit(maxLive);
    }

    @Override
    public SlotUsage systemUsage() {
        return store.systemUsage();
    }

    @Override
    public void setCampaignLimit(TenantId tenant, CampaignId campaign, int maxLive) {
        Campaign after = store.updateCampaign(
                        tenant,
                        campaign,
                        (found, now) -> CampaignMachine.changeSettings(
                                        found.settings().withMaxLive(maxLive))
                                .apply(found, now))
                .map(CampaignAnswer::campaign)
                .orElseThrow(() -> new UnknownCampaignException(campaign, "does not exist"));
        if (after.status() == CampaignStatus.STOPPED) {
            throw new UnknownCampaignException(campaign, "was stopped");
        }
    }
}

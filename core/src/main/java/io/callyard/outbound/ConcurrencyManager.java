package io.callyard.outbound;

import io.callyard.model.AccountLimits;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.AccountUsage;
import io.callyard.spi.store.SlotUsage;
import io.callyard.spi.store.TenantUsage;

/**
 * The limits of live calls. They are exact over all nodes and can be changed while calls run: a
 * higher limit starts waiting calls at once, a lower one starts no new calls until enough have ended
 * by themselves.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public interface ConcurrencyManager {

    /** Sets a tenant's limits. */
    void setTenantLimits(TenantId tenant, TenantLimits limits);

    /** Returns a tenant's limits and how much of them is used. */
    TenantUsage tenantUsage(TenantId tenant);

    /** Sets a carrier account's limits. */
    void setAccountLimits(CarrierAccountId account, AccountLimits limits);

    /** Returns a carrier account's limits and how much of them is used. */
    AccountUsage accountUsage(CarrierAccountId account);

    /**
     * Sets how many calls may be live in the whole system.
     *
     * @param maxLive 0 or more, or {@link io.callyard.model.Limits#UNLIMITED}
     */
    void setSystemLimit(int maxLive);

    /** Returns the system's limit and how much of it is used. */
    SlotUsage systemUsage();

    /**
     * Sets how many calls of a campaign may be live at once.
     *
     * @throws io.callyard.spi.store.UnknownCampaignException if it does not exist or was stopped
     */
    void setCampaignLimit(TenantId tenant, CampaignId campaign, int maxLive);
}

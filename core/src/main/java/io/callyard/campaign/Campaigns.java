package io.callyard.campaign;

import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Contact;
import io.callyard.model.TenantId;
import io.callyard.outbound.Explanation;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Calls lists of contacts. Each contact of a campaign is called once; a second one with the same id,
 * or without ids the same number, is a duplicate and is left out.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public interface Campaigns {

    /** Makes a campaign with a new id, as a draft. */
    Campaign create(TenantId tenant, CampaignSettings settings);

    /**
     * Makes a campaign with an id of the application's, as a draft.
     *
     * @return empty if the tenant has one with this id
     */
    Optional<Campaign> create(TenantId tenant, CampaignId id, CampaignSettings settings);

    /**
     * Adds contacts, in any status but stopped. Reads them one by one and keeps them in batches, so a
     * list may be longer than memory. A contact that cannot be used is reported and the others are
     * kept; the application's policies are asked about each.
     *
     * @throws io.callyard.spi.store.UnknownCampaignException if there is no such campaign or it was
     *     stopped
     * @throws ContactSourceException if {@code contacts} throws; what it gave before is kept
     */
    ContactImport add(TenantId tenant, CampaignId campaign, Iterator<Contact> contacts);

    /** Starts a draft. */
    CampaignAction start(TenantId tenant, CampaignId campaign);

    /** Stops new calls of a running campaign; live ones go on. */
    CampaignAction pause(TenantId tenant, CampaignId campaign);

    /** Lets a paused campaign go on. */
    CampaignAction resume(TenantId tenant, CampaignId campaign);

    /** Ends a campaign for good: live calls go on, waiting ones are canceled. */
    CampaignAction stop(TenantId tenant, CampaignId campaign);

    /** Changes the rules of a campaign that was not stopped, from the next call on. */
    CampaignAction change(TenantId tenant, CampaignId campaign, CampaignSettings settings);

    /** Finds a campaign with its progress. */
    Optional<Campaign> find(TenantId tenant, CampaignId campaign);

    /** Returns a tenant's campaigns, oldest first. */
    List<Campaign> list(TenantId tenant);

    /** Says why a campaign is not calling; empty if there is no such campaign. */
    Optional<Explanation> explain(TenantId tenant, CampaignId campaign);
}

package io.callyard.dispatch;

import io.callyard.campaign.CampaignAction;
import io.callyard.campaign.Campaigns;
import io.callyard.campaign.ContactImport;
import io.callyard.machine.CampaignChange;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.CallId;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Contact;
import io.callyard.model.TenantId;
import io.callyard.outbound.Explanation;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.CampaignAnswer;
import io.callyard.spi.store.Store;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The campaigns, on a store. */
public final class CampaignService implements Campaigns {
    private final Store store;
    private final Scheduler scheduler;
    private final IntakeDesk intake;
    private final CampaignExplainer explainer;

    /** Serves campaigns by the given means. */
    public CampaignService(Store store, Scheduler scheduler, IntakeDesk intake, Accounts accounts) {
        this.store = store;
        this.scheduler = scheduler;
        this.intake = intake;
        explainer = new CampaignExplainer(store, accounts);
    }

    @Override
    public Campaign create(TenantId tenant, CampaignSettings settings) {
        CampaignId id = new CampaignId(
                CallId.next(scheduler.instant(), scheduler.random()).toString());
        return create(tenant, id, settings)
                .orElseThrow(() -> new IllegalStateException("a new campaign id was in use: " + id));
    }

    @Override
    public Optional<Campaign> create(TenantId tenant, CampaignId id, CampaignSettings settings) {
        return store.createCampaign(tenant, id, settings);
    }

    @Override
    public ContactImport add(TenantId tenant, CampaignId campaign, Iterator<Contact> contacts) {
        return new ContactLoad(store, intake, tenant, campaign).add(contacts);
    }

    @Override
    public CampaignAction start(TenantId tenant, CampaignId campaign) {
        return change(tenant, campaign, CampaignMachine::start, "started");
    }

    @Override
    public CampaignAction pause(TenantId tenant, CampaignId campaign) {
        return change(tenant, campaign, CampaignMachine::pause, "paused");
    }

    @Override
    public CampaignAction resume(TenantId tenant, CampaignId campaign) {
        return change(tenant, campaign, CampaignMachine::resume, "resumed");
    }

    @Override
    public CampaignAction stop(TenantId tenant, CampaignId campaign) {
        return change(tenant, campaign, CampaignMachine::stop, "stopped");
    }

    @Override
    public CampaignAction change(TenantId tenant, CampaignId campaign, CampaignSettings settings) {
        CampaignAction action = change(tenant, campaign, CampaignMachine.changeSettings(settings), "changed");
        // Settings that are in force already are as good as set.
        return action instanceof CampaignAction.NotPossible not
                        && not.campaign().settings().equals(settings)
                ? new CampaignAction.Done(not.campaign())
                : action;
    }

    private CampaignAction change(TenantId tenant, CampaignId campaign, CampaignChange change, String word) {
        Optional<CampaignAnswer> answer = store.updateCampaign(tenant, campaign, change);
        if (answer.isEmpty()) {
            return new CampaignAction.NotFound();
        }
        Campaign after = answer.get().campaign();
        return answer.get().changed()
                ? new CampaignAction.Done(after)
                : new CampaignAction.NotPossible(after, "a campaign that is " + after.status() + " cannot be " + word);
    }

    @Override
    public Optional<Campaign> find(TenantId tenant, CampaignId campaign) {
        return store.campaign(tenant, campaign);
    }

    @Override
    public List<Campaign> list(TenantId tenant) {
        return store.campaigns(tenant);
    }

    @Override
    public Optional<Explanation> explain(TenantId tenant, CampaignId campaign) {
        return store.campaign(tenant, campaign).map(explainer::explain);
    }
}

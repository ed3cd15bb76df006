package io.callyard.examples.livemonitor;

import io.callyard.campaign.Campaigns;
import io.callyard.campaign.ContactImport;
import io.callyard.campaign.ContactSourceException;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import java.io.PrintStream;

/** The demo's campaign, which calls one contact after the other. */
final class CheckUpCampaign {
    static final CampaignId ID = new CampaignId("check-up");

    private final Campaigns campaigns;
    private final PrintStream console;

    CheckUpCampaign(Campaigns campaigns, PrintStream console) {
        this.campaigns = campaigns;
        this.console = console;
    }

    /**
     * Begins it, or lets it go on where it was. A start that was cut off is made good: contacts that are there already
     * are left out as duplicates.
     *
     * @param areOwn whether the contacts are the user's own: then they are added to a campaign that has begun, too
     */
    void beginOrGoOn(ContactFile contacts, boolean areOwn) {
        Campaign campaign = campaigns
                .create(Demo.TENANT, ID, CampaignSettings.named("Check-up calls"))
                .or(() -> campaigns.find(Demo.TENANT, ID))
                .orElseThrow();
        boolean begins = campaign.status() == CampaignStatus.DRAFT;
        if (begins || areOwn && campaign.status() != CampaignStatus.STOPPED) {
            load(contacts);
        }
        if (begins) {
            campaigns.start(Demo.TENANT, ID);
        } else {
            CampaignProgress progress = campaign.progress();
            console.println("campaign: " + campaign.status() + " as before, with " + progress.processed() + " of "
                    + progress.total() + " contacts called and " + progress.live() + " calls live");
        }
    }

    private void load(ContactFile contacts) {
        ContactImport result;
        try {
            result = campaigns.add(Demo.TENANT, ID, contacts);
        } catch (ContactSourceException e) {
            if (e.getCause() instanceof DemoException clear) {
                throw clear;
            }
            console.println("The contacts broke off: " + e.getCause());
            result = e.soFar();
        }
        result.rejections().forEach(rejection -> console.println(contacts.explain(rejection)));
        console.println("contacts: " + result.accepted() + " added, " + result.duplicates() + " duplicates, "
                + result.rejected() + " rejected");
    }
}

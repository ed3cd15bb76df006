package io.callyard.machine;

import io.callyard.event.CampaignEvent.CampaignChanged;
import io.callyard.event.CampaignEvent.CampaignStatusChanged;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a campaign; the diagram stands at {@link CampaignStatus}.
 *
 * <p>None of these touches a live call: a campaign's status decides about new calls only.
 */
public final class CampaignMachine {
    private CampaignMachine() {}

    /** A draft runs. */
    public static Transition<Campaign> start(Campaign campaign, Instant now) {
        return campaign.status() == CampaignStatus.DRAFT
                ? settled(move(campaign, CampaignStatus.RUNNING, now), now)
                : Transition.unchanged(campaign);
    }

    /** A running campaign pauses. */
    public static Transition<Campaign> pause(Campaign campaign, Instant now) {
        return campaign.status() == CampaignStatus.RUNNING
                ? move(campaign, CampaignStatus.PAUSED, now)
                : Transition.unchanged(campaign);
    }

    /** A paused campaign runs again. */
    public static Transition<Campaign> resume(Campaign campaign, Instant now) {
        return campaign.status() == CampaignStatus.PAUSED
                ? settled(move(campaign, CampaignStatus.RUNNING, now), now)
                : Transition.unchanged(campaign);
    }

    /** Any campaign stops, for good. */
    public static Transition<Campaign> stop(Campaign campaign, Instant now) {
        return campaign.status() == CampaignStatus.STOPPED
                ? Transition.unchanged(campaign)
                : move(campaign, CampaignStatus.STOPPED, now);
    }

    /** The rules change; a stopped campaign has none to change. */
    public static CampaignChange changeSettings(CampaignSettings settings) {
        return (campaign, now) -> campaign.status() == CampaignStatus.STOPPED
                        || campaign.settings().equals(settings)
                ? Transition.unchanged(campaign)
                : Transition.to(campaign.withSettings(settings), new CampaignChanged(campaign.id(), settings));
    }

    /**
     * What follows by itself from the progress: a running campaign with nothing left to do is
     * completed, a completed one with something to do runs. A store applies this after each change of
     * the progress.
     */
    public static Transition<Campaign> settle(Campaign campaign, Instant now) {
        boolean done = campaign.progress().isDone();
        if (campaign.status() == CampaignStatus.RUNNING && done) {
            return move(campaign, CampaignStatus.COMPLETED, now);
        }
        if (campaign.status() == CampaignStatus.COMPLETED && !done) {
            return move(campaign, CampaignStatus.RUNNING, now);
        }
        return Transition.unchanged(campaign);
    }

    private static Transition<Campaign> settled(Transition<Campaign> moved, Instant now) {
        return moved.then(campaign -> settle(campaign, now));
    }

    private static Transition<Campaign> move(Campaign campaign, CampaignStatus to, Instant now) {
        @Nullable Instant startedAt = campaign.startedAt();
        if (startedAt == null && to == CampaignStatus.RUNNING) {
            startedAt = now;
        }
        boolean over = to == CampaignStatus.COMPLETED || to == CampaignStatus.STOPPED;
        Campaign moved = new Campaign(
                campaign.tenant(),
                campaign.id(),
                campaign.settings(),
                to,
                campaign.progress(),
                campaign.nextCallAt(),
                campaign.createdAt(),
                startedAt,
                over ? now : null);
        return Transition.to(moved, new CampaignStatusChanged(campaign.id(), campaign.status(), to));
    }
}

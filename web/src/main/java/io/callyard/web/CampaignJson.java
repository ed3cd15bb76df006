package io.callyard.web;

import io.callyard.model.Campaign;
import io.callyard.model.CampaignProgress;
import io.callyard.wire.CampaignSettingsJson;
import io.callyard.wire.JsonWriter;

/** How campaigns look from outside. */
final class CampaignJson {
    private CampaignJson() {}

    /** Writes a campaign's members. */
    static void members(JsonWriter json, Campaign campaign) {
        json.id("id", campaign.id()).word("status", campaign.status());
        CampaignSettingsJson.settings(json, campaign.settings());
        CampaignProgress progress = campaign.progress();
        json.object(
                "progress",
                () -> json.field("processed", progress.processed())
                        .field("total", progress.total())
                        .field("waiting", progress.waiting())
                        .field("live", progress.live())
                        .object(
                                "outcomes",
                                () -> progress.orderedOutcomes()
                                        .forEach((outcome, count) -> json.field(JsonWriter.word(outcome), count))));
        json.field("next_call_at", campaign.nextCallAt())
                .field("created_at", campaign.createdAt())
                .field("started_at", campaign.startedAt())
                .field("ended_at", campaign.endedAt());
    }
}

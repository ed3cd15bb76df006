package io.callyard.web;

import io.callyard.model.Campaign;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Limits;
import io.callyard.model.TenantLimits;

/** How campaigns and limits look from outside. */
final class CampaignJson {
    private CampaignJson() {}

    /** Writes a campaign's members. */
    static void members(JsonWriter json, Campaign campaign) {
        json.id("id", campaign.id()).word("status", campaign.status());
        settings(json, campaign.settings());
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

    /** Writes a campaign's rules. */
    static void settings(JsonWriter json, CampaignSettings settings) {
        json.field("name", settings.name());
        limit(json, "max_live", settings.maxLive());
        json.seconds("delay_between_seconds", settings.delayBetween())
                .id("account", settings.account())
                .id("agent_id", settings.agent())
                .object(
                        "retry",
                        () -> settings.retry()
                                .rules()
                                .forEach((outcome, rule) -> json.object(
                                        JsonWriter.word(outcome),
                                        () -> json.field("max_attempts", rule.maxAttempts())
                                                .seconds("delay_seconds", rule.delay()))));
    }

    /** Writes a tenant's limits. */
    static void limits(JsonWriter json, TenantLimits limits) {
        limit(json, "max_live", limits.maxLive());
        json.field("direct_floor", limits.directFloor()).id("account", limits.account());
    }

    /** Writes a limit; {@code null} says that there is none. */
    private static void limit(JsonWriter json, String name, int limit) {
        if (limit == Limits.UNLIMITED) {
            json.field(name, (String) null);
        } else {
            json.field(name, limit);
        }
    }
}

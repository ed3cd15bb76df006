package io.callyard.wire;

import io.callyard.model.CampaignSettings;

/** How a campaign's rules look from outside. */
public final class CampaignSettingsJson {
    private CampaignSettingsJson() {}

    /** Writes a campaign's rules. */
    public static void settings(JsonWriter json, CampaignSettings settings) {
        json.field("name", settings.name());
        LimitsJson.limit(json, "max_live", settings.maxLive());
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
}

package io.callyard.store.jdbc.codec;

import io.callyard.model.AgentId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A campaign's rules as JSON and back. Delays are kept to the microsecond. Stateless. */
public final class CampaignCodec {
    private CampaignCodec() {}

    /** Returns the rules as JSON; equal rules give equal text. */
    public static String settings(CampaignSettings settings) {
        return JsonWriter.object(json -> write(json, settings));
    }

    /**
     * Returns the rules that were written.
     *
     * @throws IllegalStateException if a field is missing, or they are no rules
     */
    public static CampaignSettings settings(String json) {
        return JsonFields.read("settings", json, CampaignCodec::read);
    }

    static void write(JsonWriter json, CampaignSettings settings) throws IOException {
        json.text("name", settings.name())
                .number("max_live", settings.maxLive())
                .duration("delay_between", settings.delayBetween())
                .text("account", settings.account())
                .text("agent", settings.agent())
                .list("retry", inOrder(settings.retry()), CampaignCodec::writeRule);
    }

    static CampaignSettings read(JsonFields json) {
        return new CampaignSettings(
                json.text("name"),
                json.integer("max_live"),
                json.duration("delay_between"),
                json.textOrNull("account", CarrierAccountId::new),
                json.textOrNull("agent", AgentId::new),
                readRetry(json));
    }

    private static List<Map.Entry<Outcome, RetryPolicy.Rule>> inOrder(RetryPolicy retry) {
        if (retry.rules().isEmpty()) {
            return List.of();
        }
        return new ArrayList<>(new EnumMap<>(retry.rules()).entrySet());
    }

    private static void writeRule(JsonWriter json, Map.Entry<Outcome, RetryPolicy.Rule> rule) throws IOException {
        json.constant("outcome", rule.getKey())
                .number("max_attempts", rule.getValue().maxAttempts())
                .duration("delay", rule.getValue().delay());
    }

    private static RetryPolicy readRetry(JsonFields json) {
        Map<Outcome, RetryPolicy.Rule> rules = new EnumMap<>(Outcome.class);
        json.list("retry", CampaignCodec::readRule).forEach(rule -> rules.put(rule.getKey(), rule.getValue()));
        return rules.isEmpty() ? RetryPolicy.NONE : new RetryPolicy(rules);
    }

    private static Map.Entry<Outcome, RetryPolicy.Rule> readRule(JsonFields json) {
        return Map.entry(
                json.constant("outcome", Outcome.class),
                new RetryPolicy.Rule(json.integer("max_attempts"), json.duration("delay")));
    }
}

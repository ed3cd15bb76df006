package io.callyard.web;

import io.callyard.model.AgentId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.wire.JsonWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a campaign's rules. What is left out stays as it is, what is {@code null} is taken away. */
final class CampaignBody {
    private static final Set<String> RULE = Set.of("max_attempts", "delay_seconds");
    private static final Set<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(JsonWriter::word).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> SETTINGS =
            Set.of("name", "max_live", "delay_between_seconds", "account", "agent_id", "retry");

    private CampaignBody() {}

    /** Returns the names of a campaign's rules and {@code more}. */
    static Set<String> settingsAnd(String... more) {
        Set<String> all = new HashSet<>(SETTINGS);
        all.addAll(Set.of(more));
        return all;
    }

    /** Returns {@code base} with what the fields say. */
    static CampaignSettings settings(JsonFields fields, CampaignSettings base) {
        CampaignSettings settings = base;
        String name = fields.text("name");
        if (name != null) {
            settings = fields.change(
                    "name",
                    settings,
                    s -> new CampaignSettings(name, s.maxLive(), s.delayBetween(), s.account(), s.agent(), s.retry()));
        }
        if (fields.has("max_live")) {
            Integer maxLive = limit(fields, "max_live");
            settings = maxLive == null ? settings : fields.change("max_live", settings, s -> s.withMaxLive(maxLive));
        }
        Duration delay = fields.seconds("delay_between_seconds");
        if (delay != null) {
            settings = fields.change("delay_between_seconds", settings, s -> s.withDelayBetween(delay));
        }
        if (fields.has("account")) {
            settings = settings.withAccount(fields.value("account", CarrierAccountId::new));
        }
        if (fields.has("agent_id")) {
            settings = settings.withAgent(fields.value("agent_id", AgentId::new));
        }
        return fields.has("retry") ? settings.withRetry(retry(fields)) : settings;
    }

    /** Returns a limit of live calls; {@code null} in the document means that there is none. */
    static @Nullable Integer limit(JsonFields fields, String name) {
        return fields.isNull(name) ? Integer.valueOf(Limits.UNLIMITED) : fields.integer(name);
    }

    private static RetryPolicy retry(JsonFields fields) {
        JsonFields rules = fields.object("retry", OUTCOMES);
        RetryPolicy policy = RetryPolicy.NONE;
        if (rules == null) {
            return policy;
        }
        for (Outcome outcome : Outcome.values()) {
            String name = JsonWriter.word(outcome);
            JsonFields rule = rules.object(name, RULE);
            if (rule == null) {
                continue;
            }
            Integer attempts = rule.integer("max_attempts");
            Duration delay = rule.seconds("delay_seconds");
            rules.errorsOf(name, rule);
            if (attempts == null || delay == null) {
                rules.error(name, "needs max_attempts and delay_seconds");
                continue;
            }
            try {
                policy = policy.with(outcome, attempts, delay);
            } catch (IllegalArgumentException e) {
                rules.error(name, String.valueOf(e.getMessage()));
            }
        }
        fields.errorsOf("retry", rules);
        return policy;
    }
}

package io.callyard.web;

import io.callyard.model.AgentId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.ContactId;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /api/calls}. */
final class CallBody {
    private static final Set<String> FIELDS = Set.of(
            "phone_number",
            "agent_id",
            "contact_id",
            "contact_name",
            "type",
            "campaign_id",
            "priority",
            "scheduled_for",
            "expires_at",
            "data");

    private CallBody() {}

    /** Returns the call that is asked for. */
    static CallRequest read(Exchange exchange) {
        Principal who = exchange.principal();
        JsonFields fields = exchange.fields(FIELDS);
        PhoneNumber number = fields.required("phone_number", PhoneNumber::parse);
        CampaignId campaign = fields.value("campaign_id", CampaignId::new);
        CallType type = type(fields, campaign);
        AgentId agent = fields.value("agent_id", AgentId::new);
        ContactId contact = fields.value("contact_id", ContactId::new);
        String name = fields.value("contact_name", text -> plain(text, CallSubject.MAX_NAME));
        Integer priority = fields.integer("priority");
        Instant scheduledFor = fields.instant("scheduled_for");
        Instant expiresAt = fields.instant("expires_at");
        var data = fields.data("data");
        if (scheduledFor != null && expiresAt != null && !expiresAt.isAfter(scheduledFor)) {
            fields.error("expires_at", "must be after scheduled_for");
        }
        String key = exchange.request().getHeader("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > CallRequest.MAX_KEY)) {
            fields.error("Idempotency-Key", "must have 1 to " + CallRequest.MAX_KEY + " characters");
        }
        fields.check();
        try {
            return new CallRequest(
                    who.tenant(),
                    type,
                    Objects.requireNonNull(number),
                    campaign,
                    who.user(),
                    agent,
                    contact,
                    name,
                    data,
                    priority,
                    scheduledFor,
                    expiresAt,
                    key);
        } catch (IllegalArgumentException e) {
            // What is left: half a surrogate pair in a name, a control character in the key.
            throw Problem.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static CallType type(JsonFields fields, @Nullable CampaignId campaign) {
        CallType named = fields.value("type", CallBody::type);
        CallType type = named == null ? campaign == null ? CallType.DIRECT : CallType.CAMPAIGN : named;
        if (type == CallType.CAMPAIGN && campaign == null && !fields.has("campaign_id")) {
            fields.error("campaign_id", "is needed for a campaign call");
        } else if (type != CallType.CAMPAIGN && campaign != null) {
            fields.error("campaign_id", "belongs to campaign calls only");
        }
        return type;
    }

    /** Returns text for people that is short enough and on one line. */
    static String plain(String text, int max) {
        if (text.length() > max) {
            throw new IllegalArgumentException("at most " + max + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("control characters are not allowed");
        }
        return text;
    }

    private static CallType type(String word) {
        return Arrays.stream(CallType.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected direct, campaign or lead"));
    }
}

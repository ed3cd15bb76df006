package io.callyard.web;

import io.callyard.model.AgentId;
import io.callyard.model.ContactId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.Skills;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /api/queue/callers}. */
final class CallerBody {
    private static final Duration LONGEST_HEAD_START = Duration.ofDays(1);
    private static final int MAX_LANGUAGE = 35;
    private static final Set<String> FIELDS = Set.of(
            "queue",
            "phone_number",
            "contact_id",
            "name",
            "type",
            "skills",
            "language",
            "preferred_agent",
            "data",
            "head_start_seconds");

    private CallerBody() {}

    /** Returns who comes. */
    static Arrival read(Exchange exchange) {
        JsonFields fields = exchange.fields(FIELDS);
        QueueId queue = fields.required("queue", QueueId::new);
        PhoneNumber number = fields.value("phone_number", PhoneNumber::parse);
        ContactId contact = fields.value("contact_id", ContactId::new);
        String name = fields.value("name", text -> CallBody.plain(text, Arrival.MAX_NAME));
        CallerType type = fields.value("type", CallerType::new);
        Duration headStart = headStart(fields);
        Skills skills = AgentBody.skills(fields);
        String language = fields.value("language", text -> CallBody.plain(text, MAX_LANGUAGE));
        AgentId preferred = fields.value("preferred_agent", AgentId::new);
        var data = fields.data("data");
        fields.check();
        try {
            return new Arrival(
                    Objects.requireNonNull(queue),
                    null,
                    number,
                    contact,
                    Objects.requireNonNullElse(name, ""),
                    Objects.requireNonNullElse(type, CallerType.NEW),
                    headStart,
                    skills,
                    Objects.requireNonNullElse(language, ""),
                    preferred,
                    data);
        } catch (IllegalArgumentException e) {
            // What is left: half a surrogate pair in a name.
            throw Problem.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Returns how much earlier than he came a caller is taken to have come; negative: later. */
    static @Nullable Duration headStart(JsonFields fields) {
        return fields.signedSeconds("head_start_seconds", LONGEST_HEAD_START);
    }
}

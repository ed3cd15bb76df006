package io.callyard.web;

import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.Skills;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads what an agent can do. What is left out stays as it is, what is {@code null} is taken away. */
final class AgentBody {
    /** The names of the members. */
    static final Set<String> FIELDS = Set.of("name", "capacity", "queues", "skills", "device");

    private static final Set<String> MEMBERSHIP = Set.of("queue", "tier", "order");
    private static final AgentProfile BLANK = new AgentProfile("", 1, List.of(), Skills.NONE, "");

    private AgentBody() {}

    /** Returns a profile of which nothing is known but that it is there. */
    static AgentProfile blank() {
        return BLANK;
    }

    /** Returns {@code base} with what the fields say. */
    static AgentProfile profile(JsonFields fields, AgentProfile base) {
        AgentProfile profile = base;
        if (fields.has("name")) {
            String name = Objects.requireNonNullElse(fields.text("name"), "");
            profile = fields.change(
                    "name", profile, p -> new AgentProfile(name, p.capacity(), p.queues(), p.skills(), p.device()));
        }
        if (fields.has("capacity")) {
            int capacity = Objects.requireNonNullElse(fields.integer("capacity"), BLANK.capacity());
            profile = fields.change("capacity", profile, p -> p.withCapacity(capacity));
        }
        if (fields.has("queues")) {
            List<Membership> queues = queues(fields);
            profile = fields.change("queues", profile, p -> p.serving(queues));
        }
        if (fields.has("skills")) {
            profile = profile.knowing(skills(fields));
        }
        if (fields.has("device")) {
            String device = Objects.requireNonNullElse(fields.text("device"), "");
            profile = fields.change("device", profile, p -> p.rungAt(device));
        }
        return profile;
    }

    /** Returns the skills with their levels; none if nothing is said or something is wrong with them. */
    static Skills skills(JsonFields fields) {
        JsonFields named = fields.named("skills");
        if (named == null) {
            return Skills.NONE;
        }
        Map<String, Integer> levels = new LinkedHashMap<>();
        for (String skill : named.names()) {
            Integer level = named.integer(skill);
            if (level == null) {
                named.error(skill, "needs a level");
            } else {
                levels.put(skill, level);
            }
        }
        fields.errorsOf("skills", named);
        return fields.change("skills", Skills.NONE, none -> new Skills(levels));
    }

    private static List<Membership> queues(JsonFields fields) {
        List<Membership> queues = new ArrayList<>();
        int at = 0;
        for (JsonFields member : fields.objects("queues", MEMBERSHIP)) {
            QueueId queue = member.required("queue", QueueId::new);
            int tier = Objects.requireNonNullElse(member.integer("tier"), 1);
            int order = Objects.requireNonNullElse(member.integer("order"), 0);
            if (queue != null) {
                Membership first = Membership.of(queue);
                queues.add(member.change("tier", first, m -> new Membership(queue, tier, order)));
            }
            fields.errorsOf("queues." + at++, member);
        }
        return queues;
    }
}

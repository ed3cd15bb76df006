package io.callyard.wire;

import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Skills;
import java.util.TreeMap;

/** How what an agent can do looks from outside. */
public final class AgentProfileJson {
    private AgentProfileJson() {}

    /** Writes what an agent can do; with {@code masked}, the device is left out. */
    public static void profile(JsonWriter json, AgentProfile profile, boolean masked) {
        json.field("name", profile.name())
                .field("capacity", profile.capacity())
                .list(
                        "queues",
                        profile.queues(),
                        member -> json.object(() -> json.id("queue", member.queue())
                                .field("tier", member.tier())
                                .field("order", member.order())));
        skills(json, profile.skills());
        if (!masked) {
            json.field("device", profile.device());
        }
    }

    /** Writes skills with their levels, in the order of the alphabet. */
    static void skills(JsonWriter json, Skills skills) {
        json.object("skills", () -> new TreeMap<>(skills.levels()).forEach((skill, level) -> json.field(skill, level)));
    }
}

package io.callyard.store.jdbc.codec;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import java.io.IOException;

/**
 * An agent as JSON and back: all of him but his tenant and his id. Instants are kept to the microsecond, see {@link
 * Micros}, durations and fractions exactly. Stateless.
 */
public final class AgentCodec {
    private AgentCodec() {}

    /**
     * Returns an agent as JSON.
     *
     * @throws IllegalArgumentException if an instant is beyond the range of {@link Micros}
     */
    public static String body(Agent agent) {
        return JsonWriter.object(json -> json.object("profile", agent.profile(), AgentCodec::writeProfile)
                .constant("presence", agent.presence())
                .text("presence_reason", agent.presenceReason())
                .instant("presence_at", agent.presenceAt())
                .instant("heartbeat_at", agent.heartbeatAt())
                .list("engagements", agent.engagements(), AgentCodec::writeEngagement)
                .instant("wrap_up_until", agent.wrapUpUntil())
                .object("history", agent.history(), AgentCodec::writeHistory)
                .instant("updated_at", agent.updatedAt())
                .instant("attention_at", agent.attentionAt()));
    }

    /**
     * Returns the agent that was written.
     *
     * @throws IllegalStateException if a field is missing, or the fields make no agent
     */
    public static Agent read(TenantId tenant, AgentId id, String body) {
        return JsonFields.read(
                "agent",
                body,
                json -> new Agent(
                        tenant,
                        id,
                        json.object("profile", AgentCodec::readProfile),
                        json.constant("presence", Presence.class),
                        json.text("presence_reason"),
                        json.instant("presence_at"),
                        json.instant("heartbeat_at"),
                        json.list("engagements", AgentCodec::readEngagement),
                        json.instant("wrap_up_until"),
                        json.object("history", AgentCodec::readHistory),
                        json.instant("updated_at"),
                        json.instantOrNull("attention_at")));
    }

    static void writeProfile(JsonWriter json, AgentProfile profile) throws IOException {
        json.text("name", profile.name())
                .number("capacity", profile.capacity())
                .list(
                        "queues",
                        profile.queues(),
                        (item, member) -> item.text("queue", member.queue())
                                .number("tier", member.tier())
                                .number("order", member.order()));
        SkillsCodec.write(json, profile.skills());
        json.text("device", profile.device());
    }

    static AgentProfile readProfile(JsonFields json) {
        return new AgentProfile(
                json.text("name"),
                json.integer("capacity"),
                json.list(
                        "queues",
                        item -> new Membership(
                                item.text("queue", QueueId::new), item.integer("tier"), item.integer("order"))),
                SkillsCodec.read(json),
                json.text("device"));
    }

    private static void writeEngagement(JsonWriter json, Engagement engagement) throws IOException {
        json.text("caller", engagement.caller())
                .text("offer", engagement.offer())
                .flag("talking", engagement.talking())
                .instant("since", engagement.since());
    }

    private static Engagement readEngagement(JsonFields json) {
        return new Engagement(
                json.text("caller", CallerId::parse),
                json.text("offer", OfferId::parse),
                json.flag("talking"),
                json.instant("since"));
    }

    private static void writeHistory(JsonWriter json, AgentRecord history) throws IOException {
        json.number("calls", history.calls())
                .nanos("talked_ns", history.talked())
                .number("missed_in_a_row", history.missedInARow())
                .fraction("missed_recently", history.missedRecently())
                .instant("offered_at", history.offeredAt())
                .instant("idle_since", history.idleSince());
    }

    private static AgentRecord readHistory(JsonFields json) {
        return new AgentRecord(
                json.number("calls"),
                json.nanos("talked_ns"),
                json.integer("missed_in_a_row"),
                json.fraction("missed_recently"),
                json.instant("offered_at"),
                json.instant("idle_since"));
    }
}

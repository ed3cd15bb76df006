package io.callyard.web;

import io.callyard.agent.AgentView;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.routing.Readiness;
import io.callyard.wire.AgentProfileJson;
import io.callyard.wire.JsonWriter;

/** How agents look from outside. Where {@code masked} is asked for, their devices are left out. */
final class AgentJson {
    private AgentJson() {}

    /** Writes an agent's members. */
    static void members(JsonWriter json, AgentView view, boolean masked) {
        Agent agent = view.agent();
        json.id("id", agent.id());
        AgentProfileJson.profile(json, agent.profile(), masked);
        json.word("presence", agent.presence())
                .field("reason", agent.presenceReason())
                .field("presence_since", agent.presenceAt())
                .word("state", view.state())
                .field("stale", view.stale())
                .field("heartbeat_at", agent.heartbeatAt());
        readiness(json, view.readiness());
        json.list(
                "engagements",
                agent.engagements(),
                engaged -> json.object(() -> json.id("caller_id", engaged.caller())
                        .id("offer_id", engaged.offer())
                        .field("talking", engaged.talking())
                        .field("since", engaged.since())));
        json.field("wrap_up_until", agent.wrapUpUntil());
        history(json, agent.history());
        json.field("updated_at", agent.updatedAt());
    }

    private static void readiness(JsonWriter json, Readiness readiness) {
        json.object(
                "readiness",
                () -> json.field("score", readiness.score())
                        .object(
                                "parts",
                                () -> json.number("heartbeat", readiness.heartbeat())
                                        .number("device", readiness.device())
                                        .number("load", readiness.load())
                                        .number("idle", readiness.idle())
                                        .number("missed", readiness.missed())));
    }

    private static void history(JsonWriter json, AgentRecord history) {
        json.object(
                "history",
                () -> json.field("calls", history.calls())
                        .seconds("talked_seconds", history.talked())
                        .field("missed_in_a_row", history.missedInARow())
                        .number("missed_recently", history.missedRecently())
                        .field("offered_at", history.offeredAt())
                        .field("idle_since", history.idleSince()));
    }
}

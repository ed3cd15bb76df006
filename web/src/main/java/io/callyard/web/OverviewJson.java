package io.callyard.web;

import io.callyard.agent.AgentView;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.CampaignStatus;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import io.callyard.web.OverviewResource.Calls;
import io.callyard.web.OverviewResource.OfCampaigns;
import io.callyard.web.OverviewResource.Overview;
import io.callyard.web.OverviewResource.Queue;
import io.callyard.wire.EstimateJson;
import io.callyard.wire.JsonWriter;
import io.callyard.wire.LimitsJson;
import io.callyard.wire.SubjectJson;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How everything at a glance looks from outside. */
final class OverviewJson {
    private OverviewJson() {}

    /** Writes an overview's members as {@code who} may see them. */
    static void members(JsonWriter json, Overview overview, Principal who) {
        boolean masked = !who.has(Role.OPERATOR);
        json.field("seq", overview.seq()).field("now", overview.now());
        json.object(
                "who",
                () -> json.id("tenant", who.tenant()).id("user", who.user()).word("role", highest(who)));
        json.object("limits", () -> {
            LimitsJson.limits(json, overview.usage().limits());
            json.field("live", overview.usage().live())
                    .field("live_direct", overview.usage().liveDirect());
        });
        json.object("calls", () -> calls(json, overview.calls(), masked));
        json.object("campaigns", () -> campaigns(json, overview.campaigns()));
        json.list("queues", overview.queues(), queue -> json.object(() -> queue(json, queue)));
        json.object("agents", () -> agents(json, overview.agents()));
        json.object("offers", () -> json.field("open", overview.offers().size()));
        json.object("callbacks", () -> json.field("open", overview.callbacks()).field("overdue", overview.overdue()));
        json.object("leads", () -> LeadJson.counts(json, overview.leads()));
    }

    private static Role highest(Principal who) {
        Role highest = Role.VIEWER;
        for (Role role : Role.values()) {
            highest = who.has(role) ? role : highest;
        }
        return highest;
    }

    private static void calls(JsonWriter json, Calls calls, boolean masked) {
        for (CallType type : CallType.values()) {
            json.object(
                    JsonWriter.word(type),
                    () -> json.field("scheduled", calls.of(type, CallState.SCHEDULED))
                            .field("queued", calls.of(type, CallState.QUEUED))
                            .field("live", calls.counts().live(type))
                            .field("ended", calls.of(type, CallState.ENDED)));
        }
        json.field("started", calls.figures().claimed())
                .seconds("average_wait_seconds", calls.figures().averageWait());
        if (calls.next().isEmpty()) {
            json.field("next", (String) null);
            return;
        }
        json.object("next", () -> {
            json.id("id", calls.next().get().id());
            SubjectJson.about(json, calls.next().get().subject(), masked);
            json.field("queued_at", calls.next().get().createdAt());
            calls.place().ifPresent(place -> EstimateJson.wait(json, place.estimatedWait()));
        });
    }

    private static void campaigns(JsonWriter json, OfCampaigns campaigns) {
        for (CampaignStatus status : CampaignStatus.values()) {
            json.field(JsonWriter.word(status), campaigns.byStatus().getOrDefault(status, 0));
        }
        json.field("processed", campaigns.processed()).field("total", campaigns.total());
    }

    private static void queue(JsonWriter json, Queue queue) {
        json.id("id", queue.book().id())
                .field("name", queue.book().settings().name())
                .seconds("goal_within_seconds", queue.book().settings().goal().within())
                .texts("alerts", new TreeSet<>(queue.book().alerts()))
                .object("figures", () -> QueueJson.figures(json, queue.figures()));
    }

    /** Each agent once, however many queues he serves; the states are of those who are available. */
    private static void agents(JsonWriter json, List<AgentView> agents) {
        Map<AgentState, Integer> states = new EnumMap<>(AgentState.class);
        Map<Presence, Integer> presences = new EnumMap<>(Presence.class);
        for (AgentView view : agents) {
            presences.merge(view.agent().presence(), 1, Integer::sum);
            if (view.agent().presence() == Presence.AVAILABLE) {
                states.merge(view.state(), 1, Integer::sum);
            }
        }
        json.field("total", agents.size());
        for (AgentState state : AgentState.values()) {
            json.field(JsonWriter.word(state), states.getOrDefault(state, 0));
        }
        for (Presence presence : Presence.values()) {
            json.field(JsonWriter.word(presence), presences.getOrDefault(presence, 0));
        }
    }
}

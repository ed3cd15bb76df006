package io.callyard.web;

import io.callyard.inbound.InboundFigures;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.wire.JsonWriter;
import io.callyard.wire.QueueSettingsJson;
import java.util.Map;
import java.util.TreeSet;

/** How inbound queues look from outside. */
final class QueueJson {
    private QueueJson() {}

    /** Writes a queue's members. */
    static void members(JsonWriter json, QueueBook queue) {
        json.id("id", queue.id());
        QueueSettingsJson.settings(json, queue.settings());
        json.texts("alerts", new TreeSet<>(queue.alerts())).field("created_at", queue.createdAt());
    }

    /** Writes how a queue fares. */
    static void figures(JsonWriter json, InboundFigures figures) {
        json.field("waiting", figures.waiting())
                .field("callbacks", figures.callbacks())
                .seconds("longest_wait_seconds", figures.longestWait())
                .seconds("average_wait_seconds", figures.averageWait())
                .number("service_level", figures.serviceLevel())
                .number("service_level_of_all", figures.serviceLevelOfAll())
                .field("arrived", figures.arrived())
                .field("connected", figures.connected())
                .field("abandoned", figures.abandoned())
                .field("overflowed", figures.overflowed())
                .number("connection_rate", figures.connectionRate())
                .number("abandon_rate", figures.abandonRate())
                .number("estimate_coverage", figures.estimateCoverage());
        json.object("agents", () -> counts(json, AgentState.values(), figures.agents()));
        json.object("presence", () -> counts(json, Presence.values(), figures.presence()));
        json.number("readiness", figures.readiness());
    }

    private static <E extends Enum<E>> void counts(JsonWriter json, E[] all, Map<E, Integer> counts) {
        for (E one : all) {
            json.field(JsonWriter.word(one), counts.getOrDefault(one, 0));
        }
    }
}

package io.callyard.web;

import io.callyard.agent.AgentRegistry;
import io.callyard.agent.AgentView;
import io.callyard.agent.UnknownAgentException;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.security.Principal.Role;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** {@code /api/agents} and {@code /api/agent-heartbeat}: who takes callers, and whether he is there. */
final class AgentsResource {
    private static final Set<String> HEARTBEAT = Set.of("agent_id");
    private static final Set<String> PRESENCE = Set.of("presence");

    private final AgentRegistry agents;

    AgentsResource(AgentRegistry agents) {
        this.agents = agents;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/api/agent-heartbeat", Role.OPERATOR, this::heartbeat),
                Route.of("GET", "/api/agents", Role.VIEWER, this::list),
                Route.of("GET", "/api/agents/{id}", Role.VIEWER, this::get),
                Route.of("PUT", "/api/agents/{id}", Role.OPERATOR, this::register),
                Route.of("PUT", "/api/agents/{id}/presence", Role.OPERATOR, this::choose),
                Route.of("POST", "/api/agents/{id}/wrapped-up", Role.OPERATOR, this::wrappedUp));
    }

    private void heartbeat(Exchange exchange) {
        JsonFields fields = exchange.fields(HEARTBEAT);
        AgentId agent = fields.required("agent_id", AgentId::new);
        fields.check();
        onKnown(exchange, Objects.requireNonNull(agent), agents::heartbeat);
    }

    private void list(Exchange exchange) {
        List<AgentView> all = agents.agents(exchange.tenant());
        exchange.json(
                200,
                json -> json.list(
                        "agents", all, agent -> json.object(() -> AgentJson.members(json, agent, exchange.masked()))));
    }

    private void get(Exchange exchange) {
        answer(exchange, InboundIds.agent(exchange));
    }

    private void register(Exchange exchange) {
        JsonFields fields = exchange.fields(AgentBody.FIELDS);
        AgentId agent = newId(exchange, fields);
        AgentProfile base = agents.find(exchange.tenant(), agent)
                .map(known -> known.agent().profile())
                .orElseGet(AgentBody::blank);
        AgentProfile profile = AgentBody.profile(fields, base);
        fields.check();
        agents.register(exchange.tenant(), agent, profile);
        answer(exchange, agent);
    }

    private void choose(Exchange exchange) {
        AgentId agent = InboundIds.agent(exchange);
        JsonFields fields = exchange.fields(PRESENCE);
        Presence presence = fields.word("presence", Presence.class);
        if (presence == null) {
            fields.error("presence", "is needed");
        }
        fields.check();
        Presence chosen = Objects.requireNonNull(presence);
        onKnown(exchange, agent, (tenant, id) -> agents.setPresence(tenant, id, chosen));
    }

    /** Whose time for it was over anyway is answered the same. */
    private void wrappedUp(Exchange exchange) {
        onKnown(exchange, InboundIds.agent(exchange), agents::wrappedUp);
    }

    @FunctionalInterface
    private interface Step<T> {
        T of(TenantId tenant, AgentId agent);
    }

    private <T> void onKnown(Exchange exchange, AgentId agent, Step<T> step) {
        try {
            step.of(exchange.tenant(), agent);
        } catch (UnknownAgentException e) {
            throw InboundIds.unknownAgent();
        }
        answer(exchange, agent);
    }

    private void answer(Exchange exchange, AgentId id) {
        AgentView agent = agents.find(exchange.tenant(), id).orElseThrow(InboundIds::unknownAgent);
        exchange.json(200, json -> AgentJson.members(json, agent, exchange.masked()));
    }

    private static AgentId newId(Exchange exchange, JsonFields fields) {
        try {
            return new AgentId(exchange.part("id"));
        } catch (IllegalArgumentException e) {
            fields.error("id", "is not valid: " + e.getMessage());
            throw Problem.invalid(fields.errors());
        }
    }
}

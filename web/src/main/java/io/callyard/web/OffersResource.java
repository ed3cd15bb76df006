package io.callyard.web;

import io.callyard.agent.AgentRegistry;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.security.Principal.Role;
import io.callyard.wire.JsonWriter;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** {@code /api/offers}: callers who are put to agents, and what the agents say to it. */
final class OffersResource {
    private static final Set<String> AGENT = Set.of("agent_id");
    private static final Set<String> AGENT_AND_REASON = Set.of("agent_id", "reason");
    private static final Set<String> REASON = Set.of("reason");
    private static final int MAX_REASON = 200;

    private final AgentRegistry agents;

    OffersResource(AgentRegistry agents) {
        this.agents = agents;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/offers", Role.VIEWER, this::open),
                Route.of("GET", "/api/offers/{id}", Role.VIEWER, this::get),
                Route.of("POST", "/api/offers/{id}/accept", Role.OPERATOR, this::accept),
                Route.of("POST", "/api/offers/{id}/reject", Role.OPERATOR, this::reject),
                Route.of("POST", "/api/offers/{id}/connected", Role.OPERATOR, this::connected),
                Route.of("POST", "/api/offers/{id}/failed", Role.OPERATOR, this::failed));
    }

    private void open(Exchange exchange) {
        List<Offer> open = agents.openOffers(exchange.tenant());
        exchange.json(
                200, json -> json.list("offers", open, offer -> json.object(() -> OfferJson.members(json, offer))));
    }

    private void get(Exchange exchange) {
        Offer offer = find(exchange);
        exchange.json(200, json -> {
            OfferJson.members(json, offer);
            OfferJson.decision(json, offer.decision());
        });
    }

    private void accept(Exchange exchange) {
        JsonFields fields = exchange.fields(AGENT);
        AgentId agent = agent(fields);
        answer(exchange, "accepted", agents.accept(exchange.tenant(), id(exchange), agent));
    }

    private void reject(Exchange exchange) {
        JsonFields fields = exchange.fields(AGENT_AND_REASON);
        String why = reason(fields, "the agent did not take it");
        AgentId agent = agent(fields);
        answer(exchange, "rejected", agents.reject(exchange.tenant(), id(exchange), agent, why));
    }

    private void connected(Exchange exchange) {
        answer(exchange, "connected", agents.connected(exchange.tenant(), id(exchange)));
    }

    private void failed(Exchange exchange) {
        JsonFields fields = exchange.fieldsIfAny(REASON);
        String why = reason(fields, "the connection did not come about");
        fields.check();
        TenantId tenant = exchange.tenant();
        answer(exchange, "failed", agents.notConnected(tenant, id(exchange), why));
    }

    /** Answers that it is so, or why it is not. */
    private void answer(Exchange exchange, String what, boolean done) {
        Offer offer = find(exchange);
        if (!done) {
            throw Problem.conflict("too late, or not this agent's: the offer is " + JsonWriter.word(offer.state()))
                    .with(json -> json.word("offer_state", offer.state()));
        }
        exchange.json(200, json -> {
            json.field(what, true);
            json.object("offer", () -> OfferJson.members(json, offer));
        });
    }

    private Offer find(Exchange exchange) {
        return agents.offer(exchange.tenant(), id(exchange)).orElseThrow(InboundIds::unknownOffer);
    }

    private static OfferId id(Exchange exchange) {
        return InboundIds.offer(exchange);
    }

    private static AgentId agent(JsonFields fields) {
        AgentId agent = fields.required("agent_id", AgentId::new);
        fields.check();
        return Objects.requireNonNull(agent);
    }

    private static String reason(JsonFields fields, String standard) {
        String said = fields.value("reason", text -> CallBody.plain(text, MAX_REASON));
        return Objects.requireNonNullElse(said, standard);
    }
}

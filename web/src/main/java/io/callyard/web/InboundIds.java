package io.callyard.web;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.QueueId;
import java.util.function.Function;

/** The ids of the inbound side in paths. One that is not well formed names nothing that there is. */
final class InboundIds {
    private InboundIds() {}

    static CallerId caller(Exchange exchange) {
        return id(exchange, CallerId::parse, unknownCaller());
    }

    static AgentId agent(Exchange exchange) {
        return id(exchange, AgentId::new, unknownAgent());
    }

    static OfferId offer(Exchange exchange) {
        return id(exchange, OfferId::parse, unknownOffer());
    }

    static QueueId queue(String text) {
        return parsed(text, QueueId::new, unknownQueue());
    }

    static Problem unknownCaller() {
        return Problem.notFound("there is no such caller");
    }

    static Problem unknownAgent() {
        return Problem.notFound("there is no such agent");
    }

    static Problem unknownOffer() {
        return Problem.notFound("there is no such offer");
    }

    static Problem unknownQueue() {
        return Problem.notFound("there is no such queue");
    }

    private static <T> T id(Exchange exchange, Function<String, T> parse, Problem unknown) {
        return parsed(exchange.part("id"), parse, unknown);
    }

    private static <T> T parsed(String text, Function<String, T> parse, Problem unknown) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw unknown;
        }
    }
}

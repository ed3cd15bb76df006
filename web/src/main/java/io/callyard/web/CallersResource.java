package io.callyard.web;

import io.callyard.Callyard;
import io.callyard.agent.AgentRegistry;
import io.callyard.inbound.Admittance;
import io.callyard.inbound.CallerPlace;
import io.callyard.inbound.InboundQueue;
import io.callyard.inbound.UnknownQueueException;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Principal.Role;
import io.callyard.wire.EstimateJson;
import io.callyard.wire.JsonWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@code /api/queue/callers}: those who call and wait, for applications that hold the lines themselves. */
final class CallersResource {
    private static final Set<String> DIGIT = Set.of("digit");
    private static final Set<String> QUEUE = Set.of("queue");
    private static final Set<String> PRIORITY = Set.of("head_start_seconds");
    private static final Set<String> AGENT = Set.of("agent_id");

    private final InboundQueue inbound;
    private final AgentRegistry agents;
    private final Scheduler scheduler;

    CallersResource(Callyard engine, Scheduler scheduler) {
        this.inbound = engine.inbound();
        this.agents = engine.agents();
        this.scheduler = scheduler;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/api/queue/callers", Role.OPERATOR, this::arrive),
                Route.of("GET", "/api/queue/callers/{id}", Role.VIEWER, this::get),
                Route.of("DELETE", "/api/queue/callers/{id}", Role.OPERATOR, this::hangUp),
                Route.of("GET", "/api/queue/callers/{id}/explanation", Role.VIEWER, this::explain),
                Route.of("POST", "/api/queue/callers/{id}/digit", Role.OPERATOR, this::press),
                Route.of("POST", "/api/queue/callers/{id}/transfer", Role.OPERATOR, this::transfer),
                Route.of("POST", "/api/queue/callers/{id}/priority", Role.OPERATOR, this::reprioritize),
                Route.of("POST", "/api/queue/callers/{id}/finish", Role.OPERATOR, this::finish));
    }

    private void arrive(Exchange exchange) {
        Arrival arrival = CallerBody.read(exchange);
        Admittance admittance;
        try {
            admittance = inbound.arrive(exchange.tenant(), arrival);
        } catch (UnknownQueueException e) {
            throw unknownQueue(e);
        }
        if (admittance instanceof Admittance.Refused refused) {
            throw Problem.turnedAway(refused);
        } else if (admittance instanceof Admittance.Waiting waiting) {
            exchange.json(202, json -> {
                head(json, waiting.caller(), "the caller waits");
                json.field("position", waiting.position());
                EstimateJson.wait(json, waiting.estimate());
            });
        } else if (admittance instanceof Admittance.Offered offered) {
            exchange.json(
                    200,
                    json -> head(json, offered.caller(), "an agent is asked")
                            .id("offer_id", offered.caller().search().offer()));
        } else if (admittance instanceof Admittance.Overflowed overflowed) {
            overflowed(exchange, overflowed);
        }
    }

    /** Who is to be called back is not dealt with yet: 202, as for everybody who waits. */
    private static void overflowed(Exchange exchange, Admittance.Overflowed overflowed) {
        Caller caller = overflowed.caller();
        var promise = caller.callback();
        exchange.json(
                promise == null ? 200 : 202,
                json -> head(json, caller, promise == null ? "nobody could be waited for" : "will be called back")
                        .word("action", overflowed.action())
                        .field("promised_by", promise == null ? null : promise.promisedBy()));
    }

    private static JsonWriter head(JsonWriter json, Caller caller, String message) {
        return json.id("caller_id", caller.id())
                .id("queue", caller.queue())
                .word("state", caller.state())
                .field("message", message);
    }

    private void get(Exchange exchange) {
        answer(exchange, find(exchange));
    }

    private void explain(Exchange exchange) {
        var explanation = inbound.explain(exchange.tenant(), id(exchange)).orElseThrow(InboundIds::unknownCaller);
        exchange.json(200, json -> CallerJson.explanation(json, explanation));
    }

    private void hangUp(Exchange exchange) {
        boolean done = inbound.hungUp(exchange.tenant(), id(exchange));
        answer(exchange, done, false);
    }

    private void press(Exchange exchange) {
        CallerId caller = id(exchange);
        JsonFields fields = exchange.fields(DIGIT);
        Character digit = fields.required("digit", CallersResource::digit);
        fields.check();
        boolean accepted = inbound.pressed(exchange.tenant(), caller, Objects.requireNonNull(digit));
        Caller now = find(exchange);
        exchange.json(
                200,
                json -> json.field("accepted", accepted)
                        .object("caller", () -> CallerJson.members(json, now, scheduler.instant(), exchange.masked())));
    }

    private void transfer(Exchange exchange) {
        CallerId caller = id(exchange);
        JsonFields fields = exchange.fields(QUEUE);
        QueueId queue = fields.required("queue", QueueId::new);
        fields.check();
        boolean done;
        try {
            done = inbound.transfer(exchange.tenant(), caller, Objects.requireNonNull(queue));
        } catch (UnknownQueueException e) {
            throw unknownQueue(e);
        }
        Caller now = find(exchange);
        answer(exchange, done, now.state().isInLine() && now.queue().equals(queue));
    }

    private void reprioritize(Exchange exchange) {
        CallerId caller = id(exchange);
        JsonFields fields = exchange.fields(PRIORITY);
        Duration headStart = CallerBody.headStart(fields);
        if (headStart == null) {
            fields.error("head_start_seconds", "is needed");
        }
        fields.check();
        Duration wanted = Objects.requireNonNull(headStart);
        boolean done = inbound.reprioritize(exchange.tenant(), caller, wanted);
        Caller now = find(exchange);
        boolean isSo = now.place().key().equals(now.place().joinedAt().minus(wanted));
        answer(exchange, done, now.state().isInLine() && isSo);
    }

    private void finish(Exchange exchange) {
        CallerId caller = id(exchange);
        JsonFields fields = exchange.fields(AGENT);
        AgentId agent = fields.required("agent_id", AgentId::new);
        fields.check();
        TenantId tenant = exchange.tenant();
        answer(exchange, agents.finish(tenant, Objects.requireNonNull(agent), caller), false);
    }

    /** Answers with the caller if something was done to him, or {@code isSo} already. */
    private void answer(Exchange exchange, boolean done, boolean isSo) {
        Caller caller = find(exchange);
        if (!done && !isSo) {
            throw Problem.conflict("the caller is not in a state for this: " + JsonWriter.word(caller.state()))
                    .with(json -> json.word("caller_state", caller.state()));
        }
        answer(exchange, caller);
    }

    private void answer(Exchange exchange, Caller caller) {
        Optional<CallerPlace> place =
                caller.state() == CallerState.ENDED ? Optional.empty() : inbound.place(caller.tenant(), caller.id());
        exchange.json(200, json -> {
            CallerJson.members(json, caller, scheduler.instant(), exchange.masked());
            place.ifPresent(at -> json.object("place", () -> CallerJson.place(json, at)));
        });
    }

    private Caller find(Exchange exchange) {
        return inbound.find(exchange.tenant(), id(exchange)).orElseThrow(InboundIds::unknownCaller);
    }

    private static CallerId id(Exchange exchange) {
        return InboundIds.caller(exchange);
    }

    private static char digit(String text) {
        if (text.length() != 1 || "0123456789*#".indexOf(text.charAt(0)) < 0) {
            throw new IllegalArgumentException("expected one of 0 to 9, * and #");
        }
        return text.charAt(0);
    }

    private static Problem unknownQueue(UnknownQueueException e) {
        return Problem.invalid(List.of(new FieldError("queue", String.valueOf(e.getMessage()))));
    }
}

package io.callyard.web;

import io.callyard.Callyard;
import io.callyard.callback.Callbacks;
import io.callyard.inbound.InboundQueue;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Principal.Role;
import io.callyard.wire.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** {@code /api/callbacks}: those who wait without a line, and what they were promised. */
final class CallbacksResource {
    private static final Set<String> NUMBER = Set.of("phone_number");
    private static final Set<String> TIME = Set.of("not_before");

    private final Callbacks callbacks;
    private final InboundQueue inbound;
    private final Scheduler scheduler;

    CallbacksResource(Callyard engine, Scheduler scheduler) {
        this.callbacks = engine.callbacks();
        this.inbound = engine.inbound();
        this.scheduler = scheduler;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/callbacks", Role.VIEWER, this::open),
                Route.of("POST", "/api/callbacks/{id}", Role.OPERATOR, this::request),
                Route.of("DELETE", "/api/callbacks/{id}", Role.OPERATOR, this::cancel),
                Route.of("POST", "/api/callbacks/{id}/reschedule", Role.OPERATOR, this::reschedule));
    }

    private void open(Exchange exchange) {
        List<Caller> open = callbacks.open(exchange.tenant());
        Instant now = scheduler.instant();
        exchange.json(
                200,
                json -> json.list(
                        "callbacks",
                        open,
                        caller -> json.object(() -> CallerJson.members(json, caller, now, exchange.masked()))));
    }

    private void request(Exchange exchange) {
        CallerId caller = InboundIds.caller(exchange);
        JsonFields fields = exchange.fields(NUMBER);
        PhoneNumber number = fields.required("phone_number", PhoneNumber::parse);
        fields.check();
        answer(exchange, callbacks.request(exchange.tenant(), caller, Objects.requireNonNull(number)));
    }

    private void cancel(Exchange exchange) {
        answer(exchange, callbacks.cancel(exchange.tenant(), InboundIds.caller(exchange)));
    }

    private void reschedule(Exchange exchange) {
        CallerId caller = InboundIds.caller(exchange);
        JsonFields fields = exchange.fields(TIME);
        Instant notBefore = fields.instant("not_before");
        if (notBefore == null) {
            fields.error("not_before", "is needed");
        }
        fields.check();
        answer(exchange, callbacks.reschedule(exchange.tenant(), caller, Objects.requireNonNull(notBefore)));
    }

    private void answer(Exchange exchange, boolean done) {
        Caller caller =
                inbound.find(exchange.tenant(), InboundIds.caller(exchange)).orElseThrow(InboundIds::unknownCaller);
        if (!done) {
            String promised = caller.callback() == null ? "no callback is promised" : "a callback is promised";
            throw Problem.conflict(promised + ", and the caller is " + JsonWriter.word(caller.state()))
                    .with(json -> json.word("caller_state", caller.state()));
        }
        exchange.json(200, json -> CallerJson.members(json, caller, scheduler.instant(), exchange.masked()));
    }
}

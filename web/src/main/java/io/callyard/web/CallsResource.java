package io.callyard.web;

import io.callyard.Callyard;
import io.callyard.broadcast.Broadcaster;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.model.WaitEstimate;
import io.callyard.outbound.Admission;
import io.callyard.outbound.CallAction;
import io.callyard.outbound.CallQueue;
import io.callyard.outbound.QueuePlace;
import io.callyard.outbound.Reason;
import io.callyard.spi.security.Principal.Role;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.spi.store.UnknownCampaignException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /api/calls}: placing, finding, explaining and ending calls. */
final class CallsResource {
    /** How many live calls are listed; the number of all is told beside. */
    private static final int MAX_LISTED = 1_000;

    private static final QueuePlace NOT_IN_LINE = new QueuePlace(0, 0, WaitEstimate.NONE);

    private final CallQueue calls;
    private final Broadcaster broadcaster;
    private final InstantSource clock;
    private final Duration carrierWait;

    CallsResource(Callyard engine, InstantSource clock, Duration carrierWait) {
        this.clock = clock;
        this.calls = engine.calls();
        this.broadcaster = engine.broadcaster();
        this.carrierWait = carrierWait;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/api/calls", Role.OPERATOR, this::place),
                Route.of("POST", "/api/calls/initiate", Role.OPERATOR, this::place),
                Route.of("GET", "/api/calls", Role.VIEWER, this::live),
                Route.of("GET", "/api/calls/queue/status", Role.VIEWER, this::status),
                Route.of("GET", "/api/calls/{id}", Role.VIEWER, this::get),
                Route.of("GET", "/api/calls/{id}/explanation", Role.VIEWER, this::explain),
                Route.of("POST", "/api/calls/{id}/turns", Role.OPERATOR, this::said),
                Route.of("DELETE", "/api/calls/{id}", Role.OPERATOR, this::end));
    }

    private void place(Exchange exchange) {
        CallRequest request = CallBody.read(exchange);
        Admission admission = admit(request);
        if (admission instanceof Admission.Refused refused) {
            throw Problem.refused(refused.rule(), refused.reason());
        } else if (admission instanceof Admission.Queued queued) {
            waits(exchange, queued.call().id(), queued.place(), queued.reason());
        } else if (admission instanceof Admission.Started started) {
            TenantId tenant = request.tenant();
            Call call =
                    calls.awaitCarrier(tenant, started.call().id(), carrierWait).orElse(started.call());
            if (call.state() == CallState.QUEUED || call.state() == CallState.SCHEDULED) {
                waitsAgain(exchange, call);
            } else {
                started(exchange, call);
            }
        }
    }

    private Admission admit(CallRequest request) {
        try {
            return calls.place(request);
        } catch (UnknownCampaignException e) {
            throw Problem.invalid(List.of(new FieldError("campaign_id", String.valueOf(e.getMessage()))));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(List.of(new FieldError("expires_at", String.valueOf(e.getMessage()))));
        } catch (StoreUnavailableException e) {
            // Whether the call was kept is not known: the key is what makes a second request safe.
            throw Problem.unavailable(
                    request.key() == null
                            ? "the store does not answer and the call may have been kept; look before you repeat it"
                            : "the store does not answer; repeat the request with the same Idempotency-Key");
        }
    }

    private static void started(Exchange exchange, Call call) {
        Outcome outcome = call.outcome();
        String message = switch (call.state()) {
            case ENDED -> "the call is over: " + outcome;
            case RESERVED -> "the carrier is being asked";
            case UNKNOWN -> "the carrier gave no clear answer and is being asked what became of the call";
            default -> "the call was placed";
        };
        exchange.json(
                200,
                json -> json.field("success", outcome == null || outcome == Outcome.COMPLETED)
                        .id("call_id", call.id())
                        .id("execution_id", call.carrierCallId())
                        .word("status", call.state())
                        .word("outcome", outcome)
                        .field("message", message));
    }

    /** The carrier said "not now" while we waited for it: the call stands in line again. */
    private void waitsAgain(Exchange exchange, Call call) {
        TenantId tenant = call.tenant();
        Optional<QueuePlace> place = calls.position(tenant, call.id());
        Reason reason = calls.explain(tenant, call.id()).orElseThrow().first();
        waits(exchange, call.id(), place.orElse(NOT_IN_LINE), reason);
    }

    private static void waits(Exchange exchange, CallId call, QueuePlace place, Reason reason) {
        exchange.json(
                202,
                json -> json.field("message", "the call is queued and starts by itself")
                        .field("reason", reason.text())
                        .word("reason_code", reason.code())
                        .field("reason_until", reason.until())
                        .object("queue", () -> {
                            json.id("id", call);
                            CallJson.place(json, place);
                        }));
    }

    /** The number of the newest event comes first: whoever reads events after it misses nothing. */
    private void live(Exchange exchange) {
        long seq = broadcaster.lastSeq(exchange.tenant());
        List<Call> live = calls.live(exchange.tenant());
        List<Call> listed = live.subList(0, Math.min(live.size(), MAX_LISTED));
        exchange.json(
                200,
                json -> json.field("seq", seq)
                        .field("total", live.size())
                        .list(
                                "calls",
                                listed,
                                call -> json.object(() -> CallJson.members(json, call, exchange.masked()))));
    }

    private void status(Exchange exchange) {
        var status = calls.status(exchange.tenant());
        exchange.json(200, json -> CallJson.status(json, status, exchange.masked()));
    }

    private void get(Exchange exchange) {
        CallId id = id(exchange);
        Call call = calls.find(exchange.tenant(), id).orElseThrow(CallsResource::unknown);
        answer(exchange, call);
    }

    private void explain(Exchange exchange) {
        CallId id = id(exchange);
        var explanation = calls.explain(exchange.tenant(), id).orElseThrow(CallsResource::unknown);
        exchange.json(200, json -> CallJson.explanation(json.id("id", id), explanation));
    }

    private void said(Exchange exchange) {
        CallId id = id(exchange);
        TurnBody turn = TurnBody.read(exchange, clock.instant());
        answer(exchange, calls.said(exchange.tenant(), id, turn.turn(), turn.key()));
    }

    private void end(Exchange exchange) {
        CallId id = id(exchange);
        TenantId tenant = exchange.tenant();
        CallAction action = calls.cancel(tenant, id);
        if (action instanceof CallAction.NotPossible) {
            action = calls.hangUp(tenant, id);
        }
        if (action instanceof CallAction.NotPossible missed && missed.call().state() != CallState.ENDED) {
            // It came back to the queue between the two.
            action = calls.cancel(tenant, id);
        }
        answer(exchange, action);
    }

    private void answer(Exchange exchange, CallAction action) {
        if (action instanceof CallAction.Done done) {
            answer(exchange, done.call());
        } else if (action instanceof CallAction.NotPossible missed) {
            throw Problem.conflict(missed.reason());
        } else {
            throw unknown();
        }
    }

    private void answer(Exchange exchange, Call call) {
        Optional<QueuePlace> place =
                call.state() == CallState.QUEUED ? calls.position(call.tenant(), call.id()) : Optional.empty();
        exchange.json(200, json -> {
            CallJson.members(json, call, exchange.masked());
            place.ifPresent(at -> json.object("queue", () -> CallJson.place(json, at)));
        });
    }

    private static CallId id(Exchange exchange) {
        try {
            return CallId.parse(exchange.part("id"));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.notFound("there is no such call");
    }
}

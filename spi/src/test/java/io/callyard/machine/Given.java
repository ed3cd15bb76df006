package io.callyard.machine;

import io.callyard.event.Event;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Calls in every state, as the machines make them. Everything happens at {@link #NOW}. */
final class Given {
    static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    static final TenantId TENANT = new TenantId("acme");
    static final NodeId NODE = new NodeId("node-1");
    static final CarrierAccountId ACCOUNT = new CarrierAccountId("main");
    static final CarrierCallId CARRIER_ID = new CarrierCallId("CA1");
    static final CarrierCause CAUSE = new CarrierCause("said the carrier", "486");
    static final long POSITION = 7;
    static final CallTimeouts TIMEOUTS = CallTimeouts.DEFAULT;
    static final CallMachine MACHINE = new CallMachine(TIMEOUTS);
    static final CarrierReports REPORTS = new CarrierReports(TIMEOUTS);

    private Given() {}

    static CallRequest.Builder request() {
        return CallRequest.direct(TENANT, PhoneNumber.parse("+15551234567"));
    }

    static NewCall newCall(CallRequest.Builder request) {
        return NewCall.of(new CallId(new UUID(1, 1)), request.build());
    }

    static NewCall held(CallRequest.Builder request, Instant until) {
        return new NewCall(
                new CallId(new UUID(1, 1)),
                request.build(),
                List.of(new PolicyVerdict("test", new Verdict.Hold(until, "not yet"), until)));
    }

    static Step at(Instant now) {
        return new Step(now, POSITION);
    }

    static Call admitted(NewCall call) {
        return MACHINE.admit(call, at(NOW)).state();
    }

    static Call queued() {
        return admitted(newCall(request()));
    }

    static Call reserved() {
        return apply(queued(), MACHINE.reserve(NODE, ACCOUNT));
    }

    /** A direct call in {@code state}; its attempt, if it has one, is number 1. */
    static Call in(CallState state) {
        return in(state, builder -> builder);
    }

    static Call in(CallState state, UnaryOperator<CallRequest.Builder> with) {
        if (state == CallState.SCHEDULED) {
            return admitted(newCall(with.apply(request().scheduledFor(NOW.plusSeconds(60)))));
        }
        Call queued = admitted(newCall(with.apply(request())));
        if (state == CallState.QUEUED) {
            return queued;
        }
        Call reserved = apply(queued, MACHINE.reserve(NODE, ACCOUNT));
        return switch (state) {
            case UNKNOWN -> apply(reserved, MACHINE.inDoubt(1, "no answer"));
            case DIALING -> apply(reserved, REPORTS.started(1, CARRIER_ID));
            case RINGING -> apply(reserved, REPORTS.ringing(1, CARRIER_ID));
            case IN_PROGRESS -> apply(reserved, REPORTS.answered(1, CARRIER_ID));
            case ENDED -> apply(reserved, REPORTS.ended(1, CARRIER_ID, Outcome.NO_ANSWER, CAUSE, RetryPolicy.NONE));
            default -> reserved;
        };
    }

    static Call apply(Call call, CallChange... changes) {
        for (CallChange change : changes) {
            call = change.apply(call, at(NOW)).state();
        }
        return call;
    }

    static List<Event> events(Call call, CallChange change) {
        return change.apply(call, at(NOW)).events();
    }
}

package io.callyard.benchmarks.database;

import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.StandingOrder;
import io.callyard.spi.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The steps that an engine asks of a store in the life of a call, each durable when it returns. Safe for
 * many threads.
 */
final class CallLife {
    /** How many events each life leaves in the log: queued, reserved, started, ringing, answered, ended. */
    static final int EVENTS = 6;

    private static final CarrierCause OVER = CarrierCause.of("over");

    private final Store store;
    private final NodeId node;
    private final CallMachine machine = new CallMachine(CallTimeouts.DEFAULT);
    private final CarrierReports reports = new CarrierReports(CallTimeouts.DEFAULT);

    CallLife(Store store, String node) {
        this.store = store;
        this.node = new NodeId(node);
    }

    /** What stands for any call. */
    static CallRequest request(TenantId tenant) {
        return CallRequest.direct(tenant, PhoneNumber.parse("+15551234567")).build();
    }

    Call place(TenantId tenant) {
        return place(tenant, List.of(request(tenant))).get(0);
    }

    /** Takes calls in as one step; returns them in the same order. */
    List<Call> place(TenantId tenant, List<CallRequest> requests) {
        List<NewCall> calls = requests.stream()
                .map(request -> NewCall.of(CallId.next(Instant.now(), ThreadLocalRandom.current()), request))
                .toList();
        return store.place(tenant, calls, machine).stream().map(Intake::call).toList();
    }

    List<Claimed> claim(int max) {
        return store.claim(order(max));
    }

    /** Lets the store claim along with changes, as an engine does. */
    AutoCloseable claimAlong(int max, Consumer<List<Claimed>> taker) {
        StandingOrder standing = new StandingOrder(order(max), taker);
        return store.claimAlong(() -> Optional.of(standing));
    }

    private ClaimOrder order(int max) {
        return new ClaimOrder(node, max, Map.of(), machine);
    }

    /** The carrier takes a claimed call, lets it ring, and somebody answers. */
    void answer(Call call) {
        CarrierCallId id = new CarrierCallId(call.id().toString());
        change(call, reports.started(call.attempts(), id));
        change(call, reports.ringing(call.attempts(), id));
        change(call, reports.answered(call.attempts(), id));
    }

    /** The conversation is over and the slot free. */
    void end(Call call) {
        CarrierCallId id = new CarrierCallId(call.id().toString());
        change(call, reports.ended(call.attempts(), id, Outcome.COMPLETED, OVER, RetryPolicy.NONE));
    }

    private void change(Call call, CallChange change) {
        boolean effective = store.update(call.tenant(), call.id(), null, change)
                .orElseThrow()
                .isEffective();
        if (!effective) {
            throw new IllegalStateException("a report about call " + call.id() + " changed nothing");
        }
    }
}

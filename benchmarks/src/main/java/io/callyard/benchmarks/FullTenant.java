package io.callyard.benchmarks;

import io.callyard.machine.CallMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CarrierCause;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A tenant with both slots taken and a line of calls behind: each step keeps it so. */
final class FullTenant {
    static final int SLOTS = 2;
    private static final CarrierCause OVER = CarrierCause.of("over");

    private final InMemoryStore store = new InMemoryStore(Clock.systemUTC());
    private final TenantId tenant = new TenantId("acme");
    private final CallMachine machine = new CallMachine(CallTimeouts.DEFAULT);
    private final CarrierReports reports = new CarrierReports(CallTimeouts.DEFAULT);
    private final ClaimOrder order = new ClaimOrder(new NodeId("bench"), 1, Map.of(), machine);
    private final SplittableRandom random = new SplittableRandom(1);
    private final ArrayDeque<Call> live = new ArrayDeque<>();
    private final Instant idTime = Instant.EPOCH;
    private final CallRequest request;

    FullTenant(int queued) {
        store.setAccountLimits(TenantLimits.DEFAULT_ACCOUNT, AccountLimits.NONE);
        store.setTenantLimits(tenant, TenantLimits.DEFAULT.withMaxLive(SLOTS));
        request = CallRequest.direct(tenant, PhoneNumber.parse("+15551234567")).build();
        for (int i = 0; i < queued + SLOTS; i++) {
            place();
        }
        for (int i = 0; i < SLOTS; i++) {
            claim();
        }
    }

    /** A call joins the line. */
    Call place() {
        NewCall newCall = NewCall.of(CallId.next(idTime, random), request);
        return store.place(tenant, List.of(newCall), machine).get(0).call();
    }

    /** The call that has been live longest ends. */
    void complete() {
        Call oldest = live.remove();
        store.update(
                tenant,
                oldest.id(),
                null,
                reports.ended(oldest.attempts(), null, Outcome.COMPLETED, OVER, RetryPolicy.NONE));
    }

    /** The first in line takes the free slot. */
    Call claim() {
        Claimed claimed = store.claim(order).get(0);
        live.add(claimed.call());
        return claimed.call();
    }

    /** Returns where a call stands in line. */
    long position(Call call) {
        return store.situation(tenant, call.id()).orElseThrow().position();
    }
}

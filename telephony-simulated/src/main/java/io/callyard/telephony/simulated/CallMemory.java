package io.callyard.telephony.simulated;

import io.callyard.model.CallId;
import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the carrier remembers: all that is going on, and so much of what is over. One thread at a time. */
final class CallMemory {
    /** A promise has to outlast any request on its way, however little else is remembered. */
    private static final int LEAST_SETTLED = 1_000;

    private final int keepFinished;
    private final Set<SimulatedCall> requests = new LinkedHashSet<>();
    private final Map<Key, SimulatedCall> byAttempt = new HashMap<>();
    private final Map<CarrierCallId, SimulatedCall> byId = new HashMap<>();
    private final Deque<SimulatedCall> finished = new ArrayDeque<>();
    private final Set<Key> settled = new LinkedHashSet<>();
    private long forgotten;
    private Instant forgottenUpTo = Instant.MIN;

    private record Key(CallId call, int attempt) {
        static Key of(PlaceOrder order) {
            return new Key(order.subject().id(), order.attempt());
        }
    }

    CallMemory(int keepFinished) {
        this.keepFinished = keepFinished;
    }

    void add(SimulatedCall call) {
        requests.add(call);
        standFor(call);
    }

    /** The call has been made. */
    void made(SimulatedCall call) {
        byId.put(call.id(), call);
        standFor(call);
    }

    /** The call is over, or can not be made any more. */
    void finished(SimulatedCall call) {
        finished.add(call);
        if (finished.size() > keepFinished) {
            forget(finished.remove());
        }
    }

    /** Returns the call with the carrier's id, if it was made. */
    @Nullable
    SimulatedCall find(CarrierCallId id) {
        return byId.get(id);
    }

    /** Returns the first call made for an attempt, else the last request. */
    @Nullable
    SimulatedCall find(CallId call, int attempt) {
        return byAttempt.get(new Key(call, attempt));
    }

    /** Notes that an attempt was answered for as not made, and so must never be. */
    void settle(CallId call, int attempt) {
        settled.add(new Key(call, attempt));
        if (settled.size() > Math.max(keepFinished, LEAST_SETTLED)) {
            settled.remove(settled.iterator().next());
        }
    }

    boolean isSettled(PlaceOrder order) {
        return settled.contains(Key.of(order));
    }

    /** Returns whether a request of {@code since} or later may be among the forgotten. */
    boolean mayHaveForgotten(Instant since) {
        return !forgottenUpTo.isBefore(since);
    }

    CarrierLog log() {
        return new CarrierLog(requests.stream().map(SimulatedCall::toRecord).toList(), forgotten);
    }

    private void standFor(SimulatedCall call) {
        byAttempt.merge(Key.of(call.order()), call, (earlier, now) -> earlier.isMade() ? earlier : now);
    }

    private void forget(SimulatedCall call) {
        requests.remove(call);
        byAttempt.remove(Key.of(call.order()), call);
        byId.remove(call.id());
        forgotten++;
        if (call.requestedAt().isAfter(forgottenUpTo)) {
            forgottenUpTo = call.requestedAt();
        }
    }
}

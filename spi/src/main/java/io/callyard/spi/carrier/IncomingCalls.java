package io.callyard.spi.carrier;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.QueueId;
import java.util.Optional;

/**
 * Says where calls to our numbers go.
 *
 * <p><b>Threads.</b> Called from many threads, while the carrier waits for an answer: it should take less than a second.
 */
@FunctionalInterface
public interface IncomingCalls {
    /**
     * Where a call goes.
     *
     * @param tenant whose caller it is
     * @param arrival who he is and what he wants; its line is replaced by the call's
     */
    record Destination(TenantId tenant, Arrival arrival) {}

    /** Returns where a call goes; empty: it is declined. */
    Optional<Destination> route(IncomingCall call);

    /** Declines every call: for applications that only make calls. */
    static IncomingCalls none() {
        return call -> Optional.empty();
    }

    /** Every call goes to one queue. */
    static IncomingCalls to(TenantId tenant, QueueId queue) {
        return call -> Optional.of(
                new Destination(tenant, Arrival.of(queue, call.caller()).called(call.name())));
    }
}

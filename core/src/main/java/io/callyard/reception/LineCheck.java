package io.callyard.reception;

import io.callyard.inbound.InboundQueue;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerLine;
import io.callyard.spi.carrier.InboundCarrier;
import io.callyard.spi.carrier.LineState;
import io.callyard.spi.scheduling.Scheduler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks carriers whether persons who talk are still on the line: the report of an end may have been lost, and then an
 * agent would wait for somebody who has long gone.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class LineCheck implements Reception.FollowUp {
    private static final Logger log = LoggerFactory.getLogger(LineCheck.class);

    private final Map<CarrierAccountId, InboundCarrier> carriers;
    private final InboundQueue queue;
    private final Scheduler scheduler;

    LineCheck(Map<CarrierAccountId, InboundCarrier> carriers, InboundQueue queue, Scheduler scheduler) {
        this.carriers = carriers;
        this.queue = queue;
        this.scheduler = scheduler;
    }

    @Override
    public void follow(FloorStep step) {
        step.silent().forEach(this::check);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // he is asked after again in a while
    private void check(Caller caller) {
        CallerLine line = caller.callback() == null ? caller.arrival().line() : null;
        InboundCarrier carrier = line == null ? null : carriers.get(line.account());
        if (line != null && carrier != null) {
            state(carrier, line).whenComplete((state, failure) -> {
                if (failure != null) {
                    log.atInfo().addKeyValue("caller", caller.id()).log("not asked after: {}", failure.toString());
                } else if (state == LineState.OVER) {
                    scheduler.execute(() -> over(caller));
                }
            });
        }
    }

    private static CompletionStage<LineState> state(InboundCarrier carrier, CallerLine line) {
        try {
            return carrier.state(line);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void over(Caller caller) {
        try {
            queue.hungUp(caller.tenant(), caller.id());
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).addKeyValue("caller", caller.id()).log("the end of a talk could not be kept");
        }
    }
}

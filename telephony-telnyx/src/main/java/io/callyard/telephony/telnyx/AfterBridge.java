package io.callyard.telephony.telnyx;

import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after two calls a moment after they were joined. What was asked for on the person's line before may have
 * overtaken the order to join them, on another node for instance: it is broken off. And that they are joined may be told
 * to nobody, if a webhook is lost: then it is read.
 */
final class AfterBridge {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final Commands commands;
    private final CallRecords records;
    private final Scheduler scheduler;
    private final Supplier<@Nullable InboundReporter> reporter;

    AfterBridge(
            Commands commands, CallRecords records, Scheduler scheduler, Supplier<@Nullable InboundReporter> reporter) {
        this.commands = commands;
        this.records = records;
        this.scheduler = scheduler;
        this.reporter = reporter;
    }

    /** The person's line is over. */
    void personHasGone(CallerLine line) {
        InboundReporter to = reporter.get();
        if (to != null) {
            InTheEnd.report(scheduler, () -> to.lineEnded(line));
        }
    }

    /**
     * The carrier has taken the order to join two calls.
     *
     * @param leg the lasting id of the person's call; empty if it is not known
     * @param tag what that call carries now; absent if it is not a caller's
     */
    void joined(BridgeOrder order, String leg, @Nullable CallTag tag) {
        scheduler.schedule(MOMENT, () -> look(order, leg, tag));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // this is the second line of defence
    private void look(BridgeOrder order, String leg, @Nullable CallTag tag) {
        if (tag != null) {
            commands.silence(order.line().call().value(), commands.newKey(), tag);
        }
        records.ofLeg(leg).thenAccept(history -> told(order.offer(), history));
    }

    private void told(OfferId offer, Optional<CallHistory> history) {
        InboundReporter to = reporter.get();
        if (to != null && history.filter(CallHistory::isJoined).isPresent()) {
            InTheEnd.report(scheduler, () -> to.connected(offer));
        }
    }
}

package io.callyard.proofs.inbound;

import io.callyard.model.AgentId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.InboundCarrier;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.carrier.RingOrder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A carrier whose lines are in another process: what it is asked for there, it says. Calls that it makes are those of
 * another carrier.
 *
 * <ul>
 *   <li>{@code RINGS tenant offer caller agent}
 *   <li>{@code BRIDGES request line offer agent}: to be answered by {@link #bridged}
 *   <li>{@code RELEASES line}
 * </ul>
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class TalkingCarrier implements Carrier, InboundCarrier {
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final Carrier outbound;
    private final Consumer<String> out;
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, CompletableFuture<BridgeAnswer>> bridges = new ConcurrentHashMap<>();
    private volatile @Nullable InboundReporter reports;

    TalkingCarrier(Carrier outbound, Consumer<String> out) {
        this.outbound = outbound;
        this.out = out;
    }

    /** Returns what takes what happens on lines. */
    InboundReporter reports() {
        return Objects.requireNonNull(reports, "it was not started");
    }

    /** Answers a request for a connection. */
    void bridged(String request, boolean done) {
        CompletableFuture<BridgeAnswer> bridge = bridges.remove(request);
        if (bridge == null) {
            return;
        }
        if (done) {
            bridge.complete(BridgeAnswer.TALKING);
        } else {
            bridge.completeExceptionally(new CarrierException("the line is over", true));
        }
    }

    @Override
    public void startInbound(InboundReporter reporter) {
        reports = reporter;
    }

    @Override
    public CompletionStage<Void> ring(RingOrder order) {
        out.accept("RINGS " + order.tenant() + " " + order.offer() + " " + order.caller() + " " + order.agent());
        return DONE;
    }

    @Override
    public CompletionStage<BridgeAnswer> bridge(BridgeOrder order) {
        String request = Long.toString(requests.incrementAndGet());
        CompletableFuture<BridgeAnswer> bridge = new CompletableFuture<>();
        bridges.put(request, bridge);
        out.accept("BRIDGES " + request + " " + order.line().call() + " " + order.offer() + " " + order.agent());
        return bridge;
    }

    @Override
    public CompletionStage<Void> release(CallerLine line, @Nullable Utterance lastWords, LineEnd how) {
        out.accept("RELEASES " + line.call());
        return DONE;
    }

    /** A telephone that goes on ringing for a while is what makes late answers. */
    @Override
    public CompletionStage<Void> stopRinging(OfferId offer, AgentId agent, String device) {
        return DONE;
    }

    @Override
    public CompletionStage<Void> hold(CallerLine line, String music) {
        return DONE;
    }

    @Override
    public CompletionStage<Void> say(CallerLine line, Utterance words, String music) {
        return DONE;
    }

    @Override
    public void start(CarrierReporter reporter) {
        outbound.start(reporter);
    }

    @Override
    public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        return outbound.place(order);
    }

    @Override
    public CompletionStage<Void> hangUp(CarrierCallId call) {
        return outbound.hangUp(call);
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(LookUp question) {
        return outbound.lookUp(question);
    }
}

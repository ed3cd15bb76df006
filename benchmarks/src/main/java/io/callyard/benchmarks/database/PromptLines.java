package io.callyard.benchmarks.database;

import io.callyard.model.AgentId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.InboundCarrier;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.carrier.RingOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A carrier that does at once what it is asked, and takes no time for it. It places no calls. */
final class PromptLines implements Carrier, InboundCarrier {
    private final CompletableFuture<InboundReporter> reporter = new CompletableFuture<>();
    private final CompletableFuture<Ends> ends = new CompletableFuture<>();

    /** Those at the other ends of the lines. */
    interface Ends {
        /** An agent is to be rung. */
        void ring(RingOrder order);

        /** A caller and an agent can talk. */
        void connect(BridgeOrder order);
    }

    /** Sets who is at the other ends, before anybody calls. */
    void leadTo(Ends value) {
        ends.complete(value);
    }

    /** Returns who is to be told what happens on lines. */
    InboundReporter reporter() {
        return reporter.join();
    }

    @Override
    public void startInbound(InboundReporter reports) {
        reporter.complete(reports);
    }

    @Override
    public CompletionStage<Void> hold(CallerLine line, String music) {
        return done();
    }

    @Override
    public CompletionStage<Void> say(CallerLine line, Utterance words, String music) {
        return done();
    }

    @Override
    public CompletionStage<Void> ring(RingOrder order) {
        ends.join().ring(order);
        return done();
    }

    @Override
    public CompletionStage<Void> stopRinging(OfferId offer, AgentId agent, String device) {
        return done();
    }

    @Override
    public CompletionStage<BridgeAnswer> bridge(BridgeOrder order) {
        ends.join().connect(order);
        return CompletableFuture.completedStage(BridgeAnswer.TALKING);
    }

    @Override
    public CompletionStage<Void> release(CallerLine line, @Nullable Utterance lastWords, LineEnd how) {
        return done();
    }

    @Override
    public void start(CarrierReporter reports) {}

    @Override
    public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        return CompletableFuture.completedStage(new PlaceAnswer.Refused(CarrierCause.of("places no calls")));
    }

    @Override
    public CompletionStage<Void> hangUp(CarrierCallId call) {
        return done();
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(LookUp question) {
        return CompletableFuture.completedStage(new LookUpAnswer.Absent(LookUpAnswer.Proof.STRONG));
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}

package io.callyard.simulation;

import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.VirtualNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One node's connection to a carrier that outlives it: answers reach the node only while it lives.
 */
final class CarrierLine implements Carrier {
    private final Carrier carrier;
    private final VirtualNode node;
    private final Consumer<CarrierReporter> desks;

    CarrierLine(Carrier carrier, VirtualNode node, Consumer<CarrierReporter> desks) {
        this.carrier = carrier;
        this.node = node;
        this.desks = desks;
    }

    @Override
    public void start(CarrierReporter reports) {
        desks.accept(reports);
    }

    @Override
    public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        return relayed(carrier.place(order));
    }

    @Override
    public CompletionStage<Void> hangUp(CarrierCallId call) {
        return relayed(carrier.hangUp(call));
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(LookUp question) {
        return relayed(carrier.lookUp(question));
    }

    private <T> CompletionStage<T> relayed(CompletionStage<T> stage) {
        CompletableFuture<T> relay = new CompletableFuture<>();
        stage.whenComplete((answer, error) -> node.execute(() -> {
            if (error == null) {
                relay.complete(answer);
            } else {
                relay.completeExceptionally(error);
            }
        }));
        return relay;
    }
}

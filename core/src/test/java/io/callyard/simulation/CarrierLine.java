package io.callyard.simulation;

import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.telephony.simulated.FaultKind;
import io.callyard.telephony.simulated.SimulatedCarrier;
import io.callyard.testkit.VirtualNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * One node's connection to a carrier that outlives it: answers reach the node only while it lives.
 */
final class CarrierLine implements Carrier {
    private final SimulatedCarrier carrier;
    private final VirtualNode node;
    private final RandomGenerator random;
    private final DoubleSupplier deathRate;
    private final Consumer<CarrierReporter> desks;

    /**
     * Connects a node.
     *
     * @param deathRate how likely the node dies just when it has asked for a call
     * @param desks is given the node's desk for reports
     */
    CarrierLine(
            SimulatedCarrier carrier,
            VirtualNode node,
            RandomGenerator random,
            DoubleSupplier deathRate,
            Consumer<CarrierReporter> desks) {
        this.carrier = carrier;
        this.node = node;
        this.random = random;
        this.deathRate = deathRate;
        this.desks = desks;
    }

    @Override
    public void start(CarrierReporter reports) {
        desks.accept(reports);
    }

    @Override
    public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        if (random.nextDouble() < deathRate.getAsDouble()) {
            // The worst moment: the call is made, nobody is told, and nothing is ever heard of it.
            carrier.failNext(FaultKind.SILENCE);
            carrier.place(order);
            throw node.crashHere();
        }
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

package io.callyard.telephony.simulated;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A carrier's inbound side with somebody who writes down what is reported and what agents say. */
final class Floorboard implements InboundReporter, AgentDriver {
    static final TenantId TENANT = new TenantId("acme");
    static final AgentId IRIS = new AgentId("iris");
    static final String DEVICE = "sim:iris";

    final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    final SimulatedCarrier carrier =
            SimulatedCarrier.on(scheduler).seed(1).behaviour(Behaviour.STEADY).build();
    final SimulatedLines lines = carrier.lines();
    final List<String> story = new ArrayList<>();
    final List<Instant> arrivedAt = new ArrayList<>();
    final List<Arrival> arrivals = new ArrayList<>();
    int failures;
    private final SplittableRandom ids = new SplittableRandom(7);

    Floorboard() {
        carrier.start(report -> {});
        carrier.startInbound(this);
    }

    OfferId ring() {
        OfferId offer = OfferId.next(scheduler.instant(), ids);
        carrier.ring(new RingOrder(TENANT, offer, person(), IRIS, DEVICE, Duration.ofSeconds(20)));
        return offer;
    }

    BridgeOrder bridge(CallerLine line) {
        OfferId offer = OfferId.next(scheduler.instant(), ids);
        BridgeOrder order = new BridgeOrder(TENANT, offer, person(), line, IRIS, DEVICE);
        carrier.bridge(order);
        return order;
    }

    void pass(double seconds) {
        scheduler.advance(Bench.seconds(seconds));
    }

    long count(String what) {
        return story.stream().filter(what::equals).count();
    }

    private CallerId person() {
        return CallerId.next(scheduler.instant(), ids);
    }

    @Override
    public void arrived(TenantId tenant, Arrival arrival) {
        if (failures-- > 0) {
            throw new IllegalStateException("no store");
        }
        arrivedAt.add(scheduler.instant());
        arrivals.add(arrival);
        story.add("arrived");
    }

    @Override
    public void pressed(CallerLine line, char digit) {
        story.add("pressed " + digit);
    }

    @Override
    public void lineEnded(CallerLine line) {
        story.add("line ended");
    }

    @Override
    public boolean agentAccepted(OfferId offer, AgentId agent) {
        story.add("accepted");
        return true;
    }

    @Override
    public void connected(OfferId offer) {
        story.add("connected");
    }

    @Override
    public void notConnected(OfferId offer, String why) {
        story.add("not connected");
    }

    @Override
    public void agentDeclined(OfferId offer, AgentId agent, String why) {
        story.add("declined");
    }

    @Override
    public void agentLineEnded(OfferId offer, AgentId agent) {
        story.add("agent ended");
    }

    @Override
    public void register(TenantId tenant, AgentId agent, AgentProfile profile) {
        story.add("registered at " + profile.device());
    }

    @Override
    public void heartbeat(TenantId tenant, AgentId agent) {
        story.add("heartbeat");
    }

    @Override
    public void presence(TenantId tenant, AgentId agent, Presence presence) {
        story.add(presence.name());
    }

    @Override
    public void wrappedUp(TenantId tenant, AgentId agent) {
        story.add("wrapped up");
    }
}

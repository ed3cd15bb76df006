package io.callyard.reception;

import io.callyard.agent.AgentRegistry;
import io.callyard.announce.AnnouncementWriter;
import io.callyard.callback.Callbacks;
import io.callyard.inbound.InboundQueue;
import io.callyard.inbound.InboundSettings;
import io.callyard.machine.inbound.AgentMachine;
import io.callyard.model.Call;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.outbound.CallQueue;
import io.callyard.spi.agent.DeviceProbe;
import io.callyard.spi.announce.GreetingSource;
import io.callyard.spi.carrier.InboundCarrier;
import io.callyard.spi.feature.FeatureGate;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inbound side of an engine: wires its parts, and does nothing itself.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class FrontDesk {
    private final Reception reception;
    private final Map<CarrierAccountId, InboundCarrier> carriers;
    private final Devices devices;
    private final Offering offering;
    private final Arrivals arrivals;
    private final LineDriver lines;
    private final LineCheck lineCheck;
    private final CallbackDialer dialer;
    private final Attending attending;
    private final Mending mending;
    private final Rollouts rollouts;
    private final QueueDesk queue;
    private final AgentDesk agents;
    private final CallbackDesk callbacks;
    private final LineReports reports;

    /**
     * What the application plugs in.
     *
     * @param probe asks whether agents' devices can be reached; absent: they always can
     * @param greetings what callers hear first
     * @param writer puts announcements into words
     * @param gate which features are on
     */
    public record Plugs(
            @Nullable DeviceProbe probe, GreetingSource greetings, AnnouncementWriter writer, FeatureGate gate) {}

    /** Wires it. */
    public FrontDesk(
            Store store,
            Scheduler scheduler,
            Duration sweep,
            InboundSettings settings,
            Plugs plugs,
            Map<CarrierAccountId, InboundCarrier> carriers,
            CallQueue calls) {
        this.carriers = carriers;
        reception = new Reception(store, scheduler, sweep);
        AgentMachine machine = new AgentMachine(settings.agents());
        devices = new Devices(plugs.probe(), settings, scheduler);
        Expectations expectations = new Expectations(settings, scheduler);
        Overflow overflow = new Overflow();
        offering = new Offering(settings, devices, overflow, scheduler);
        Departures departures = new Departures(machine, offering);
        Informing informing = new Informing();
        arrivals = new Arrivals(plugs.gate(), scheduler, offering, overflow, expectations, informing);
        Meter meter = new Meter(settings);
        ReceptionParts parts =
                new ReceptionParts(settings, devices, expectations, offering, overflow, arrivals, departures, meter);
        CallbackSteps callbackSteps = new CallbackSteps(parts);
        lines = new LineDriver(carriers, plugs.greetings(), plugs.writer(), settings, scheduler, new Bridged());
        dialer = new CallbackDialer(calls, scheduler, reception, offering, departures, this::bridge);
        attending = new Attending(machine, offering, overflow, departures, expectations, informing);
        rollouts = new Rollouts(plugs.gate(), settings);
        mending = new Mending(store, reception, offering, new Watchman(settings, meter), rollouts);
        queue = new QueueDesk(store, reception, parts, callbackSteps, lines);
        agents = new AgentDesk(store, reception, machine, parts);
        callbacks = new CallbackDesk(store, reception, callbackSteps);
        lineCheck = new LineCheck(carriers, queue, scheduler);
        reports = new LineReports(store, reception, queue, agents, departures);
    }

    private final class Bridged implements LineDriver.Bridging {
        @Override
        public void done(TenantId tenant, OfferId offer) {
            // If it is too late, since he has hung up meanwhile, nothing changes.
            agents.connected(tenant, offer);
        }

        @Override
        public void failed(TenantId tenant, OfferId offer, String why) {
            agents.notConnected(tenant, offer, why);
        }
    }

    private boolean bridge(TenantId tenant, Offer offer, Agent agent, CallerLine line) {
        return lines.bridge(tenant, offer, agent, line);
    }

    /** Begins. */
    public void start() {
        carriers.values().forEach(carrier -> carrier.startInbound(reports));
        reception.start(attending::sweep, mending::mend, List.of(lines, lineCheck, dialer, rollouts, this::probe));
    }

    private void probe(FloorStep step) {
        if (!step.unprobed().isEmpty()) {
            devices.ask(
                    step.unprobed(),
                    () -> reception.tryRun(step.tenant(), next -> {
                        offering.match(next);
                        step.undecided().forEach(caller -> arrivals.decide(next, caller));
                    }));
        }
    }

    /** Stops; what is open is found by the next engine. */
    public void stop() {
        reception.stop();
    }

    /** Hears of every outbound call that changes. */
    public void changed(Call call) {
        dialer.changed(call);
    }

    /** Returns the queue. */
    public InboundQueue queue() {
        return queue;
    }

    /** Returns the agents. */
    public AgentRegistry agents() {
        return agents;
    }

    /** Returns the callbacks. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /** Returns whether it was started, and not stopped. */
    public boolean isRunning() {
        return reception.isRunning();
    }

    /** Returns whether the store answered when it was last asked. */
    public boolean storeAnswers() {
        return reception.storeAnswers();
    }

    /** Returns when it last looked around; null if it never did. */
    public @Nullable Instant lastRoundAt() {
        return reception.lastRoundAt();
    }
}

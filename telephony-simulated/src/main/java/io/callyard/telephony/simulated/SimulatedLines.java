package io.callyard.telephony.simulated;

import io.callyard.model.AgentId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.InboundCarrier;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.spi.carrier.LineState;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lines of those who call and the devices of those who answer: what a {@link SimulatedCarrier} does for inbound
 * queues. People and agents do here what real ones do on telephones; the engine asks through {@link InboundCarrier}.
 *
 * <p>A device without a {@link Handset} is always reachable and only remembered as ringing. One that cannot be reached
 * rings nowhere, and nobody says so: that is how a lost network looks from outside.
 *
 * <p><b>Threads.</b> Safe for many threads. One lock guards all that changes; under it nobody else's code is called but
 * the scheduler's and {@link Handset#isReachable}.
 */
public final class SimulatedLines implements InboundCarrier {
    private final Object lock = new Object();
    private final Scheduler scheduler;
    private final CarrierAccountId account;
    private final Duration latency;
    private final int keepFinished;
    private final Outbound outbound;
    private final LineCourier courier;
    private final Devices devices;
    private final Map<CallerLine, SimulatedLine> open = new LinkedHashMap<>();
    private final Map<CallerLine, SimulatedLine> finished = new LinkedHashMap<>();

    /** Lines that are remembered from before a restart are others. */
    private final String era;

    private long opened;

    /** What the lines need to know of calls that the carrier made itself. */
    interface Outbound {
        /** Returns whether somebody is there. */
        boolean isTalking(CarrierCallId call);

        /** Ends a call. */
        CompletionStage<Void> hangUp(CarrierCallId call);
    }

    SimulatedLines(
            Scheduler scheduler, CarrierAccountId account, Duration latency, int keepFinished, Outbound outbound) {
        this.scheduler = scheduler;
        this.account = account;
        this.latency = latency;
        this.keepFinished = keepFinished;
        this.outbound = outbound;
        courier = new LineCourier(scheduler);
        devices = new Devices(lock, scheduler);
        era = Long.toString(scheduler.instant().toEpochMilli(), 36);
    }

    /** Begins or ends an outage: requests fail, reports are held up. Lines stay as they are. */
    void outage(boolean begins) {
        courier.outage(begins);
    }

    /** Returns how many reports about lines were given up because nobody took them. */
    public long reportsGivenUp() {
        return courier.givenUp();
    }

    // What people and agents do.

    /**
     * Somebody calls.
     *
     * @param arrival who; the line in it is replaced by a new one
     * @return his line
     */
    public CallerLine call(TenantId tenant, Arrival arrival, Person person) {
        synchronized (lock) {
            courier.requireStarted();
            CallerLine line = new CallerLine(account, new CarrierCallId("sim-line-" + era + "-" + ++opened));
            Arrival onLine = arrival.on(line);
            open.put(line, new SimulatedLine(tenant, line, onLine, person, scheduler.instant()));
            // Nobody will ever answer a call that the engine has not heard of.
            courier.send(line, to -> to.arrived(tenant, onLine), () -> end(line, LineEnd.HANG_UP));
            return line;
        }
    }

    /** Somebody presses a key. Nothing happens on a line that is over. */
    public void press(CallerLine line, char digit) {
        synchronized (lock) {
            if (open.containsKey(line)) {
                courier.send(line, to -> to.pressed(line, digit), SimulatedLines::doNothing);
            }
        }
    }

    /** The caller hangs up. Nothing happens on a line that is over. */
    public void hangUp(CallerLine line) {
        if (end(line, null)) {
            courier.send(line, to -> to.lineEnded(line), SimulatedLines::doNothing);
        }
    }

    /** Connects a device, under the address that agents' profiles name. One that was there before is replaced. */
    public void attach(String device, Handset handset) {
        synchronized (lock) {
            devices.attach(device, handset);
        }
    }

    /** Takes a device away. */
    public void detach(String device) {
        synchronized (lock) {
            devices.detach(device);
        }
    }

    /** An agent takes what rings. Returns false if it does not ring. */
    public boolean accept(OfferId offer, AgentId agent) {
        return answered(
                offer,
                agent,
                () -> courier.send(offer, to -> to.agentAccepted(offer, agent), SimulatedLines::doNothing));
    }

    /** An agent does not take what rings. Returns false if it does not ring. */
    public boolean decline(OfferId offer, AgentId agent, String why) {
        return answered(
                offer,
                agent,
                () -> courier.send(offer, to -> to.agentDeclined(offer, agent, why), SimulatedLines::doNothing));
    }

    /** An agent hangs up, or his line breaks. Returns false if he is not connected by that offer. */
    public boolean hangUpAgent(OfferId offer, AgentId agent) {
        synchronized (lock) {
            boolean talked = devices.hangUp(offer, agent);
            if (talked) {
                courier.send(offer, to -> to.agentLineEnded(offer, agent), SimulatedLines::doNothing);
            }
            return talked;
        }
    }

    // What can be asked.

    /** Finds a line, open or remembered. */
    public Optional<LineRecord> find(CallerLine line) {
        synchronized (lock) {
            SimulatedLine found = open.getOrDefault(line, finished.get(line));
            return Optional.ofNullable(found).map(SimulatedLine::toRecord);
        }
    }

    /** Returns what has been said on a line, in order; empty if it is not known. */
    public List<Utterance> heardOn(CallerLine line) {
        return find(line)
                .map(found ->
                        found.heard().stream().map(LineRecord.Heard::words).toList())
                .orElse(List.of());
    }

    /** Returns the open lines, the oldest first. */
    public List<LineRecord> openLines() {
        synchronized (lock) {
            return open.values().stream().map(SimulatedLine::toRecord).toList();
        }
    }

    /** Returns the lines that are over and remembered, in the order of their ends. */
    public List<LineRecord> finishedLines() {
        synchronized (lock) {
            return finished.values().stream().map(SimulatedLine::toRecord).toList();
        }
    }

    /** Returns what rings, the oldest first. */
    public List<RingOrder> ringing() {
        synchronized (lock) {
            return devices.ringing();
        }
    }

    /** Returns who talk to each other, the oldest talk first. */
    public List<BridgeOrder> talks() {
        synchronized (lock) {
            return devices.talks();
        }
    }

    // What the engine asks for.

    @Override
    public void startInbound(InboundReporter reports) {
        courier.start(reports);
    }

    @Override
    public CompletionStage<Void> hold(CallerLine line, String music) {
        return soon(() -> {
            SimulatedLine found = open.get(line);
            if (found == null) {
                return "the line is over";
            }
            found.hold(music);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> say(CallerLine line, Utterance words, String music) {
        return soon(() -> {
            SimulatedLine found = open.get(line);
            if (found == null) {
                return "the line is over";
            }
            found.hold(music);
            hear(found, words);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> ring(RingOrder order) {
        return soon(() -> {
            if (devices.isReachable(order.device())) {
                devices.ring(order);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Void> stopRinging(OfferId offer, AgentId agent, String device) {
        return soon(() -> {
            devices.stop(offer, agent);
            return null;
        });
    }

    @Override
    public CompletionStage<BridgeAnswer> bridge(BridgeOrder order) {
        return soon(() -> {
                    SimulatedLine line = open.get(order.line());
                    if (line == null && !outbound.isTalking(order.line().call())) {
                        return "the line is over";
                    }
                    if (!devices.isReachable(order.device())) {
                        return "the agent's device cannot be reached";
                    }
                    devices.join(order);
                    if (line != null) {
                        line.bridged(order);
                        scheduler.execute(() -> line.person().connected(order));
                    }
                    devices.tellJoined(order);
                    return null;
                })
                .thenApply(done -> BridgeAnswer.TALKING);
    }

    @Override
    public CompletionStage<Void> release(CallerLine line, @Nullable Utterance lastWords, LineEnd how) {
        synchronized (lock) {
            boolean isInbound = open.containsKey(line) || finished.containsKey(line);
            if (!isInbound && outbound.isTalking(line.call())) {
                return outbound.hangUp(line.call());
            }
        }
        return soon(() -> {
            SimulatedLine found = open.get(line);
            if (found != null && lastWords != null) {
                hear(found, lastWords);
            }
            end(line, how);
            return null;
        });
    }

    @Override
    public CompletionStage<LineState> state(CallerLine line) {
        AtomicReference<LineState> state = new AtomicReference<>(LineState.UNKNOWN);
        return soon(() -> {
                    state.set(open.containsKey(line) ? LineState.LIVE : LineState.OVER);
                    return null;
                })
                .thenApply(done -> state.get());
    }

    private void hear(SimulatedLine line, Utterance words) {
        line.hear(scheduler.instant(), words);
        scheduler.execute(() -> line.person().hears(line.line(), words));
    }

    /** A call that the carrier made is over: so is the talk on it. */
    void callEnded(CarrierCallId call) {
        synchronized (lock) {
            devices.over(new CallerLine(account, call));
        }
    }

    private boolean answered(OfferId offer, AgentId agent, Runnable report) {
        synchronized (lock) {
            boolean rang = devices.answered(offer, agent);
            if (rang) {
                report.run();
            }
            return rang;
        }
    }

    /** Returns false if it was over before. */
    private boolean end(CallerLine line, @Nullable LineEnd how) {
        synchronized (lock) {
            SimulatedLine found = open.remove(line);
            if (found == null) {
                return false;
            }
            found.end(scheduler.instant(), how);
            finished.put(line, found);
            if (finished.size() > keepFinished) {
                finished.remove(finished.keySet().iterator().next());
            }
            devices.over(line);
            if (how != null) {
                scheduler.execute(() -> found.person().released(line, how));
            }
            return true;
        }
    }

    /** Does something after a while, under the lock; it returns what kept it from being done, or null. */
    private CompletionStage<Void> soon(Supplier<@Nullable String> what) {
        courier.requireStarted();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        scheduler.schedule(latency, () -> {
            String failure;
            synchronized (lock) {
                failure = courier.isOut() ? "no connection" : what.get();
            }
            if (failure == null) {
                answer.complete(null);
            } else {
                answer.completeExceptionally(new CarrierException("simulated: " + failure, true));
            }
        });
        return answer;
    }

    /** What follows if a report is given up: the line is over anyway, or the offer's deadline settles it. */
    private static void doNothing() {}
}

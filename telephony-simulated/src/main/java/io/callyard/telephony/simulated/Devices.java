package io.callyard.telephony.simulated;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.scheduling.Scheduler.Timer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The devices of agents: what rings, and who talks on them to whom.
 *
 * <p>A device without a {@link Handset} is always reachable and only remembered as ringing.
 *
 * <p><b>Threads.</b> Whoever calls holds the lock of the lines; what comes later takes it.
 */
final class Devices {
    private final Object lock;
    private final Scheduler scheduler;
    private final Map<String, Handset> handsets = new LinkedHashMap<>();
    private final Map<Ring, Ringing> ringing = new LinkedHashMap<>();
    private final Map<CallerLine, BridgeOrder> talks = new LinkedHashMap<>();

    private record Ring(OfferId offer, AgentId agent) {}

    private record Ringing(RingOrder order, Timer timer) {}

    Devices(Object lock, Scheduler scheduler) {
        this.lock = lock;
        this.scheduler = scheduler;
    }

    void attach(String device, Handset handset) {
        handsets.put(device, handset);
    }

    void detach(String device) {
        handsets.remove(device);
    }

    boolean isReachable(String device) {
        Handset handset = handsets.get(device);
        return handset == null || handset.isReachable();
    }

    /** Rings, until somebody answers, it is stopped, or its time is over. What rings already goes on. */
    void ring(RingOrder order) {
        Ring key = new Ring(order.offer(), order.agent());
        if (!ringing.containsKey(key)) {
            Timer timer = scheduler.schedule(order.atMost(), () -> {
                synchronized (lock) {
                    silence(key);
                }
            });
            ringing.put(key, new Ringing(order, timer));
            Handset handset = handsets.get(order.device());
            if (handset != null) {
                scheduler.execute(() -> handset.rings(order));
            }
        }
    }

    /** Stops what rings, and tells the device. */
    void stop(OfferId offer, AgentId agent) {
        silence(new Ring(offer, agent));
    }

    private void silence(Ring key) {
        Ringing found = answered(key);
        if (found != null) {
            Handset handset = handsets.get(found.order().device());
            if (handset != null) {
                scheduler.execute(() -> handset.stops(key.offer()));
            }
        }
    }

    /** The agent takes what rings, or does not: either way it rings no more. Returns false if it does not ring. */
    boolean answered(OfferId offer, AgentId agent) {
        return answered(new Ring(offer, agent)) != null;
    }

    private @Nullable Ringing answered(Ring key) {
        Ringing found = ringing.remove(key);
        if (found != null) {
            found.timer().cancel();
        }
        return found;
    }

    /** Two talk from now on; whoever talked on that line before does not any more. The device is not told yet. */
    void join(BridgeOrder order) {
        over(order.line());
        talks.put(order.line(), order);
    }

    /** Tells the device that two talk. */
    void tellJoined(BridgeOrder order) {
        Handset handset = handsets.get(order.device());
        if (handset != null) {
            scheduler.execute(() -> handset.connected(order));
        }
    }

    /** The talk on a line is over, if there is one. */
    void over(CallerLine line) {
        BridgeOrder talk = talks.remove(line);
        Handset handset = talk == null ? null : handsets.get(talk.device());
        if (talk != null && handset != null) {
            scheduler.execute(() -> handset.over(talk.offer()));
        }
    }

    /** An agent ends his talk. Returns false if he is not connected by that offer. */
    boolean hangUp(OfferId offer, AgentId agent) {
        BridgeOrder talk = talks.values().stream()
                .filter(each -> each.offer().equals(offer) && each.agent().equals(agent))
                .findFirst()
                .orElse(null);
        if (talk != null) {
            over(talk.line());
        }
        return talk != null;
    }

    /** Returns what rings, the oldest first. */
    List<RingOrder> ringing() {
        return ringing.values().stream().map(Ringing::order).toList();
    }

    /** Returns who talk to each other, the oldest talk first. */
    List<BridgeOrder> talks() {
        return List.copyOf(talks.values());
    }
}

package io.callyard.telephony.simulated;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One agent with his device and his network. What he says to the engine is said on threads of the scheduler's, without
 * his lock, since the engine may call back.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class SimulatedAgent implements Handset {
    private static final int TRIES = 5;
    private static final Duration BEFORE_AGAIN = Duration.ofSeconds(5);
    private static final Duration BUSY = Duration.ofSeconds(15);

    private final Scheduler scheduler;
    private final SimulatedLines lines;
    private final TenantId tenant;
    private final AgentId id;
    private final AgentProfile profile;
    private final AgentHabits habits;
    private final SplittableRandom random;
    private final Set<OfferId> talks = new LinkedHashSet<>();
    private volatile boolean reachable = true;
    private volatile AgentDriver driver = AgentDriver.DEAF;
    private boolean working;
    private boolean resting;
    private int shift;
    private long rung;
    private long accepted;
    private long rejected;
    private long connected;
    private long networkLost;
    private long breaks;

    SimulatedAgent(
            Scheduler scheduler,
            SimulatedLines lines,
            TenantId tenant,
            AgentId id,
            AgentProfile profile,
            AgentHabits habits,
            SplittableRandom random) {
        this.scheduler = scheduler;
        this.lines = lines;
        this.tenant = tenant;
        this.id = id;
        this.profile = profile;
        this.habits = habits;
        this.random = random;
    }

    String device() {
        return profile.device();
    }

    synchronized AgentCounts counts() {
        return new AgentCounts(rung, accepted, rejected, connected, networkLost, breaks);
    }

    synchronized void start(AgentDriver engine) {
        if (working) {
            return;
        }
        driver = engine;
        working = true;
        resting = false;
        int today = ++shift;
        lines.attach(profile.device(), this);
        tell(() -> {
            engine.register(tenant, id, profile);
            engine.heartbeat(tenant, id);
            engine.presence(tenant, id, Presence.AVAILABLE);
        });
        // Not all at the same time.
        scheduler.schedule(Dice.part(habits.heartbeatEvery(), random), () -> beat(today));
        scheduler.schedule(habits.glances(), () -> glance(today));
        if (habits.online() != null) {
            scheduler.schedule(Dice.sample(habits.online(), random), () -> network(today, false));
        }
        planBreak(today);
    }

    /** He goes home. A talk that he has goes on. */
    synchronized void stop() {
        if (working) {
            working = false;
            shift++;
            reachable = true;
            tell(() -> driver.presence(tenant, id, Presence.OFFLINE));
        }
    }

    /** His network is lost, or back. */
    void network(boolean works) {
        List<OfferId> cutOff = new ArrayList<>();
        synchronized (this) {
            if (reachable == works) {
                return;
            }
            reachable = works;
            if (works) {
                tell(() -> driver.heartbeat(tenant, id));
                sayPresence();
            } else {
                networkLost++;
                cutOff.addAll(talks);
            }
        }
        cutOff.forEach(offer -> lines.hangUpAgent(offer, id));
    }

    @Override
    public boolean isReachable() {
        return reachable;
    }

    @Override
    public synchronized void rings(RingOrder order) {
        rung++;
        double point = random.nextDouble();
        Duration reaction = Dice.sample(habits.reaction(), random);
        if (point < habits.misses()) {
            return;
        }
        boolean rejects = point < habits.misses() + habits.rejects();
        scheduler.schedule(reaction, () -> answer(order.offer(), rejects));
    }

    @Override
    public void stops(OfferId offer) {
        // An answer that comes later finds that it does not ring any more.
    }

    @Override
    public synchronized void connected(BridgeOrder order) {
        connected++;
        talks.add(order.offer());
    }

    @Override
    public synchronized void over(OfferId offer) {
        if (talks.remove(offer) && habits.wrapUp() != null) {
            Duration work = Dice.sample(habits.wrapUp(), random);
            scheduler.schedule(work, () -> ifReachable(() -> driver.wrappedUp(tenant, id)));
        }
    }

    private void answer(OfferId offer, boolean rejects) {
        if (!reachable) {
            return;
        }
        boolean inTime = rejects ? lines.decline(offer, id, "rejected") : lines.accept(offer, id);
        synchronized (this) {
            accepted += inTime && !rejects ? 1 : 0;
            rejected += inTime && rejects ? 1 : 0;
        }
    }

    private synchronized void beat(int today) {
        if (today != shift) {
            return;
        }
        scheduler.schedule(habits.heartbeatEvery(), () -> beat(today));
        boolean lost = random.nextDouble() < habits.heartbeatsLost();
        if (reachable && !lost) {
            // The next one is as good as this one: nothing is tried again.
            scheduler.execute(() -> driver.heartbeat(tenant, id));
        }
    }

    private synchronized void glance(int today) {
        if (today != shift) {
            return;
        }
        scheduler.schedule(habits.glances(), () -> glance(today));
        if (reachable && !resting) {
            sayPresence();
        }
    }

    private void network(int today, boolean works) {
        synchronized (this) {
            if (today != shift || habits.online() == null) {
                return;
            }
            Duration next = Dice.sample(works ? habits.online() : habits.offline(), random);
            scheduler.schedule(next, () -> network(today, !works));
        }
        network(works);
    }

    private void planBreak(int today) {
        if (habits.works() != null) {
            scheduler.schedule(Dice.sample(habits.works(), random), () -> rest(today));
        }
    }

    private synchronized void rest(int today) {
        if (today != shift) {
            return;
        }
        if (!talks.isEmpty()) {
            scheduler.schedule(BUSY, () -> rest(today));
            return;
        }
        resting = true;
        breaks++;
        sayPresence();
        scheduler.schedule(Dice.sample(habits.rests(), random), () -> comeBack(today));
    }

    private synchronized void comeBack(int today) {
        if (today == shift) {
            resting = false;
            sayPresence();
            planBreak(today);
        }
    }

    /** Says what he is when it is said, which may have changed since he wanted to say it. */
    private void sayPresence() {
        ifReachable(() -> driver.presence(tenant, id, presence()));
    }

    private synchronized Presence presence() {
        if (!working) {
            return Presence.OFFLINE;
        }
        return resting ? Presence.AWAY : Presence.AVAILABLE;
    }

    private void ifReachable(Runnable what) {
        if (reachable) {
            tell(what);
        }
    }

    private void tell(Runnable what) {
        scheduler.execute(() -> tell(what, 1));
    }

    private void tell(Runnable what, int attempt) {
        try {
            what.run();
        } catch (RuntimeException e) {
            if (attempt >= TRIES) {
                throw e;
            }
            scheduler.schedule(BEFORE_AGAIN, () -> tell(what, attempt + 1));
        }
    }
}

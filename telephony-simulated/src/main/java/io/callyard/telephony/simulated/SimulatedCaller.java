package io.callyard.telephony.simulated;

import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.scheduling.Scheduler.Timer;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One simulated caller: waits, listens, presses a key, talks, hangs up. Safe for many threads. */
final class SimulatedCaller implements Person {
    /** How long somebody listens to nothing after his agent has hung up. */
    private static final Duration PUZZLED = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final SimulatedLines lines;
    private final CallerPlan plan;
    private final Predicate<Utterance> offersCallback;
    private final CallerTally tally;
    private @Nullable Timer next;
    private boolean wasConnected;
    private boolean hasPressed;
    private boolean isGone;

    SimulatedCaller(
            Scheduler scheduler,
            SimulatedLines lines,
            CallerPlan plan,
            Predicate<Utterance> offersCallback,
            CallerTally tally) {
        this.scheduler = scheduler;
        this.lines = lines;
        this.plan = plan;
        this.offersCallback = offersCallback;
        this.tally = tally;
    }

    /** He has called and begins to wait. */
    synchronized void waits(CallerLine line) {
        if (plan.patience() != null && !wasConnected && !isGone) {
            next = scheduler.schedule(plan.patience(), () -> losesPatience(line));
        }
    }

    @Override
    public synchronized void hears(CallerLine line, Utterance words) {
        if (plan.pressesAfter() != null && !hasPressed && !wasConnected && offersCallback.test(words)) {
            hasPressed = true;
            scheduler.schedule(plan.pressesAfter(), () -> presses(line));
        }
    }

    @Override
    public synchronized void connected(BridgeOrder order) {
        if (isGone) {
            return;
        }
        if (!wasConnected) {
            wasConnected = true;
            tally.connected();
        }
        cancel();
        next = scheduler.schedule(plan.talk(), () -> endsTalk(order));
    }

    @Override
    public synchronized void released(CallerLine line, LineEnd how) {
        leaves();
    }

    private synchronized void presses(CallerLine line) {
        if (!isGone && !wasConnected) {
            tally.pressed();
            lines.press(line, '1');
        }
    }

    private synchronized void losesPatience(CallerLine line) {
        if (!isGone && !wasConnected) {
            isGone = true;
            tally.abandoned();
            lines.hangUp(line);
        }
    }

    private synchronized void endsTalk(BridgeOrder order) {
        if (isGone) {
            return;
        }
        if (plan.agentEnds() && lines.hangUpAgent(order.offer(), order.agent())) {
            next = scheduler.schedule(PUZZLED, () -> hangsUp(order.line()));
        } else {
            hangsUp(order.line());
        }
    }

    private synchronized void hangsUp(CallerLine line) {
        if (!isGone) {
            leaves();
            lines.hangUp(line);
        }
    }

    private void leaves() {
        if (!isGone) {
            isGone = true;
            cancel();
            if (wasConnected) {
                tally.talkOver();
            } else {
                tally.released();
            }
        }
    }

    private void cancel() {
        if (next != null) {
            next.cancel();
        }
    }
}

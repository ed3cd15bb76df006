package io.callyard.telephony.simulated;

import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Brings reports to whoever listens, with the faults that reports suffer on their way. */
final class Courier {
    /** How often a report is brought in all, if it is not taken. */
    static final int DELIVERIES = 6;

    /** How long after a report was not taken it is brought again; twice as long each time. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final Object lock;
    private final AtomicReference<@Nullable CarrierReporter> reporter = new AtomicReference<>();
    private final AtomicLong givenUp = new AtomicLong();
    /** What an outage holds up; both guarded by {@link #lock}. */
    private final List<Runnable> heldUp = new ArrayList<>();

    private boolean outage;

    Courier(Scheduler scheduler, Object lock) {
        this.scheduler = scheduler;
        this.lock = lock;
    }

    void start(CarrierReporter listener) {
        if (!reporter.compareAndSet(null, listener)) {
            throw new IllegalStateException("the carrier was started before");
        }
    }

    void requireStarted() {
        if (reporter.get() == null) {
            throw new IllegalStateException("the carrier has not been started");
        }
    }

    long givenUp() {
        return givenUp.get();
    }

    /** Needs the lock. */
    boolean isOut() {
        return outage;
    }

    void outage(boolean begins) {
        synchronized (lock) {
            outage = begins;
            if (!begins) {
                // A task each: one that breaks must not take the others with it.
                heldUp.forEach(scheduler::execute);
                heldUp.clear();
            }
        }
    }

    /** Sends a report off. Needs the lock. */
    void send(SimulatedCall call, CarrierReport report, Faults faults) {
        if (call.isSilent()) {
            return;
        }
        boolean end = report.fact() instanceof Fact.Ended;
        // All is drawn, needed or not: one rate must not change what another one does.
        boolean lost = call.suffers(FaultKind.REPORT_LOST, faults);
        boolean endLost = call.suffers(FaultKind.END_LOST, faults) && end;
        boolean late = call.suffers(FaultKind.REPORT_LATE, faults);
        boolean twice = call.suffers(FaultKind.REPORT_DUPLICATED, faults);
        boolean swapped = call.suffers(FaultKind.REPORT_REORDERED, faults) && !end;
        Duration lateness = Dice.sample(faults.lateness(), call.random());
        Duration repeatAfter = Dice.sample(faults.lateness(), call.random());

        ReportLine line = call.reports();
        if (!lost && !endLost) {
            if (twice) {
                scheduler.schedule(repeatAfter, () -> bring(report, 1));
            }
            if (late) {
                scheduler.schedule(lateness, () -> bring(report, 1));
            } else if (swapped && line.swap(report)) {
                return;
            } else {
                line.add(report);
            }
        }
        line.follow();
        move(line);
    }

    private void move(ReportLine line) {
        if (line.begin()) {
            scheduler.execute(() -> bringFirst(line));
        }
    }

    private void bringFirst(ReportLine line) {
        CarrierReport first;
        synchronized (lock) {
            first = line.first();
        }
        try {
            bring(first, 1);
        } finally {
            synchronized (lock) {
                line.done();
                move(line);
            }
        }
    }

    private void bring(CarrierReport report, int delivery) {
        synchronized (lock) {
            if (outage) {
                heldUp.add(() -> bring(report, delivery));
                return;
            }
        }
        CarrierReporter listener = reporter.get();
        if (listener == null) {
            return;
        }
        try {
            listener.report(report);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            // Whatever befell the listener, all that a carrier sees is that nobody said "kept".
            if (delivery < DELIVERIES) {
                scheduler.schedule(FIRST_PAUSE.multipliedBy(1L << (delivery - 1)), () -> bring(report, delivery + 1));
                return;
            }
            givenUp.incrementAndGet();
            if (e instanceof Error error) {
                throw error;
            }
        }
    }
}

package io.callyard.simulation;

import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.spi.store.CallCounts;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One run: for a while everything goes wrong that can, then nothing does. While it does, nothing may
 * be broken; when it no longer does, everything must come to its end.
 */
final class Simulation {
    private static final Duration TIME_TO_END = Duration.ofHours(12);

    private final long seed;
    private final VirtualScheduler scheduler;
    private final Scenario scenario;
    private final Installation yard;
    private final Traffic traffic;

    private Simulation(long seed) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        scheduler = VirtualScheduler.seeded(random.nextLong());
        scenario = Scenario.draw(random.split());
        yard = new Installation(scheduler, scenario, random.split());
        traffic = new Traffic(scheduler, yard, scenario, random.split());
    }

    /** Runs a seed to its end. */
    static Report run(long seed) {
        return new Simulation(seed).run();
    }

    private Report run() {
        traffic.schedule();
        Duration left = scenario.turmoil();
        while (left.compareTo(Duration.ZERO) > 0) {
            scheduler.advance(Duration.ofSeconds(5));
            yard.replaceTheDead();
            left = left.minusSeconds(5);
        }
        yard.heal();
        scheduler.advance(Duration.ofSeconds(10));
        scheduler.runUntil(this::everythingIsOver, TIME_TO_END);
        return Findings.of(seed, scheduler, scenario, yard, traffic);
    }

    private boolean everythingIsOver() {
        return scenario.tenants().keySet().stream()
                .map(tenant -> yard.store().counts(tenant))
                .noneMatch(Simulation::hasOpenCalls);
    }

    private static boolean hasOpenCalls(CallCounts counts) {
        for (CallType type : CallType.values()) {
            if (counts.live(type) + counts.of(type, CallState.QUEUED) + counts.of(type, CallState.SCHEDULED) > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a run came to.
     *
     * @param seed its seed
     * @param problems what was broken; empty if nothing was
     * @param digest of all event logs: the same seed gives the same
     * @param calls how many calls ended
     * @param crashes how many nodes died
     * @param events how many events were logged
     * @param lasted how much virtual time has passed
     */
    record Report(
            long seed, List<String> problems, String digest, long calls, int crashes, long events, Duration lasted) {}
}

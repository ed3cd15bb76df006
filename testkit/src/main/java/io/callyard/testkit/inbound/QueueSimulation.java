package io.callyard.testkit.inbound;

import io.callyard.model.inbound.QueueStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * A simulated inbound queue, event by event: callers stand in the order of their sort keys (the time at which they
 * came less their head start), agents take the first, and who has no patience left hangs up.
 *
 * <p>It shows what could be known when a caller joined and had to wait, and once more a minute later, and how long it
 * really took from then on. Of somebody who hung up it finds out how long he would have waited: his place moves on
 * without him.
 *
 * <p><b>Threads.</b> Use one object once, on one thread. The same seed gives the same run.
 */
public final class QueueSimulation {
    /** So much later a caller who still waits is looked at again, in seconds. */
    public static final int SECOND_LOOK = 60;

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final int PLAN_STEP = 300;

    private final QueueScenario scenario;
    private final BiConsumer<QueueSight, Duration> shown;
    private final double peak;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final TreeSet<SimulatedCaller> line = new TreeSet<>();
    private final List<Service> services = new ArrayList<>();
    private final RecentMean handleTimes = new RecentMean(200);
    private QueueStatistics statistics = QueueStatistics.since(START);
    private double now;
    private int joined;
    private int staying; // services whose agents stay when they are over
    private double lastWait;

    private record Event(double time, Runnable happens) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return Double.compare(time, other.time);
        }
    }

    private static final class Service {
        boolean last;
    }

    private QueueSimulation(QueueScenario scenario, long seed, BiConsumer<QueueSight, Duration> shown) {
        this.scenario = scenario;
        this.shown = shown;
        this.peak = scenario.peak();
        this.random = new SplittableRandom(seed);
    }

    /**
     * Runs a queue. Who is still in line at the end is not shown.
     *
     * @param callers how many come, in all
     * @param shown is told what could be known about a wait, and how long it took from then on
     */
    public static void run(QueueScenario scenario, long seed, int callers, BiConsumer<QueueSight, Duration> shown) {
        QueueSimulation simulation = new QueueSimulation(scenario, seed, shown);
        simulation.in(0, simulation::plan);
        simulation.in(0, simulation::nextArrival);
        while (simulation.joined < callers) {
            Event event = simulation.events.remove();
            simulation.now = event.time();
            event.happens().run();
        }
    }

    private void in(double seconds, Runnable happens) {
        events.add(new Event(now + seconds, happens));
    }

    /** Arrivals at the highest rate, of which some do not come: thinning makes any other rate of it. */
    private void nextArrival() {
        in(exponential(1 / peak), () -> {
            if (random.nextDouble() * peak < scenario.arrivals().applyAsDouble(now)) {
                arrive();
            }
            nextArrival();
        });
    }

    private void arrive() {
        boolean early = random.nextDouble() < scenario.earlyShare();
        double headStart = early ? seconds(scenario.headStart()) : 0;
        SimulatedCaller waiter = new SimulatedCaller(joined++, now, headStart, early);
        statistics = statistics.joined(early, instant());
        line.add(waiter);
        if (staying < agents()) {
            serve();
            return;
        }
        look(waiter);
        in(SECOND_LOOK, () -> lookAgain(waiter));
        if (scenario.patience() < Double.POSITIVE_INFINITY) {
            in(exponential(scenario.patience()), () -> hangUp(waiter));
        }
    }

    private void hangUp(SimulatedCaller waiter) {
        if (line.contains(waiter)) {
            waiter.hungUp = true;
            statistics = statistics.leftLine(duration(now - waiter.joinedAt), true, instant());
        }
    }

    private void lookAgain(SimulatedCaller waiter) {
        if (line.contains(waiter) && !waiter.hungUp) {
            look(waiter);
        }
    }

    private void look(SimulatedCaller waiter) {
        int ahead = 0;
        double headWait = 0;
        for (SimulatedCaller other : line.headSet(waiter)) {
            if (!other.hungUp) {
                headWait = ahead == 0 ? now - other.joinedAt : headWait;
                ahead++;
            }
        }
        double window = seconds(scenario.headStart()) - (now - waiter.key);
        double earlyRate = scenario.arrivals().applyAsDouble(now) * scenario.earlyShare();
        waiter.looks.add(new SimulatedCaller.Look(
                now,
                new QueueSight(
                        waiter.number,
                        waiter.early,
                        duration(now - waiter.joinedAt),
                        ahead,
                        agents(),
                        duration(Math.max(0, window)),
                        statistics,
                        handleTimes.mean(),
                        lastWait,
                        headWait,
                        new QueueSight.Truth(
                                scenario.handleTime().applyAsDouble(now), 1 / scenario.patience(), earlyRate))));
    }

    private void serve() {
        while (staying < agents() && !line.isEmpty()) {
            SimulatedCaller next = line.pollFirst();
            next.looks.forEach(look -> shown.accept(look.sight(), duration(now - look.at())));
            if (!next.hungUp) {
                lastWait = now - next.joinedAt;
                statistics = statistics.leftLine(duration(lastWait), false, instant());
                begin();
            }
        }
    }

    private void begin() {
        Service service = new Service();
        services.add(service);
        staying++;
        double takes = handleTime();
        in(takes, () -> {
            services.remove(service);
            staying -= service.last ? 0 : 1;
            statistics = statistics.handled(duration(takes), instant());
            handleTimes.add(takes);
            serve();
        });
    }

    /** Agents come and go by plan: who has to go and is busy ends the call first. */
    private void plan() {
        while (staying > agents()) {
            Service leaving = services.get(random.nextInt(services.size()));
            staying -= leaving.last ? 0 : 1;
            leaving.last = true;
        }
        serve();
        in(PLAN_STEP, this::plan);
    }

    private int agents() {
        return scenario.agents().applyAsInt(now);
    }

    private double handleTime() {
        double mean = scenario.handleTime().applyAsDouble(now);
        double variation = scenario.handleVariation();
        if (variation == 1) {
            return exponential(mean);
        }
        double variance = Math.log(1 + variation * variation);
        return mean * Math.exp(Math.sqrt(variance) * normal() - variance / 2);
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    /** Box and Muller. */
    private double normal() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private Instant instant() {
        return START.plus(duration(now));
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

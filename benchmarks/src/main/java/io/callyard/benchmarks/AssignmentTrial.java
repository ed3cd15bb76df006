package io.callyard.benchmarks;

import io.callyard.Callyard;
import io.callyard.inbound.Admittance;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import io.callyard.testkit.inbound.IdealQueue;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Callers and agents of an engine in virtual time, held against the ideal queue of the very same callers, and against
 * what queueing theory says of them in the mean: Erlang C for those who wait as long as it takes, Erlang A for those who
 * lose patience. Beside it what callers get whom a poll every ten seconds gives to agents.
 */
public final class AssignmentTrial {
    private static final TenantId TENANT = new TenantId("trial");
    private static final QueueId QUEUE = new QueueId("trial");
    private static final double HANDLE = 180;
    private static final double LOAD = 0.9;
    private static final double POLL = 10;

    /** Nothing that waits for a person: no heartbeats, no announcements, no callbacks. */
    private static final Set<String> FEATURES = Stream.of(
                    Feature.AGENT_POLLING, Feature.MULTI_AGENT_FALLBACK, Feature.ENHANCED_DISCOVERY)
            .map(Feature::key)
            .collect(Collectors.toSet());

    private final int servers;
    private final TrialCallers callers;
    private final VirtualScheduler scheduler;
    private final Callyard engine;
    private final Map<CallerId, Integer> numbers = new HashMap<>();
    private final double[] waits;
    private int left;

    private AssignmentTrial(int servers, TrialCallers callers, long seed) {
        this.servers = servers;
        this.callers = callers;
        waits = new double[callers.count()];
        scheduler = VirtualScheduler.seeded(seed);
        engine = Callyard.builder()
                .store(new InMemoryStore(scheduler))
                .scheduler(scheduler)
                .carrier(new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT))
                .features((feature, subject) -> FEATURES.contains(feature))
                .build();
    }

    /** Takes the number of callers, 200,000 if none is given, and of runs, 5 if none is given. */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        System.out.println("| agents | | theory | ideal queue | engine | off by | polled every 10 s |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int servers : List.of(10, 100)) {
            Figures mean = new Figures();
            for (long seed = 1; seed <= runs; seed++) {
                TrialCallers callers =
                        TrialCallers.draw(count, HANDLE / (LOAD * servers), HANDLE, Double.POSITIVE_INFINITY, seed);
                mean.add(
                        meanWait(callers.ideal(servers)),
                        meanWait(new AssignmentTrial(servers, callers, seed).run()),
                        meanWait(callers.polled(servers, POLL)));
            }
            mean.print(servers, "mean wait, s", ErlangModels.meanWait(servers, LOAD * servers, HANDLE));
        }
        for (int servers : List.of(10, 100)) {
            Figures share = new Figures();
            for (long seed = 1; seed <= runs; seed++) {
                TrialCallers callers = TrialCallers.draw(count, HANDLE / (LOAD * servers), HANDLE, HANDLE, seed);
                share.add(
                        100 * abandoned(callers.ideal(servers)),
                        100 * abandoned(new AssignmentTrial(servers, callers, seed).run()),
                        Double.NaN);
            }
            share.print(
                    servers,
                    "% who hang up, patience 180 s",
                    100 * ErlangModels.abandonShare(servers, LOAD * servers, HANDLE, HANDLE));
        }
    }

    private static double meanWait(double[] waits) {
        return Arrays.stream(waits).average().orElseThrow();
    }

    private static double abandoned(double[] waits) {
        return (double) Arrays.stream(waits).filter(Double::isNaN).count() / waits.length;
    }

    /** Sums over runs. */
    private static final class Figures {
        private double ideal;
        private double engine;
        private double polled;
        private int runs;

        void add(double idealOne, double engineOne, double polledOne) {
            ideal += idealOne;
            engine += engineOne;
            polled += polledOne;
            runs++;
        }

        void print(int servers, String what, double theory) {
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %s | %.3f | %.3f | %.3f | %+.2f %% | %s |%n",
                    servers,
                    what,
                    theory,
                    ideal / runs,
                    engine / runs,
                    100 * (engine / ideal - 1),
                    Double.isNaN(polled) ? "" : String.format(Locale.ROOT, "%.1f", polled / runs));
        }
    }

    private double[] run() {
        engine.start();
        QueueSettings rules = QueueSettings.named("Trial");
        engine.inbound()
                .define(
                        TENANT,
                        QUEUE,
                        rules.with(rules.offers().withWrapUp(Duration.ZERO).withTierWait(Duration.ZERO))
                                .with(rules.waits().withMaxLength(1_000_000).withLongest(Duration.ofDays(7))));
        for (int i = 0; i < servers; i++) {
            engine.agents().register(TENANT, agent(i), AgentProfile.of("", QUEUE));
            engine.agents().setPresence(TENANT, agent(i), Presence.AVAILABLE);
        }
        keepAlive();
        schedule(0);
        if (!scheduler.runUntil(() -> left >= callers.count(), Duration.ofDays(3_000))) {
            throw new IllegalStateException("some callers never left");
        }
        engine.stop(Duration.ZERO);
        return waits;
    }

    private static AgentId agent(int i) {
        return new AgentId("agent-" + i);
    }

    private void keepAlive() {
        for (int i = 0; i < servers; i++) {
            engine.agents().heartbeat(TENANT, agent(i));
        }
        scheduler.schedule(Duration.ofSeconds(80), this::keepAlive);
    }

    private void schedule(int number) {
        if (number < callers.count()) {
            Duration delay = seconds(callers.arrival(number)).minus(scheduler.uptime());
            scheduler.schedule(delay, () -> arrive(number));
        }
    }

    private void arrive(int number) {
        schedule(number + 1);
        Admittance admittance = engine.inbound().arrive(TENANT, Arrival.of(QUEUE, null));
        CallerId id = admittance instanceof Admittance.Waiting waiting
                ? waiting.caller().id()
                : ((Admittance.Offered) admittance).caller().id();
        numbers.put(id, number);
        double patience = callers.patience(number);
        if (admittance instanceof Admittance.Waiting && Double.isFinite(patience)) {
            scheduler.schedule(seconds(patience), () -> hangUp(id, number));
        }
        takeOffers();
    }

    private void hangUp(CallerId caller, int number) {
        if (numbers.containsKey(caller) && engine.inbound().hungUp(TENANT, caller)) {
            numbers.remove(caller);
            waits[number] = IdealQueue.ABANDONED;
            left++;
        }
    }

    private void takeOffers() {
        for (Offer offer : engine.agents().openOffers(TENANT)) {
            AgentId agent = offer.ringing().get(0);
            engine.agents().accept(TENANT, offer.id(), agent);
            engine.agents().connected(TENANT, offer.id());
            Integer number = numbers.remove(offer.caller());
            if (number != null) {
                waits[number] = scheduler.uptime().toNanos() / 1e9 - callers.arrival(number);
                left++;
                scheduler.schedule(seconds(callers.handle(number)), () -> finish(agent, offer.caller()));
            }
        }
    }

    private void finish(AgentId agent, CallerId caller) {
        engine.agents().finish(TENANT, agent, caller);
        takeOffers();
    }

    private static Duration seconds(double value) {
        return Duration.ofNanos(Math.round(value * 1e9));
    }
}

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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Callers and agents of an engine in virtual time, held against what queueing theory says of them: Erlang C for those
 * who wait as long as it takes, Erlang A for those who lose patience. Beside it what agents get who are given callers by
 * a poll every ten seconds.
 */
public final class AssignmentTrial {
    private static final TenantId TENANT = new TenantId("trial");
    private static final QueueId QUEUE = new QueueId("trial");
    private static final double HANDLE = 180;
    private static final double LOAD = 0.9;

    /** Nothing that waits for a person: no heartbeats, no announcements, no callbacks. */
    private static final Set<String> FEATURES = Stream.of(
                    Feature.AGENT_POLLING, Feature.MULTI_AGENT_FALLBACK, Feature.ENHANCED_DISCOVERY)
            .map(Feature::key)
            .collect(Collectors.toSet());

    private final int servers;
    private final double patience;
    private final SplittableRandom random;
    private final VirtualScheduler scheduler;
    private final Callyard engine;
    private final int callers;
    private int arrived;
    private int abandoned;
    private long left;
    private double waited;

    private AssignmentTrial(int servers, double patience, int callers, long seed) {
        this.servers = servers;
        this.patience = patience;
        this.callers = callers;
        random = new SplittableRandom(seed);
        scheduler = VirtualScheduler.seeded(seed);
        engine = Callyard.builder()
                .store(new InMemoryStore(scheduler))
                .scheduler(scheduler)
                .carrier(new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT))
                .features((feature, subject) -> FEATURES.contains(feature))
                .build();
    }

    /** Takes the number of callers, 200,000 if none is given, and of seeds, 5 if none is given. */
    public static void main(String[] args) {
        int callers = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        System.out.println("| agents | patience | theory | engine | off by | polled every 10 s |");
        System.out.println("|---|---|---|---|---|---|");
        for (int servers : List.of(10, 100)) {
            double theory = ErlangModels.meanWait(servers, LOAD * servers, HANDLE);
            double engine = 0;
            double polled = 0;
            for (long seed = 1; seed <= seeds; seed++) {
                engine += new AssignmentTrial(servers, 0, callers, seed).run().meanWait() / seeds;
                polled += ErlangModels.polledWait(servers, LOAD * servers / HANDLE, HANDLE, 10, callers, seed) / seeds;
            }
            row(servers, "none: mean wait, s", theory, engine, String.format(Locale.ROOT, "%.1f", polled));
        }
        for (int servers : List.of(10, 100)) {
            double theory = ErlangModels.abandonShare(servers, LOAD * servers, HANDLE, HANDLE);
            double engine = 0;
            for (long seed = 1; seed <= seeds; seed++) {
                engine += new AssignmentTrial(servers, HANDLE, callers, seed)
                                .run()
                                .abandonShare()
                        / seeds;
            }
            row(servers, "180 s: % who hang up", 100 * theory, 100 * engine, "");
        }
    }

    private static void row(int servers, String what, double theory, double engine, String polled) {
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %.3f | %.3f | %+.1f %% | %s |%n",
                servers,
                what,
                theory,
                engine,
                100 * (engine / theory - 1),
                polled);
    }

    private double meanWait() {
        return waited / left;
    }

    private double abandonShare() {
        return (double) abandoned / left;
    }

    private AssignmentTrial run() {
        engine.start();
        QueueSettings rules = QueueSettings.named("Trial");
        engine.inbound()
                .define(
                        TENANT,
                        QUEUE,
                        rules.with(rules.offers().withWrapUp(Duration.ZERO).withTierWait(Duration.ZERO))
                                .with(rules.waits().withMaxLength(1_000_000).withLongest(Duration.ofDays(7))));
        for (int i = 0; i < servers; i++) {
            AgentId agent = new AgentId("agent-" + i);
            engine.agents().register(TENANT, agent, AgentProfile.of("", QUEUE));
            engine.agents().setPresence(TENANT, agent, Presence.AVAILABLE);
        }
        scheduler.advance(Duration.ofSeconds(3));
        keepAlive();
        scheduler.schedule(exponential(HANDLE / (LOAD * servers)), this::arrive);
        scheduler.runUntil(() -> left >= callers, Duration.ofDays(3_000));
        engine.stop(Duration.ZERO);
        return this;
    }

    private void keepAlive() {
        for (int i = 0; i < servers; i++) {
            engine.agents().heartbeat(TENANT, new AgentId("agent-" + i));
        }
        scheduler.schedule(Duration.ofSeconds(80), this::keepAlive);
    }

    private void arrive() {
        if (arrived++ < callers) {
            scheduler.schedule(exponential(HANDLE / (LOAD * servers)), this::arrive);
        }
        Admittance admittance = engine.inbound().arrive(TENANT, Arrival.of(QUEUE, null));
        if (admittance instanceof Admittance.Waiting waiting && patience > 0) {
            CallerId id = waiting.caller().id();
            scheduler.schedule(exponential(patience), () -> hangUp(id));
        }
        takeOffers();
    }

    private void hangUp(CallerId caller) {
        if (engine.inbound().find(TENANT, caller).orElseThrow().state().isInLine()
                && engine.inbound().hungUp(TENANT, caller)) {
            abandoned++;
            left++;
        }
    }

    private void takeOffers() {
        for (Offer offer : engine.agents().openOffers(TENANT)) {
            AgentId agent = offer.ringing().get(0);
            engine.agents().accept(TENANT, offer.id(), agent);
            engine.agents().connected(TENANT, offer.id());
            Duration wait =
                    engine.inbound().find(TENANT, offer.caller()).orElseThrow().waitedAt(scheduler.instant());
            waited += wait.toNanos() / 1e9;
            left++;
            scheduler.schedule(exponential(HANDLE), () -> finish(agent, offer.caller()));
        }
    }

    private void finish(AgentId agent, CallerId caller) {
        engine.agents().finish(TENANT, agent, caller);
        takeOffers();
    }

    private Duration exponential(double mean) {
        return Duration.ofNanos((long) (-Math.log(1 - random.nextDouble()) * mean * 1e9));
    }
}

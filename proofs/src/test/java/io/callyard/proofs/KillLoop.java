package io.callyard.proofs;

import io.callyard.proofs.Peer.Said;
import io.callyard.spi.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Nodes on one database that are killed and frozen again and again while users go on to place calls.
 * Then nothing fails any more, everything comes to its end, and the logs are held against each other.
 */
final class KillLoop {
    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final Duration TIME_TO_DRAIN = Duration.ofSeconds(120);

    private final Plan plan;
    private final Path folder;
    private final SplittableRandom random;
    private final BlockingQueue<Said> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<Said> carrierLines = new LinkedBlockingQueue<>();
    private final Workload workload;
    private final List<String> problems = new ArrayList<>();
    private int limitsSet;
    private boolean drained;

    /**
     * What is to be done.
     *
     * @param url where the calls are kept
     * @param nodes how many nodes there are at a time
     * @param kills how many are killed in all
     * @param freezes which share of the failures are freezes, from 0 to 1
     * @param processes whether each node is a process of its own
     */
    record Plan(String url, int nodes, int kills, double freezes, boolean processes, long seed) {}

    private KillLoop(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
        random = new SplittableRandom(plan.seed());
        workload = new Workload(6, random.split());
    }

    static RunVerdict.Finding run(Plan plan, Path folder) throws InterruptedException {
        return new KillLoop(plan, folder).run();
    }

    private RunVerdict.Finding run() throws InterruptedException {
        Path carrierLog = folder.resolve("carrier.log");
        try (ChildJvm carrier =
                ChildJvm.start("carrier", folder, carrierLines, CarrierProcess.class, plan.seed(), carrierLog)) {
            String ready = carrier.await(carrierLines, "READY ", TIME_TO_START);
            int port = Integer.parseInt(ready.substring("READY ".length()));
            Fleet fleet = new Fleet(name -> start(name, port), random.split());
            try {
                for (int i = 0; i < plan.nodes(); i++) {
                    fleet.startOne();
                }
                require(fleet, fleet::areAllReady, TIME_TO_START, "all nodes work");
                setLimits(fleet);
                turmoil(fleet);
                carrier.send("calm");
                comeToAnEnd(fleet);
            } catch (InterruptedException | RuntimeException | Error e) {
                fleet.abandon();
                throw e;
            }
            fleet.close();
            problems.addAll(fleet.problems());
            return verdict(fleet, carrierLog);
        }
    }

    private RunVerdict.Finding verdict(Fleet fleet, Path carrierLog) {
        try (Stores.Opened opened = Stores.open(plan.url(), 2)) {
            Store store = opened.store();
            RunVerdict.Finding finding = RunVerdict.of(
                    store, workload.promised(), CarrierLog.read(carrierLog), fleet.failures(), fleet.watch());
            problems.addAll(finding.problems());
            return new RunVerdict.Finding(problems, finding.text());
        }
    }

    private Peer start(String name, int port) {
        return plan.processes()
                ? ChildJvm.start(name, folder, lines, NodeProcess.class, plan.url(), name, port, 4)
                : new InnerNode(plan.url(), name, port, lines);
    }

    private void setLimits(Fleet fleet) throws InterruptedException {
        Peer node = fleet.anyReady().orElseThrow();
        workload.limits().forEach((tenant, limit) -> node.send("limit " + tenant + " " + limit));
        require(fleet, () -> limitsSet == workload.limits().size(), TIME_TO_START, "all limits are set");
    }

    private void turmoil(Fleet fleet) throws InterruptedException {
        long nextFailure = System.nanoTime() + millis(500, 1_000);
        while (fleet.kills() < plan.kills()) {
            hear(fleet, System.nanoTime() + millis(30, 120));
            fleet.thawIfDue();
            fleet.anyReady().ifPresent(workload::goOn);
            if (System.nanoTime() >= nextFailure) {
                boolean failed = fail(fleet);
                // A node that is alone has to work for a while before it dies.
                nextFailure = System.nanoTime()
                        + (failed ? millis(200, 900) : plan.nodes() > 1 ? millis(50, 300) : millis(300, 1_500));
            }
        }
        fleet.thawAll();
    }

    /** Lets a node fail, if one may: of several nodes one always goes on. */
    private boolean fail(Fleet fleet) {
        if (fleet.ready().size() < Math.min(2, plan.nodes())) {
            return false;
        }
        if (!fleet.hasFrozen() && random.nextDouble() < plan.freezes()) {
            fleet.freezeOne(Timing.LEASE.plusNanos(millis(500, 2_000)));
        } else {
            workload.lost(fleet.killOne());
        }
        return true;
    }

    private void comeToAnEnd(Fleet fleet) throws InterruptedException {
        BooleanSupplier answered = () -> {
            fleet.anyReady().ifPresent(workload::repeatAll);
            return fleet.areAllReady() && workload.isAnswered();
        };
        require(fleet, answered, TIME_TO_START, "every user has an answer");
        String tenants =
                workload.limits().keySet().stream().map(Object::toString).collect(Collectors.joining(" "));
        fleet.anyReady().orElseThrow().send("drain " + tenants);
        require(fleet, () -> drained, TIME_TO_DRAIN, "every call is over");
    }

    private void require(Fleet fleet, BooleanSupplier condition, Duration atMost, String what)
            throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError(
                        "not within " + atMost + ": " + what + "\n" + fleet.problems() + "\n" + fleet.complaints());
            }
            hear(fleet, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Takes what nodes say until it is time for something else. */
    private void hear(Fleet fleet, long untilNanos) throws InterruptedException {
        for (long left = untilNanos - System.nanoTime(); left > 0; left = untilNanos - System.nanoTime()) {
            Said said = lines.poll(left, TimeUnit.NANOSECONDS);
            if (said == null) {
                return;
            }
            if (said.isEnd()) {
                fleet.hasEnded(said.by());
                workload.lost(said.by());
            } else if (said.line().equals("READY")) {
                fleet.isReady(said.by());
            } else if (said.line().startsWith("LIMIT ")) {
                limitsSet++;
            } else if (said.line().equals("DRAINED")) {
                drained = true;
            } else {
                workload.heard(said.line());
            }
        }
    }

    private long millis(int from, int to) {
        return TimeUnit.MILLISECONDS.toNanos(random.nextInt(from, to));
    }
}

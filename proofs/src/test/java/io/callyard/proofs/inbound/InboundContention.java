package io.callyard.proofs.inbound;

import io.callyard.proofs.CarrierServer;
import io.callyard.proofs.ChildJvm;
import io.callyard.proofs.Fleet;
import io.callyard.proofs.Peer.Said;
import io.callyard.proofs.Stores;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Nodes on one database that hear at the same moment what contradicts each other: two accepts of one offer, the accept
 * and the hang-up, the accept and the log-out. And some die over it. Then nothing goes wrong any more, everybody goes,
 * and the logs are held against each other.
 */
final class InboundContention {
    private static final Duration TIME_TO_START = Duration.ofMinutes(1);
    private static final Duration TIME_TO_GO = Duration.ofMinutes(2);

    private final Plan plan;
    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    /**
     * What is to be done.
     *
     * @param url where the callers are kept
     * @param nodes how many processes there are at a time
     * @param callers how many call, at least
     * @param kills how many nodes die over an offer
     * @param most how many are on the line at once
     */
    record Plan(String url, int nodes, int callers, int kills, int most, long seed) {
        /** For the whole of it, on a machine that others use too. */
        Duration longest() {
            return Duration.ofMinutes(3).plusMillis(100L * callers).plusSeconds(10L * kills);
        }
    }

    private InboundContention(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    static Finding run(Plan plan, Path folder) throws Exception {
        return new InboundContention(plan, folder).run();
    }

    private Finding run() throws Exception {
        SplittableRandom random = new SplittableRandom(plan.seed());
        BlockingQueue<Said> lines = new LinkedBlockingQueue<>();
        try (Stores.Opened opened = Stores.open(plan.url(), 2);
                CarrierServer callbacks = new CarrierServer(plan.seed(), folder.resolve("carrier.log"))) {
            // What a carrier does wrong with calls that it makes is another proof's matter.
            callbacks.calmDown();
            Fleet fleet = new Fleet(
                    name -> ChildJvm.start(name, folder, lines, FloorProcess.class, plan.url(), name, callbacks.port()),
                    random.split());
            World world = new World(plan, fleet, lines, random.split());
            long begin = System.nanoTime();
            try {
                play(world, fleet, opened.store());
            } catch (Exception | Error e) {
                fleet.abandon();
                throw e;
            }
            fleet.close();
            return judge(world, fleet, opened.store(), (System.nanoTime() - begin) / 1_000_000);
        }
    }

    private void play(World world, Fleet fleet, Store store) throws InterruptedException {
        for (int i = 0; i < plan.nodes(); i++) {
            fleet.startOne();
        }
        require(world.goOnUntil(fleet::areAllReady, TIME_TO_START), "not all nodes work", fleet);
        require(world.day(plan.longest()), "not everybody came", fleet);
        world.calmDown();
        boolean haveGone =
                world.goOnUntil(() -> fleet.areAllReady() && world.nodes().haveKeptAll() && isQuiet(store), TIME_TO_GO);
        if (!haveGone) {
            problems.add("not everybody had gone within " + TIME_TO_GO + "; not kept: "
                    + world.nodes().waiting());
        }
    }

    private void require(boolean so, String otherwise, Fleet fleet) {
        if (!so) {
            throw new AssertionError(otherwise + "\n" + fleet.problems() + "\n" + fleet.complaints());
        }
    }

    private static boolean isQuiet(Store store) {
        return CallCentre.TENANTS.stream()
                .allMatch(tenant -> store.viewFloor(tenant, InboundContention::isQuiet)
                        && store.liveCalls(tenant).isEmpty()
                        && store.counts(tenant).queued() == 0);
    }

    /** Nobody waits, nobody talks, and all agents are ready for more. */
    private static boolean isQuiet(FloorView floor) {
        return CallCentre.QUEUES.stream().allMatch(queue -> floor.lineLength(queue) == 0)
                && floor.callbacks(1).isEmpty()
                && floor.openOffers().isEmpty()
                && floor.agents().stream()
                        .allMatch(agent -> agent.engagements().isEmpty() && agent.isReadyAt(floor.now()));
    }

    private Finding judge(World world, Fleet fleet, Store store, long millis) {
        FloorVerdict verdict = new FloorVerdict(store, world.races());
        CallCentre.TENANTS.forEach(verdict::judge);
        verdict.judgeAll(world.callers().kept());
        problems.addAll(fleet.problems());
        problems.addAll(world.nodes().problems());
        problems.addAll(world.races().problems());
        problems.addAll(verdict.problems());
        return new Finding(
                problems,
                world.callers().arrived(),
                verdict.tally(),
                world.races().count(),
                fleet.kills(),
                millis);
    }
}

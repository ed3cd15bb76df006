package io.callyard.proofs.leads;

import io.callyard.proofs.CarrierServer;
import io.callyard.proofs.ChildJvm;
import io.callyard.proofs.Fleet;
import io.callyard.proofs.Peer;
import io.callyard.proofs.Peer.Said;
import io.callyard.proofs.Stores;
import io.callyard.proofs.leads.Evidence.Promised;
import io.callyard.spi.store.LeadCounts;
import io.callyard.spi.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Nodes on one database that are killed again and again while pages say what they have fetched, and lists of leads come
 * in. Then nothing fails any more, each user's leads are fetched once more, and what the store holds is held against
 * what the carrier did.
 */
final class LeadKillLoop {
    private static final Duration TIME_TO_START = Duration.ofMinutes(1);
    private static final Duration TIME_TO_END = Duration.ofMinutes(2);
    private static final int MOST_LIVE = 4;

    private final Plan plan;
    private final Path folder;
    private final SplittableRandom random;

    /**
     * What is to be done.
     *
     * @param url where the leads are kept
     * @param nodes how many processes there are at a time
     * @param kills how many are killed in all
     * @param leads how many each user has in the end
     */
    record Plan(String url, int nodes, int kills, int leads, long seed) {}

    private LeadKillLoop(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
        random = new SplittableRandom(plan.seed());
    }

    static Finding run(Plan plan, Path folder) throws Exception {
        return new LeadKillLoop(plan, folder).run();
    }

    private Finding run() throws Exception {
        Path log = folder.resolve("carrier.log");
        BlockingQueue<Said> lines = new LinkedBlockingQueue<>();
        try (Stores.Opened opened = Stores.open(plan.url(), 2);
                CarrierServer carrier = new CarrierServer(plan.seed(), log)) {
            Fleet fleet = new Fleet(
                    name -> ChildJvm.start(
                            name, folder, lines, LeadNodeProcess.class, plan.url(), name, carrier.port()),
                    random.split());
            Messages messages = new Messages(fleet);
            Tabs tabs = new Tabs(fleet, messages, () -> length(fleet.kills()), random.split());
            long begin = System.nanoTime();
            try {
                play(fleet, messages, tabs, new Ear(lines, fleet, messages), carrier, opened.store());
            } catch (Exception | Error e) {
                fleet.abandon();
                throw e;
            }
            fleet.close();
            LeadVerdict verdict = LeadVerdict.of(evidence(opened.store(), log, tabs));
            List<String> problems = new ArrayList<>(messages.problems());
            problems.addAll(tabs.problems());
            problems.addAll(verdict.problems());
            long millis = (System.nanoTime() - begin) / 1_000_000;
            return new Finding(problems, verdict, fleet.kills(), messages.cut(), tabs.figures(), millis);
        }
    }

    private Evidence evidence(Store store, Path log, Tabs tabs) {
        List<Promised> promised = Owner.ALL.stream()
                .flatMap(owner -> IntStream.range(0, plan.leads())
                        .mapToObj(row -> new Promised(owner.tenant(), owner.contact(row))))
                .toList();
        List<Books> books = Owner.ALL_TENANTS.stream()
                .map(tenant -> Books.of(store, tenant))
                .toList();
        return new Evidence(promised, books, Dial.readAll(log), tabs.told());
    }

    private void play(Fleet fleet, Messages messages, Tabs tabs, Ear ear, CarrierServer carrier, Store store)
            throws InterruptedException {
        for (int i = 0; i < plan.nodes(); i++) {
            fleet.startOne();
        }
        ear.require(fleet::areAllReady, TIME_TO_START, "all nodes work");
        messages.tell("limit", Integer.toString(MOST_LIVE), answer -> {});
        ear.require(messages::areAnswered, TIME_TO_START, "the limits are set");
        turmoil(fleet, messages, tabs, ear, new Killer(fleet, messages, ear, store, random.split()));
        carrier.calmDown();
        ear.require(() -> fleet.areAllReady() && messages.areAnswered(), TIME_TO_START, "every page has its answer");
        comeToAnEnd(fleet.anyReady().orElseThrow(), messages, tabs, ear, store);
    }

    /** How many rows each user's list has by now: they grow with each kill. */
    private int length(int kills) {
        return plan.leads() * Math.min(kills + 1, plan.kills()) / plan.kills();
    }

    private void turmoil(Fleet fleet, Messages messages, Tabs tabs, Ear ear, Killer killer)
            throws InterruptedException {
        long nextKill = System.nanoTime();
        while (fleet.kills() < plan.kills()) {
            ear.hear(Duration.ofMillis(random.nextInt(5, 30)));
            messages.sayAgain();
            // One always goes on.
            if (!fleet.ready().isEmpty()) {
                tabs.goOn();
            }
            if (fleet.ready().size() > 1 && System.nanoTime() >= nextKill) {
                killer.killOne(tabs);
                nextKill = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(200, 1_000));
            }
        }
    }

    private void comeToAnEnd(Peer node, Messages messages, Tabs tabs, Ear ear, Store store)
            throws InterruptedException {
        Owner.ALL.forEach(owner -> tabs.bringIn(node, owner, 0, () -> {}));
        ear.require(messages::areAnswered, TIME_TO_END, "all lists are in");
        Owner.ALL.forEach(owner -> tabs.fetchAll(node, owner, () -> {}));
        ear.require(messages::areAnswered, TIME_TO_END, "all leads are fetched");
        ear.require(
                () -> Owner.ALL_TENANTS.stream()
                        .map(tenant -> store.leadCounts(tenant, null))
                        .noneMatch(LeadCounts::isRunOpen),
                TIME_TO_END,
                "every call is over");
    }
}

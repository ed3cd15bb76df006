package io.callyard.proofs.leads;

import io.callyard.model.CallId;
import io.callyard.model.lead.LeadId;
import io.callyard.proofs.Fleet;
import io.callyard.proofs.Peer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Open pages, several of each user's. Each says again and again that it has fetched leads, all that are pending or some
 * by their ids, and now and then brings the user's list in once more. One thread at a time.
 */
final class Tabs {
    private static final int OF_EACH_USER = 3;
    private static final int ON_A_PAGE = 12;
    private static final int KNOWN_BEFORE = 100;

    private final Fleet fleet;
    private final Messages messages;
    private final IntSupplier length;
    private final SplittableRandom random;
    private final List<Tab> tabs = new ArrayList<>();
    private final Set<Told> told = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();
    private long started;
    private int fetches;
    private int imports;

    /**
     * What was said so far.
     *
     * @param fetches how often pages were answered what became of a fetch
     * @param imports how often lists were brought in
     * @param started how many calls pages were told that they have started
     * @param told of how many leads they were told which call they have
     */
    record Figures(int fetches, int imports, long started, int told) {}

    /** A page that one user has open. */
    private static final class Tab {
        final Owner owner;

        @Nullable
        Peer node;

        boolean isWaiting;
        long restsUntil = System.nanoTime();

        Tab(Owner owner) {
            this.owner = owner;
        }
    }

    /**
     * Opens the pages.
     *
     * @param length how many rows the users' lists have by now
     */
    Tabs(Fleet fleet, Messages messages, IntSupplier length, SplittableRandom random) {
        this.fleet = fleet;
        this.messages = messages;
        this.length = length;
        this.random = random;
        for (Owner owner : Owner.ALL) {
            for (int i = 0; i < OF_EACH_USER; i++) {
                tabs.add(new Tab(owner));
            }
        }
    }

    /** Lets those say something that have not done so for a while. */
    void goOn() {
        for (Tab tab : tabs) {
            if (!tab.isWaiting && tab.restsUntil - System.nanoTime() <= 0) {
                say(tab);
            }
        }
    }

    private void say(Tab tab) {
        Peer node = tab.node;
        if (node == null || !fleet.ready().contains(node) || random.nextInt(8) == 0) {
            node = fleet.anyReady().orElseThrow();
            tab.node = node;
        }
        tab.isWaiting = true;
        Runnable done = () -> {
            tab.isWaiting = false;
            tab.restsUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(50, 400));
        };
        switch (random.nextInt(10)) {
            case 0, 1 -> bringIn(node, tab.owner, Math.max(0, length.getAsInt() - KNOWN_BEFORE), done);
            case 2, 3, 4, 5 -> fetch(node, tab.owner, "", done);
            default -> fetch(node, tab.owner, someIds(tab.owner), done);
        }
    }

    /** Some of the newest and some that nobody has brought in yet, and perhaps one that is not the user's. */
    private String someIds(Owner owner) {
        int from = Math.max(0, length.getAsInt() - random.nextInt(2 * ON_A_PAGE));
        String ids = IntStream.range(from, from + ON_A_PAGE)
                .mapToObj(row -> " " + owner.lead(row))
                .collect(Collectors.joining());
        return random.nextInt(4) == 0 ? ids + " " + owner.neighbour().lead(from) : ids;
    }

    /** Brings the newest part of a list in, from a row on. */
    void bringIn(Peer node, Owner owner, int from, Runnable done) {
        String rows = from + " " + length.getAsInt();
        messages.tell(node, "import", owner + " " + rows, answer -> {
            imports++;
            if (!answer[0].equals("0")) {
                problems.add(answer[0] + " of the rows " + rows + " of " + owner + " were not taken");
            }
            done.run();
        });
    }

    /** Says that a page has fetched all of a user's that are pending. */
    void fetchAll(Peer node, Owner owner, Runnable done) {
        fetch(node, owner, "", done);
    }

    private void fetch(Peer node, Owner owner, String ids, Runnable done) {
        messages.tell(node, "fetched", owner + ids, answer -> {
            fetches++;
            started += Long.parseLong(answer[0]);
            for (int i = 2; i < answer.length; i++) {
                String[] word = answer[i].split("=", -1);
                told.add(new Told(owner.tenant(), new LeadId(word[0]), CallId.parse(word[1])));
            }
            done.run();
        });
    }

    /** Returns which calls pages were told of. */
    Set<Told> told() {
        return told;
    }

    Figures figures() {
        return new Figures(fetches, imports, started, told.size());
    }

    List<String> problems() {
        return problems;
    }
}

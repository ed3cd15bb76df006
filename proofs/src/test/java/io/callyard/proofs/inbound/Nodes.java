package io.callyard.proofs.inbound;

import io.callyard.proofs.Fleet;
import io.callyard.proofs.Peer;
import io.callyard.proofs.Peer.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The nodes, as carriers and people know them: one that is told something keeps it. What a node has not kept when it
 * fails or dies is told to another, as carriers do with their reports. One thread at a time.
 */
final class Nodes {
    private static final int RETRY_MILLIS = 100;

    private final Fleet fleet;
    private final Agenda agenda;
    private final SplittableRandom random;
    private final Map<String, Report> open = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long reports;

    /**
     * What a node answered.
     *
     * @param text in its words
     * @param isFirst whether it was told once only: else somebody may have kept it before, and died
     */
    record Kept(String text, boolean isFirst) {
        boolean isYes() {
            return text.equals("true");
        }
    }

    private record Report(Peer to, String verb, String what, int told, Consumer<Kept> then) {}

    Nodes(Fleet fleet, Agenda agenda, SplittableRandom random) {
        this.fleet = fleet;
        this.agenda = agenda;
        this.random = random;
    }

    Fleet fleet() {
        return fleet;
    }

    /** Tells any node. */
    void tell(String verb, String what) {
        tell(verb, what, kept -> {});
    }

    /** Tells any node, and goes on when it is kept. */
    void tell(String verb, String what, Consumer<Kept> then) {
        tell(fleet.anyReady().orElseThrow(), verb, what, then);
    }

    /** Tells this node. */
    void tell(Peer node, String verb, String what, Consumer<Kept> then) {
        send(Long.toString(++reports), new Report(node, verb, what, 1, then));
    }

    private void send(String number, Report report) {
        open.put(number, report);
        report.to().send((report.verb() + " " + number + " " + report.what()).trim());
    }

    private void tellAgain(String number, Report report) {
        Peer other = fleet.anyReady().orElseThrow();
        send(number, new Report(other, report.verb(), report.what(), report.told() + 1, report.then()));
    }

    /** Returns two nodes, to be told two things at once. */
    List<Peer> two() {
        List<Peer> ready = new ArrayList<>(fleet.ready());
        Peer one = ready.remove(random.nextInt(ready.size()));
        return List.of(one, ready.get(random.nextInt(ready.size())));
    }

    /** Kills a node, if it is still there. */
    boolean kill(Peer node) {
        boolean isThere = fleet.ready().contains(node);
        if (isThere) {
            fleet.kill(node);
            lost(node);
        }
        return isThere;
    }

    private void lost(Peer node) {
        new LinkedHashMap<>(open).forEach((number, report) -> {
            if (report.to().equals(node)) {
                tellAgain(number, report);
            }
        });
    }

    /** Takes a line that is about nodes and reports; returns whether it was one. */
    boolean hears(Said said) {
        String[] word = said.line().split(" ", 3);
        if (said.isEnd()) {
            fleet.hasEnded(said.by());
            lost(said.by());
        } else if (word[0].equals("READY")) {
            fleet.isReady(said.by());
        } else if (word[0].equals("KEPT")) {
            Report report = open.remove(word[1]);
            if (report != null) {
                report.then().accept(new Kept(word[2], report.told() == 1));
            }
        } else if (word[0].equals("FAILED")) {
            failed(word[1], said.by(), word[2]);
        } else {
            return false;
        }
        return true;
    }

    private void failed(String number, Peer by, String why) {
        if (!why.contains("StoreUnavailableException")) {
            problems.add(by.name() + ": " + describe(open.get(number)) + ": " + why);
        }
        agenda.in(RETRY_MILLIS, () -> {
            Report report = open.get(number);
            if (report != null && report.to().equals(by) && problems.isEmpty()) {
                tellAgain(number, report);
            }
        });
    }

    private static String describe(@Nullable Report report) {
        return report == null ? "?" : report.verb() + " " + report.what();
    }

    boolean haveKeptAll() {
        return open.isEmpty();
    }

    List<String> problems() {
        return problems;
    }

    int waiting() {
        return open.size();
    }
}

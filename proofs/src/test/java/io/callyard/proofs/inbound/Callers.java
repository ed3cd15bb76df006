package io.callyard.proofs.inbound;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.QueueId;
import io.callyard.proofs.Peer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Those who call, and their lines as the carrier knows them. One thread at a time. */
final class Callers {
    private static final String NOBODY = "";

    /** Longer than anything should take, so that a hang-up does not hide who was forgotten. */
    private static final int MOST_PATIENT = 30_000;

    private final Nodes nodes;
    private final Agenda agenda;
    private final SplittableRandom random;

    /** With the offer by which somebody talks on it. */
    private final Map<String, String> open = new LinkedHashMap<>();

    private final Map<String, String> lineByCaller = new HashMap<>();
    private final Set<String> patient = new HashSet<>();
    private final Set<String> kept = new LinkedHashSet<>();
    private int arrived;

    Callers(Nodes nodes, Agenda agenda, SplittableRandom random) {
        this.nodes = nodes;
        this.agenda = agenda;
        this.random = random;
    }

    /** Somebody calls. Some have little patience, and some rather have themselves called back. */
    void arrive() {
        TenantId tenant = CallCentre.TENANTS.get(random.nextInt(CallCentre.TENANTS.size()));
        QueueId queue = CallCentre.QUEUES.get(random.nextInt(CallCentre.QUEUES.size()));
        String line = "line-" + ++arrived;
        open.put(line, NOBODY);
        nodes.tell("arrive", "%s %s %s +1555%07d".formatted(tenant, queue, line, arrived), caller -> {
            lineByCaller.put(caller.text(), line);
            kept.add(line);
        });
        if (random.nextInt(8) == 0) {
            agenda.in(random.nextInt(20, 400), () -> press(line));
        }
        if (random.nextInt(4) == 0) {
            agenda.in(random.nextInt(200, 4_000), () -> loseHeart(line));
        }
        agenda.in(MOST_PATIENT, () -> hangUp(line));
    }

    /** Somebody is not to hang up before he is served. */
    void stay(String line) {
        patient.add(line);
    }

    private void loseHeart(String line) {
        if (!patient.contains(line)) {
            hangUp(line);
        }
    }

    private void press(String line) {
        if (open.containsKey(line)) {
            nodes.tell("press", line);
        }
    }

    private void hangUp(String line) {
        if (open.remove(line) != null) {
            nodes.tell("lineover", line);
        }
    }

    /** Somebody hangs up, and this node hears it. */
    void hangUp(String line, Peer node, Consumer<Nodes.Kept> then) {
        open.remove(line);
        nodes.tell(node, "lineover", line, then);
    }

    /** Returns a caller's line, as long as it is open. */
    Optional<String> lineOf(String caller) {
        return Optional.ofNullable(lineByCaller.get(caller)).filter(open::containsKey);
    }

    /** Connects a line, if it is open, or not one of these but that of somebody who is called back. */
    boolean bridge(String line, String offer, String agent) {
        if (!line.startsWith("line-")) {
            return true;
        }
        boolean isOpen = open.replace(line, offer) != null;
        if (isOpen) {
            agenda.in(random.nextInt(60), () -> endTalk(line, offer, agent));
        }
        return isOpen;
    }

    /** Who was connected twice, since a node died, talks to the second. */
    private void endTalk(String line, String offer, String agent) {
        if (!offer.equals(open.get(line))) {
            return;
        }
        if (random.nextBoolean()) {
            hangUp(line);
        } else {
            nodes.tell("talkover", offer + " " + agent);
        }
    }

    void release(String line) {
        open.remove(line);
    }

    int arrived() {
        return arrived;
    }

    int onTheLine() {
        return open.size();
    }

    /** Returns the lines of those of whom a node has said that it let them in. */
    Set<String> kept() {
        return new HashSet<>(kept);
    }
}

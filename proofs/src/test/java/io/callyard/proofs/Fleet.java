package io.callyard.proofs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The nodes of a run: who is there, who was killed or frozen, and when. One thread at a time. */
public final class Fleet {
    /** So many that end by themselves, and no more are started: perhaps none can be. */
    private static final int MOST_PROBLEMS = 10;

    private final Function<String, Peer> starter;
    private final SplittableRandom random;
    private final Map<Peer, Standing> peers = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Watch watch = new Watch();
    private final List<String> problems = new ArrayList<>();
    private int started;
    private int kills;
    private @Nullable Frozen frozen;
    private boolean closing;

    private enum Standing {
        STARTING,
        READY,
        FROZEN
    }

    private record Frozen(Peer peer, Instant at, long untilNanos) {}

    /** A fleet without nodes, which are made by {@code starter} with a name. */
    public Fleet(Function<String, Peer> starter, SplittableRandom random) {
        this.starter = starter;
        this.random = random;
    }

    public void startOne() {
        peers.put(starter.apply("node-" + ++started), Standing.STARTING);
    }

    /** Notes that a node works. */
    public void isReady(Peer peer) {
        peers.replace(peer, Standing.READY);
        noteWatch();
    }

    /** Notes that a node is gone; one that was not killed should not be. */
    public void hasEnded(Peer peer) {
        if (peers.remove(peer) != null && !closing) {
            noteWatch();
            problems.add(peer.name() + " ended by itself: " + peer.complaints());
            if (problems.size() < MOST_PROBLEMS) {
                startOne();
            }
        }
    }

    public List<Peer> ready() {
        return peers.entrySet().stream()
                .filter(each -> each.getValue() == Standing.READY)
                .map(Map.Entry::getKey)
                .toList();
    }

    public Optional<Peer> anyReady() {
        List<Peer> ready = ready();
        return ready.isEmpty() ? Optional.empty() : Optional.of(ready.get(random.nextInt(ready.size())));
    }

    public boolean areAllReady() {
        return ready().size() == peers.size();
    }

    /** Kills a node that works and starts another in its place. */
    Peer killOne() {
        Peer victim = anyReady().orElseThrow();
        kill(victim);
        return victim;
    }

    /** Kills a node and starts another in its place. */
    public void kill(Peer victim) {
        peers.remove(victim);
        victim.kill();
        Instant at = Instant.now();
        kills++;
        failures.add(new Failure(victim.name(), at, null));
        noteWatch();
        startOne();
    }

    /** Freezes a node that works; {@link #thawIfDue} lets it go on. */
    void freezeOne(Duration howLong) {
        Peer victim = anyReady().orElseThrow();
        peers.replace(victim, Standing.FROZEN);
        victim.freeze();
        frozen = new Frozen(victim, Instant.now(), System.nanoTime() + howLong.toNanos());
        noteWatch();
    }

    boolean hasFrozen() {
        return frozen != null;
    }

    void thawIfDue() {
        if (frozen != null && frozen.untilNanos() <= System.nanoTime()) {
            thaw(frozen);
        }
    }

    void thawAll() {
        if (frozen != null) {
            thaw(frozen);
        }
    }

    private void thaw(Frozen cold) {
        failures.add(new Failure(cold.peer().name(), cold.at(), Instant.now()));
        cold.peer().thaw();
        peers.replace(cold.peer(), Standing.READY);
        frozen = null;
        noteWatch();
    }

    private void noteWatch() {
        watch.kept(Instant.now(), !ready().isEmpty());
    }

    /** Ends all nodes in order. */
    public void close() {
        closing = true;
        thawAll();
        peers.keySet().forEach(Peer::close);
    }

    /** Ends all nodes at once. */
    public void abandon() {
        closing = true;
        peers.keySet().forEach(Peer::kill);
    }

    public int kills() {
        return kills;
    }

    List<Failure> failures() {
        return failures;
    }

    Watch watch() {
        return watch;
    }

    public List<String> problems() {
        return problems;
    }

    /** Returns what each node last complained of. */
    public String complaints() {
        StringBuilder text = new StringBuilder();
        peers.keySet()
                .forEach(peer -> text.append(peer.name())
                        .append(": ")
                        .append(peer.complaints())
                        .append('\n'));
        return text.toString();
    }
}

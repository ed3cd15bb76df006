package io.callyard.proofs.inbound;

import io.callyard.proofs.Fleet;
import io.callyard.proofs.Peer.Said;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** All that is outside the nodes: lines, telephones and people. One thread plays it. */
final class World {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final BlockingQueue<Said> lines;
    private final Agenda agenda = new Agenda();
    private final Races races = new Races();
    private final Nodes nodes;
    private final Callers callers;
    private final Staff staff;
    private final Kills kills;
    private final Scenes scenes;
    private final SplittableRandom random;
    private final Fleet fleet;
    private final InboundContention.Plan plan;

    World(InboundContention.Plan plan, Fleet fleet, BlockingQueue<Said> lines, SplittableRandom random) {
        this.plan = plan;
        this.fleet = fleet;
        this.lines = lines;
        this.random = random;
        nodes = new Nodes(fleet, agenda, random.split());
        callers = new Callers(nodes, agenda, random.split());
        staff = new Staff(nodes, agenda, random.split());
        kills = new Kills(nodes, races, agenda, this::isTimeToKill);
        scenes = new Scenes(nodes, callers, staff, races, agenda, random.split(), kills);
    }

    /** Spread over the day, and one at a time: of four nodes three always work. */
    private boolean isTimeToKill() {
        return fleet.areAllReady()
                && fleet.kills() < plan.kills()
                && fleet.kills() * plan.callers() < callers.arrived() * plan.kills();
    }

    /** Goes on until something is so, or for the longest time; returns whether it is so. */
    boolean goOnUntil(BooleanSupplier condition, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long look = System.nanoTime();
        while (System.nanoTime() < end) {
            if (look <= System.nanoTime()) {
                if (condition.getAsBoolean()) {
                    return true;
                }
                look = System.nanoTime() + LOOK_NANOS;
            }
            agenda.runDue();
            Said said = lines.poll(agenda.idleNanos(LOOK_NANOS), TimeUnit.NANOSECONDS);
            if (said != null && !nodes.hears(said)) {
                hear(said);
            }
        }
        return condition.getAsBoolean();
    }

    private void hear(Said said) {
        String[] word = said.line().split(" ", -1);
        switch (word[0]) {
            case "RINGS" -> scenes.rings(said.by(), word[1], word[2], word[3], word[4]);
            case "BRIDGES" -> {
                if (kills.isDoomed(word[3])) {
                    kills.kill(said.by(), word[3]);
                } else {
                    boolean done = callers.bridge(word[2], word[3], word[4]);
                    said.by().send("bridged " + word[1] + (done ? " yes" : " no"));
                }
            }
            case "RELEASES" -> callers.release(word[1]);
            default -> throw new AssertionError(said.by().name() + " said " + said.line());
        }
    }

    /** People come to work and callers call, until there were enough of all. */
    boolean day(Duration longest) throws InterruptedException {
        nodes.tell("open", "");
        if (!goOnUntil(nodes::haveKeptAll, longest)) {
            return false;
        }
        staff.begin();
        nextCaller();
        return goOnUntil(this::isDayOver, longest);
    }

    private boolean isDayOver() {
        return callers.arrived() >= plan.callers() && fleet.kills() >= plan.kills();
    }

    /** Not more than the agents can take, and fewer while nodes have to be killed that are not there yet. */
    private void nextCaller() {
        if (isDayOver()) {
            return;
        }
        boolean isEarly = callers.arrived() * plan.kills() > (fleet.kills() + 2) * plan.callers();
        if (callers.onTheLine() < plan.most() && nodes.waiting() < plan.most()) {
            callers.arrive();
        }
        agenda.in(isEarly ? 100 : random.nextInt(30), this::nextCaller);
    }

    /** Nothing goes wrong any more. */
    void calmDown() {
        scenes.calmDown();
    }

    Nodes nodes() {
        return nodes;
    }

    Callers callers() {
        return callers;
    }

    Races races() {
        return races;
    }
}

package io.callyard.proofs.inbound;

import io.callyard.proofs.Peer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What people do with each offer, from the first ringing to the connection. One thread at a time. */
final class Scenes {
    /** Until all who are asked at once are. */
    private static final int UNTIL_ALL_RING = 3;

    private final Nodes nodes;
    private final Callers callers;
    private final Staff staff;
    private final Races races;
    private final Agenda agenda;
    private final SplittableRandom random;
    private final Kills kills;
    private final Map<String, Scene> scenes = new HashMap<>();
    private boolean calm;

    /**
     * An offer.
     *
     * @param agents who is rung
     * @param by the node that lets them ring
     */
    private record Scene(String tenant, String offer, String caller, List<String> agents, Peer by) {
        String first() {
            return agents.get(0);
        }

        String last() {
            return agents.get(agents.size() - 1);
        }
    }

    Scenes(
            Nodes nodes,
            Callers callers,
            Staff staff,
            Races races,
            Agenda agenda,
            SplittableRandom random,
            Kills kills) {
        this.nodes = nodes;
        this.callers = callers;
        this.staff = staff;
        this.races = races;
        this.agenda = agenda;
        this.random = random;
        this.kills = kills;
    }

    /** From now on whoever is rung takes it. */
    void calmDown() {
        calm = true;
    }

    /** A telephone rings. */
    void rings(Peer by, String tenant, String offer, String caller, String agent) {
        Scene scene = scenes.get(offer);
        if (scene == null) {
            Scene begun = new Scene(tenant, offer, caller, new ArrayList<>(List.of(agent)), by);
            scenes.put(offer, begun);
            agenda.in(UNTIL_ALL_RING, () -> play(begun));
        } else {
            scene.agents().add(agent);
        }
    }

    private void play(Scene scene) {
        Optional<String> line = callers.lineOf(scene.caller());
        switch (choose(scene, line.isPresent())) {
            case TAKE -> take(scene, nodes.two().get(0), scene.first(), yes -> {});
            case TAKE_TWICE -> takeTwice(scene);
            case HANG_UP_AND_TAKE -> {
                Both both = new Both((take, hangUp) -> races.hungUpWhileTaken(take));
                atOnce(
                        node -> take(scene, node, scene.first(), both.first()),
                        node -> callers.hangUp(line.orElseThrow(), node, both.second()));
            }
            case LOG_OUT -> logOut(scene, nodes.two().get(0), done -> {});
            case LOG_OUT_AND_TAKE -> {
                Both both = new Both((take, logOut) -> races.loggedOutWhileTaken(take));
                atOnce(
                        node -> take(scene, node, scene.first(), both.first()),
                        node -> logOut(scene, node, both.second()));
            }
            case DECLINE -> nodes.tell("decline", scene.tenant() + " " + scene.offer() + " " + scene.first());
            case MISS -> {}
            case KILL_AT_RING -> {
                callers.stay(line.orElseThrow());
                kills.kill(scene.by(), scene.offer());
                if (random.nextBoolean()) {
                    take(scene, nodes.two().get(0), scene.first(), yes -> {});
                }
            }
            case KILL_AT_TAKE -> {
                callers.stay(line.orElseThrow());
                Peer node = nodes.two().get(0);
                take(scene, node, scene.first(), yes -> {});
                kills.kill(node, scene.offer());
            }
            case KILL_AT_BRIDGE -> {
                callers.stay(line.orElseThrow());
                kills.doom(scene.offer());
                take(scene, nodes.two().get(0), scene.first(), yes -> {});
            }
        }
    }

    private Play choose(Scene scene, boolean isOnTheLine) {
        if (calm) {
            return Play.TAKE;
        }
        Optional<Play> kill = isOnTheLine ? kills.due() : Optional.empty();
        if (kill.isPresent()) {
            return kill.get();
        }
        // It is not often that several are free at once.
        boolean mayBeTwo = scene.agents().size() > 1 && random.nextBoolean();
        Play play = mayBeTwo ? Play.TAKE_TWICE : Play.draw(random);
        return play == Play.HANG_UP_AND_TAKE && !isOnTheLine ? Play.TAKE : play;
    }

    private void takeTwice(Scene scene) {
        Both both = new Both(
                (first, second) -> races.tookTwice(first, second, !scene.first().equals(scene.last())));
        List<Peer> two = nodes.two();
        take(scene, two.get(0), scene.first(), both.first());
        take(scene, two.get(1), scene.last(), both.second());
    }

    /** Tells two nodes two things, one right after the other, now in this order and now in that. */
    private void atOnce(Consumer<Peer> one, Consumer<Peer> other) {
        List<Peer> two = nodes.two();
        if (random.nextBoolean()) {
            one.accept(two.get(0));
            other.accept(two.get(1));
        } else {
            other.accept(two.get(1));
            one.accept(two.get(0));
        }
    }

    private void take(Scene scene, Peer node, String agent, Consumer<Nodes.Kept> then) {
        nodes.tell(node, "take", scene.tenant() + " " + scene.offer() + " " + agent, kept -> {
            races.took(scene.offer(), agent, kept);
            then.accept(kept);
        });
    }

    private void logOut(Scene scene, Peer node, Consumer<Nodes.Kept> then) {
        staff.logOut(scene.tenant() + " " + scene.first(), node, then);
    }
}

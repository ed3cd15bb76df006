package io.callyard.proofs.leads;

import io.callyard.proofs.Fleet;
import io.callyard.proofs.Peer;
import io.callyard.proofs.Peer.Said;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What pages say to nodes. What a node has not answered when it fails or dies is said to another, as a page does that
 * connects again. One thread at a time.
 */
final class Messages {
    private final Fleet fleet;
    private final Map<String, Message> open = new LinkedHashMap<>();
    private final Deque<Message> again = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();
    private long numbers;
    private int cut;

    private record Message(Peer to, String verb, String what, Consumer<String[]> then) {}

    Messages(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Says something to any node. */
    void tell(String verb, String what, Consumer<String[]> then) {
        tell(fleet.anyReady().orElseThrow(), verb, what, then);
    }

    /**
     * Says something to a node.
     *
     * @param then takes the answer, once there is one, be it another node's
     */
    void tell(Peer node, String verb, String what, Consumer<String[]> then) {
        send(new Message(node, verb, what, then));
    }

    private void send(Message message) {
        String number = Long.toString(++numbers);
        open.put(number, message);
        message.to().send(message.verb() + " " + number + " " + message.what());
    }

    /** Says again what was not answered, if somebody is there. */
    void sayAgain() {
        for (int left = again.size(); left > 0; left--) {
            Optional<Peer> node = fleet.anyReady();
            if (node.isPresent()) {
                Message message = again.remove();
                send(new Message(node.get(), message.verb(), message.what(), message.then()));
            }
        }
    }

    /** Kills a node. */
    void kill(Peer node) {
        fleet.kill(node);
        if (lost(node)) {
            cut++;
        }
    }

    /** Notes that a node is gone; returns whether pages wait for what became of a fetch there. */
    private boolean lost(Peer node) {
        boolean isFetchOpen = false;
        for (Map.Entry<String, Message> each : List.copyOf(open.entrySet())) {
            if (each.getValue().to().equals(node)) {
                isFetchOpen |= each.getValue().verb().equals("fetched");
                again.add(each.getValue());
                open.remove(each.getKey());
            }
        }
        return isFetchOpen;
    }

    /** Takes what a node says. */
    void hear(Said said) {
        String[] word = said.line().split(" ", 3);
        if (said.isEnd()) {
            fleet.hasEnded(said.by());
            lost(said.by());
        } else if (word[0].equals("READY")) {
            fleet.isReady(said.by());
        } else if (word[0].equals("KEPT")) {
            // Of one that is dead the number is no longer known: somebody else was asked meanwhile.
            Optional.ofNullable(open.remove(word[1]))
                    .ifPresent(message -> message.then().accept(word[2].split(" ", -1)));
        } else if (word[0].equals("FAILED")) {
            Optional.ofNullable(open.remove(word[1])).ifPresent(message -> failed(message, word[2]));
        } else {
            throw new AssertionError(said.by().name() + " said " + said.line());
        }
    }

    private void failed(Message message, String why) {
        if (why.contains("StoreUnavailableException")) {
            again.add(message);
        } else {
            problems.add(message.to().name() + ": " + message.verb() + " " + message.what() + ": " + why);
        }
    }

    boolean areAnswered() {
        return open.isEmpty() && again.isEmpty();
    }

    /** Returns how many nodes were killed while a page waited for what became of a fetch there. */
    int cut() {
        return cut;
    }

    List<String> problems() {
        return problems;
    }
}

package io.callyard.proofs;

import java.io.IOException;

/**
 * An engine in a process of its own, to be killed.
 *
 * <p>Arguments: URL of the database, name, port of the carrier, connections in its pool. It obeys the
 * lines of its input as {@link Node} does, each on a thread of its own, and ends in order when the
 * input ends.
 */
final class NodeProcess {
    private NodeProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (Node node = new Node(
                args[0],
                args[1],
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                line -> System.out.println(line))) {
            node.start();
            InputLines.obeyAll(node::obey);
        }
    }
}

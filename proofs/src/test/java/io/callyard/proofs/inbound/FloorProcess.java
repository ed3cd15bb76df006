package io.callyard.proofs.inbound;

import io.callyard.proofs.InputLines;
import java.io.IOException;

/**
 * An engine in a process of its own, to be killed. Arguments: URL of the database, name, port of the carrier that
 * makes calls. It obeys the lines of its input as {@link FloorNode} does, and ends in order when the input ends.
 */
final class FloorProcess {
    private FloorProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (FloorNode node =
                new FloorNode(args[0], args[1], Integer.parseInt(args[2]), line -> System.out.println(line))) {
            node.start();
            InputLines.obeyAll(node::obey);
        }
    }
}

package io.callyard.proofs.leads;

import io.callyard.proofs.InputLines;
import java.io.IOException;

/**
 * An engine in a process of its own, to be killed. Arguments: URL of the database, name, port of the carrier. It obeys
 * the lines of its input as {@link LeadNode} does, and ends in order when the input ends.
 */
final class LeadNodeProcess {
    private LeadNodeProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (LeadNode node =
                new LeadNode(args[0], args[1], Integer.parseInt(args[2]), line -> System.out.println(line))) {
            node.start();
            InputLines.obeyAll(node::obey);
        }
    }
}

package io.callyard.proofs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

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
        ExecutorService hands = Executors.newCachedThreadPool();
        try (Node node = new Node(
                        args[0],
                        args[1],
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]),
                        line -> System.out.println(line));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            node.start();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String order = line;
                hands.execute(() -> node.obey(order));
            }
            hands.shutdown();
            hands.awaitTermination(10, TimeUnit.SECONDS);
        }
    }
}

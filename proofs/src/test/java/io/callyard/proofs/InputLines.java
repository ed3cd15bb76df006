package io.callyard.proofs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a process is told. */
public final class InputLines {
    private InputLines() {}

    /** Obeys each line on a thread of its own, until the input ends and all is done. */
    public static void obeyAll(Consumer<String> obey) throws IOException, InterruptedException {
        ExecutorService hands = Executors.newCachedThreadPool();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String order = line;
            hands.execute(() -> obey.accept(order));
        }
        hands.shutdown();
        hands.awaitTermination(10, TimeUnit.SECONDS);
    }
}

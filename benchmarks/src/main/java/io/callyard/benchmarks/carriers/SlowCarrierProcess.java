package io.callyard.benchmarks.carriers;

import io.callyard.fake.LoopbackServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A {@link PromptCarrier} in a process of its own, which takes its time. Arguments: its name, and how many milliseconds
 * after a request it answers. Says {@code READY} and its address, and runs until it is ended.
 */
final class SlowCarrierProcess {
    private SlowCarrierProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        PromptCarrier carrier = new PromptCarrier(Side.of(args[0]), Duration.ofMillis(Long.parseLong(args[1])));
        try (LoopbackServer server = LoopbackServer.start(carrier)) {
            System.out.println("READY " + server.uri());
            new CountDownLatch(1).await();
        }
    }
}

package io.callyard.benchmarks.carriers;

import io.callyard.SystemScheduler;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Whether a placing that waits for a carrier's answer costs a thread: many calls placed at once through a whole engine
 * in memory, each driver with its own HTTP client, against a carrier in another process that answers after five seconds.
 */
public final class PlacingsInFlight {
    private static final int ANSWER_MILLIS = 5_000;
    private static final int WARM_UP = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private PlacingsInFlight() {}

    /** Takes the number of calls; 1,000 by default. */
    public static void main(String[] args) throws Exception {
        int calls = args.length == 0 ? 1_000 : Integer.parseInt(args[0]);
        System.out.printf(
                Locale.ROOT,
                "%d cores, load %.1f, Java %s, heap at most %,d MB; the carrier answers after %d ms%n%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version(),
                Runtime.getRuntime().maxMemory() / (1024 * 1024),
                ANSWER_MILLIS);
        System.out.println("| driver | in flight | threads before | while they wait | at most | heap for each"
                + " | taken | last answer after |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (String name : List.of("twilio", "telnyx")) {
            measure(Side.of(name), calls);
        }
    }

    private static void measure(Side side, int calls) throws IOException, InterruptedException {
        try (Child carrier = new Child(SlowCarrierProcess.class, side.name(), ANSWER_MILLIS);
                SystemScheduler scheduler = new SystemScheduler();
                InMemoryStore store = new InMemoryStore(scheduler);
                Rig rig = new Rig(side, store, scheduler, URI.create(carrier.await("READY") + side.apiPath()), null)) {
            rig.awaitTaken(rig.place(WARM_UP));
            long heapBefore = usedAfterCollection();
            int threadsBefore = THREADS.getThreadCount();
            THREADS.resetPeakThreadCount();
            long began = System.nanoTime();
            List<Call> placed = rig.place(calls);
            TimeUnit.MILLISECONDS.sleep(ANSWER_MILLIS / 2);
            long inFlight = count(rig, placed, CallState.RESERVED);
            int threads = THREADS.getThreadCount();
            int peak = THREADS.getPeakThreadCount();
            long heap = usedAfterCollection() - heapBefore;
            rig.awaitTaken(placed);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %d | %d | %d | %.1f KB | %,d | %.2f s |%n",
                    side.name(),
                    inFlight,
                    threadsBefore,
                    threads,
                    peak,
                    heap / 1024.0 / calls,
                    count(rig, placed, CallState.DIALING),
                    (System.nanoTime() - began) / 1e9);
        }
    }

    private static long count(Rig rig, List<Call> calls, CallState state) {
        return calls.stream()
                .filter(call -> rig.engine()
                        .calls()
                        .find(call.tenant(), call.id())
                        .filter(now -> now.state() == state)
                        .isPresent())
                .count();
    }

    private static long usedAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

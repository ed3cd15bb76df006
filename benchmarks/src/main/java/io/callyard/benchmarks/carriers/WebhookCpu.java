package io.callyard.benchmarks.carriers;

import io.callyard.SystemScheduler;
import io.callyard.fake.InProcessClient;
import io.callyard.memory.InMemoryStore;
import io.callyard.spi.carrier.WebhookRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What {@link WebhookCost} measures, by the processor time of the thread instead of the clock: each webhook by itself, so
 * that other work on the machine spoils little of it.
 */
public final class WebhookCpu {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private WebhookCpu() {}

    /** Takes the number of webhooks of each kind that are measured, after twice as many to warm up; 5,000 by default. */
    public static void main(String[] args) {
        int measured = args.length == 0 ? 5_000 : Integer.parseInt(args[0]);
        System.out.printf(
                Locale.ROOT,
                "%d cores, load %.1f, Java %s; %,d of each%n%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version(),
                measured);
        System.out.println("| carrier | webhook | p50 CPU | p99 CPU |");
        System.out.println("| --- | --- | --- | --- |");
        for (String name : List.of("twilio", "telnyx")) {
            measure(Side.of(name), measured);
        }
    }

    private static void measure(Side side, int measured) {
        PromptCarrier carrier = new PromptCarrier(side, Duration.ZERO);
        URI api = URI.create("http://127.0.0.1" + side.apiPath());
        try (SystemScheduler scheduler = new SystemScheduler();
                InMemoryStore store = new InMemoryStore(scheduler);
                Rig rig = new Rig(side, store, scheduler, api, InProcessClient.to(carrier, scheduler))) {
            int calls = 3 * measured / side.webhooksPerCall() + 1;
            rig.awaitTaken(rig.place(calls));
            List<TakenCall> taken = carrier.takeAll();
            List<WebhookRequest> authentic = new ArrayList<>();
            for (TakenCall call : taken) {
                for (int number = 0; number < side.webhooksPerCall(); number++) {
                    authentic.add(side.webhook(call, number));
                }
            }
            row(side, "authentic", cpu(rig, authentic, 2), measured);
            row(side, "forged", cpu(rig, Collections.nCopies(3 * measured, side.forged(taken.get(0))), 4), measured);
        }
    }

    /** Returns the processor time of each, in nanoseconds, in the order in which they came. */
    private static long[] cpu(Rig rig, List<WebhookRequest> requests, int hundreds) {
        long[] nanos = new long[requests.size()];
        for (int i = 0; i < nanos.length; i++) {
            WebhookRequest request = requests.get(i);
            long before = THREADS.getCurrentThreadCpuTime();
            int status = rig.webhooks().handle(request).status();
            nanos[i] = THREADS.getCurrentThreadCpuTime() - before;
            if (status / 100 != hundreds) {
                throw new IllegalStateException("a webhook was answered with " + status);
            }
        }
        return nanos;
    }

    private static void row(Side side, String what, long[] nanos, int measured) {
        long[] last = Arrays.copyOfRange(nanos, nanos.length - measured, nanos.length);
        Arrays.sort(last);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.3f ms | %.3f ms |%n",
                side.name(),
                what,
                last[last.length / 2] / 1e6,
                last[(int) (0.99 * (last.length - 1))] / 1e6);
    }
}

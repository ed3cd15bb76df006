package io.callyard.benchmarks.carriers;

import io.callyard.spi.carrier.WebhookRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A carrier that brings authentic webhooks at a steady rate, and others who flood the same server with forged ones,
 * each over a connection of his own, at a rate or as fast as they are refused.
 *
 * <p>Arguments: carrier, port, file with a {@link TakenCall} in each line, webhooks per second, how many of the first do
 * not count, how many flood, and how many forged ones per second they send together (0: as fast as they are refused).
 * Calls go through their lives in groups, one group a step behind the other, so that at any time some begin, some are
 * answered and some end. A webhook's time runs from
 * when it was due, not from when a connection was free for it. Says {@code BEGUN} when those that count begin, and then
 * {@code AUTHENTIC sent kept p50 p99 p99.9 most}, in milliseconds, and {@code FORGED sent refused}.
 */
public final class StormProcess {
    /** Fewer than the server works on at once. */
    private static final int CONNECTIONS = 48;

    /** Calls that take each step of their lives together: so many that no webhook overtakes the one before it. */
    private static final int GROUP = 250;

    private final int port;
    private final String mount;
    private final byte[][] messages;
    private final byte[] forged;
    private final double perSecond;
    private final int warmUp;
    private final int floods;
    private final double forgedPerSecond;
    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger forgedDue = new AtomicInteger();
    private final AtomicInteger forgedSent = new AtomicInteger();
    private final AtomicInteger forgedRefused = new AtomicInteger();
    private volatile boolean isOver;

    private StormProcess(
            Side side,
            int port,
            List<TakenCall> calls,
            double perSecond,
            int warmUp,
            int floods,
            double forgedPerSecond) {
        this.port = port;
        this.perSecond = perSecond;
        this.warmUp = warmUp;
        this.floods = floods;
        this.forgedPerSecond = forgedPerSecond;
        mount = "/webhooks/" + side.name();
        messages = staggered(side, calls);
        forged = message(side.forged(calls.get(0)));
        nanos = new long[messages.length];
    }

    private byte[][] staggered(Side side, List<TakenCall> calls) {
        int groups = (calls.size() + GROUP - 1) / GROUP;
        List<byte[]> all = new ArrayList<>();
        for (int step = 0; step < groups + side.webhooksPerCall() - 1; step++) {
            for (int number = 0; number < side.webhooksPerCall(); number++) {
                int group = step - number;
                if (group >= 0 && group < groups) {
                    for (TakenCall call : calls.subList(group * GROUP, Math.min(calls.size(), (group + 1) * GROUP))) {
                        all.add(message(side.webhook(call, number)));
                    }
                }
            }
        }
        return all.toArray(byte[][]::new);
    }

    private byte[] message(WebhookRequest request) {
        return HttpLine.message(mount, request);
    }

    public static void main(String[] args) throws Exception {
        List<TakenCall> calls = Files.readAllLines(Path.of(args[2])).stream()
                .map(TakenCall::parse)
                .toList();
        new StormProcess(
                        Side.of(args[0]),
                        Integer.parseInt(args[1]),
                        calls,
                        Double.parseDouble(args[3]),
                        Integer.parseInt(args[4]),
                        Integer.parseInt(args[5]),
                        Double.parseDouble(args[6]))
                .run();
    }

    private void run() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS + floods);
        long begin = System.nanoTime();
        List<Future<Void>> senders = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> threads.submit(() -> sendAuthentic(begin)))
                .toList();
        long flood = dueAt(begin, warmUp);
        await(flood);
        System.out.println("BEGUN now");
        List<Future<Void>> flooders = IntStream.range(0, floods)
                .mapToObj(i -> threads.submit(() -> sendForged(flood)))
                .toList();
        for (Future<Void> sender : senders) {
            sender.get();
        }
        isOver = true;
        report();
        for (Future<Void> flooder : flooders) {
            flooder.get();
        }
        System.out.println("FORGED " + forgedSent + " " + forgedRefused);
        threads.shutdown();
    }

    private Void sendAuthentic(long begin) throws IOException {
        try (HttpLine line = new HttpLine(port)) {
            for (int i = next.getAndIncrement(); i < messages.length; i = next.getAndIncrement()) {
                long due = dueAt(begin, i);
                await(due);
                int status = line.send(messages[i]);
                nanos[i] = System.nanoTime() - due;
                if (i >= warmUp && status / 100 == 2) {
                    kept.incrementAndGet();
                }
            }
        }
        return null;
    }

    private Void sendForged(long begin) throws IOException {
        try (HttpLine line = new HttpLine(port)) {
            for (int i = forgedDue.getAndIncrement(); !isOver; i = forgedDue.getAndIncrement()) {
                if (forgedPerSecond > 0) {
                    await(begin + (long) (i * 1e9 / forgedPerSecond));
                }
                int status = line.send(forged);
                forgedSent.incrementAndGet();
                forgedRefused.addAndGet(status == 401 || status == 403 ? 1 : 0);
            }
        }
        return null;
    }

    private long dueAt(long begin, int index) {
        return begin + (long) (index * 1e9 / perSecond);
    }

    private static void await(long instant) {
        for (long left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void report() {
        long[] sorted = Arrays.copyOfRange(nanos, warmUp, nanos.length);
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "AUTHENTIC %d %d %.2f %.2f %.2f %.2f%n",
                sorted.length,
                kept.get(),
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 0.999),
                millis(sorted, 1));
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}

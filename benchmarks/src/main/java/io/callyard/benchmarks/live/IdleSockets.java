package io.callyard.benchmarks.live;

import io.callyard.SystemScheduler;
import io.callyard.benchmarks.database.Header;
import io.callyard.benchmarks.database.Options;
import io.callyard.benchmarks.database.Table;
import io.callyard.memory.InMemoryStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.catalina.startup.Tomcat;

/**
 * What ten thousand sockets cost that follow tenants of whom nothing is heard, and how soon they are all back when they
 * have lost their server: from the first connection to the last {@code resumed}. They come from another process; the
 * first round meets a server that has just been started. Then they are left alone for a while, but for pings and looks
 * at their tokens. In the same way come {@link BareSockets}, which cost what the server alone does.
 *
 * <p>Each process has a file open for each socket. On Linux more than 25,000 sockets come from more than one loopback
 * address, since one has no more ports than that.
 */
public final class IdleSockets {
    /** As many as one tenant may have unless somebody says otherwise. */
    private static final int PER_TENANT = 1_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final String server;
    private final LiveNode node;
    private final BareSockets bare;
    private final Container container;
    private final int sockets;
    private final int together;
    private final int seconds;

    /** Of the server before it has seen a client: what it keeps for the next is part of the price. */
    private final long heapBefore = ProcessFigures.heapHeld();

    private final long directBefore = ProcessFigures.direct();

    private IdleSockets(String server, LiveNode node, BareSockets bare, Container container, Options options) {
        this.server = server;
        this.node = node;
        this.bare = bare;
        this.container = container;
        sockets = sockets(options);
        together = options.number("together", 64, 512);
        seconds = options.number("seconds", 2, 25);
    }

    private static int sockets(Options options) {
        return options.number("sockets", 200, 10_000);
    }

    /**
     * Takes {@code --sockets}, {@code --containers} ({@code jetty}, {@code tomcat}), {@code --rounds} on each server,
     * {@code --together} for how many are on their way in at once, {@code --seconds} to leave them alone, and {@code
     * --tomcat-buffers} for the bytes of each of Tomcat's buffers of a socket.
     */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        ProcessFigures.requireFiles(sockets(options));
        int buffers = options.number("tomcat-buffers", 0, 0);
        if (buffers > 0) {
            TomcatContainer.useBuffersOf(buffers);
        }
        Header.print(IdleSockets.class, options, JettyContainer.VERSION, Tomcat.class);
        Table table = new Table(
                "server",
                "sockets of",
                "round",
                "how many",
                "all served ms",
                "one p50 ms",
                "p99 ms",
                "most ms",
                "heap KB/socket",
                "direct KB/socket",
                "heap MB before",
                "with",
                "threads at most, coming",
                "alone",
                "CPU ms/s, alone",
                "heap MB after");
        for (String name : options.texts("containers", "jetty,tomcat", "jetty,tomcat")) {
            try (SystemScheduler scheduler = new SystemScheduler();
                    InMemoryStore store = new InMemoryStore(scheduler);
                    LiveNode node = new LiveNode(store, scheduler);
                    BareSockets bare = new BareSockets(new Conversation(node).subject(), 1);
                    Container container = Container.start(name, node.endpoint(), bare.endpoint())) {
                IdleSockets idle = new IdleSockets(name, node, bare, container, options);
                for (int round = 1; round <= options.number("rounds", 1, 3); round++) {
                    idle.measure(table, LiveNode.PATH, round);
                    idle.measure(table, BareSockets.PATH, round);
                }
            }
        }
        table.print();
        System.out.println("aims: all served within 5 s; at most 40 KB of heap for each");
    }

    private void measure(Table table, String path, int round) throws IOException {
        THREADS.resetPeakThreadCount();
        List<Object> row = new ArrayList<>(
                List.of(server, path.equals(LiveNode.PATH) ? "Callyard" : "the server alone", round, sockets));
        try (Readers readers = new Readers(container.port(), PER_TENANT, together, path + "=" + sockets)) {
            int threads = THREADS.getPeakThreadCount();
            THREADS.resetPeakThreadCount();
            long cpu = ProcessFigures.cpuNanos();
            Pace.await(System.nanoTime() + seconds * 1_000_000_000L);
            cpu = ProcessFigures.cpuNanos() - cpu;
            int threadsAlone = THREADS.getPeakThreadCount();
            long with = ProcessFigures.heapHeld();
            requireOpen();
            row.add(readers.millis());
            row.add(format(readers.each().median()));
            row.add(format(readers.each().p99()));
            row.add(format(readers.each().most()));
            row.add(format((with - heapBefore) / 1024.0 / sockets));
            row.add(format((ProcessFigures.direct() - directBefore) / 1024.0 / sockets));
            row.add(megabytes(heapBefore));
            row.add(megabytes(with));
            row.addAll(List.of(threads, threadsAlone, format(cpu / 1e6 / seconds)));
        }
        awaitGone();
        row.add(megabytes(ProcessFigures.heapHeld()));
        table.row(row.toArray());
    }

    private int open() {
        return node.sockets().figures().open() + bare.open();
    }

    private void requireOpen() {
        if (open() != sockets) {
            throw new IllegalStateException("only " + open() + " sockets are open");
        }
    }

    private void awaitGone() {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (open() > 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(open() + " sockets are still open");
            }
            Pace.await(System.nanoTime() + 10_000_000);
        }
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String megabytes(long bytes) {
        return format(bytes / (1024.0 * 1024.0));
    }
}

package io.callyard.benchmarks.live;

import io.callyard.SystemScheduler;
import io.callyard.benchmarks.carriers.Child;
import io.callyard.benchmarks.database.Header;
import io.callyard.benchmarks.database.Options;
import io.callyard.benchmarks.database.Table;
import io.callyard.memory.InMemoryStore;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How soon an event is on the screens of a thousand who watch the same tenant: from the carrier's report that something
 * was said, through a whole engine in memory, to the frame that a client has read, in Jetty on the loopback interface.
 * Beside it, in the same rounds, {@link BareSockets} send the same bytes to as many, and Callyard does it again while
 * one in a hundred more sockets never reads. The clients share the machine's cores with the server.
 */
public final class FanOut {
    /** How many sockets are on their way in at once. */
    private static final int TOGETHER = 256;

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final Pace pace;
    private final int warmUp;
    private final int seconds;
    private final int sockets;
    private final LiveNode node;
    private final JettyContainer jetty;
    private final Readers readers;
    private int plays;

    private FanOut(Options options, int sockets, LiveNode node, JettyContainer jetty, Readers readers) {
        pace = new Pace(options.number("rate", 20, 100));
        warmUp = options.number("warm-up", 1, 10);
        seconds = options.number("seconds", 2, 20);
        this.sockets = sockets;
        this.node = node;
        this.jetty = jetty;
        this.readers = readers;
    }

    /**
     * Takes {@code --sockets}, {@code --rate} of events per second, {@code --seconds}, {@code --warm-up} seconds before
     * them, {@code --rounds} of all, {@code --stuck} for how many more never read, {@code --bare-threads}, and {@code
     * --only=callyard}, {@code bare} or {@code stuck} to look at one closely.
     */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        int sockets = options.number("sockets", 50, 1_000);
        int stuck = options.number("stuck", 1, Math.max(1, sockets / 100));
        ProcessFigures.requireFiles(3 * sockets + stuck);
        Header.print(FanOut.class, options, JettyContainer.VERSION);
        try (SystemScheduler scheduler = new SystemScheduler();
                InMemoryStore store = new InMemoryStore(scheduler);
                LiveNode node = new LiveNode(store, scheduler)) {
            Conversation conversation = new Conversation(node);
            int loops = options.number("bare-threads", CORES, CORES);
            try (BareSockets bare = new BareSockets(conversation.subject(), loops);
                    JettyContainer jetty = new JettyContainer(node.endpoint(), bare.endpoint());
                    Readers readers = new Readers(
                            jetty.port(),
                            sockets + stuck,
                            TOGETHER,
                            LiveNode.PATH + "=" + sockets,
                            BareSockets.PATH + "=" + sockets)) {
                new FanOut(options, sockets, node, jetty, readers).compare(options, conversation, bare, stuck);
            }
        }
    }

    private void compare(Options options, Conversation conversation, BareSockets bare, int stuck) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "load:     %d events a second, each of %d bytes to %,d sockets%n",
                pace.perSecond(),
                bare.say(new Stamp(System.nanoTime(), 0, false) + Pace.TEXT),
                sockets);
        FanOutFigures callyard = new FanOutFigures();
        FanOutFigures loop = new FanOutFigures();
        FanOutFigures beside = new FanOutFigures();
        String only = options.text("only", "");
        long closed = 0;
        for (int i = options.number("rounds", 1, 5); i > 0; i--) {
            if (only.isEmpty() || only.equals("callyard")) {
                warmUp(conversation::say);
                round("Callyard", callyard, conversation::say);
            }
            if (only.isEmpty() || only.equals("bare")) {
                warmUp(bare::say);
                round("bare loops", loop, bare::say);
            }
            if (only.isEmpty() || only.equals("stuck")) {
                closed += besideStuck(stuck, beside, conversation::say);
            }
        }
        Table table = new Table(
                "",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "most ms",
                "server us/frame",
                "client us/frame",
                "p99 x",
                "server us x",
                "cores of others",
                "aim of p99");
        callyard.row(table, "Callyard", loop, "50 ms; 1.5 x the bare loops");
        loop.row(table, "bare loops", loop, "");
        beside.row(table, "Callyard, " + stuck + " more never read", callyard, "2 x without them");
        table.print();
        System.out.println("closed because they could not keep up: " + closed);
    }

    /** By itself, so that what a cold server has not sent yet is not in the way of what counts. */
    private void warmUp(Consumer<String> say) throws IOException {
        pace.play(++plays, warmUp, say);
        readers.round(plays);
    }

    private void round(String what, FanOutFigures figures, Consumer<String> say) throws IOException {
        ProcessFigures.busyCores();
        long began = System.nanoTime();
        long cpu = ProcessFigures.cpuNanos();
        long events = pace.play(++plays, seconds, say);
        Readers.Round round = readers.round(plays);
        cpu = ProcessFigures.cpuNanos() - cpu;
        double ours = (cpu + round.cpuMicros() * 1e3) / (System.nanoTime() - began);
        double others = ProcessFigures.busyCores() - ours;
        if (round.delays().count() != events * sockets) {
            throw new IllegalStateException("only " + round.delays().count() + " frames have come");
        }
        figures.add(round, cpu, others);
        System.err.printf(Locale.ROOT, "%s: %s, others kept %.2f cores busy%n", what, round, others);
    }

    /** Returns how many of those that do not read were closed for it. */
    private long besideStuck(int stuck, FanOutFigures figures, Consumer<String> say) throws IOException {
        long before = node.sockets().figures().tooSlow();
        warmUp(say);
        try (Child process =
                new Child(StuckProcess.class, jetty.narrowPort(), LiveNode.PATH, sockets + stuck, sockets, stuck)) {
            process.await("STUCK");
            round("Callyard beside those who do not read", figures, say);
        }
        while (node.sockets().figures().open() > sockets) {
            Pace.await(System.nanoTime() + 10_000_000);
        }
        return node.sockets().figures().tooSlow() - before;
    }
}

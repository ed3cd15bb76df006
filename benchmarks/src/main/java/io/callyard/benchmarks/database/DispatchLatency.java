package io.callyard.benchmarks.database;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * How soon a call goes: from "placed" on the same node and on another one, and from "slot freed"; against
 * the time from keeping a job to its start. One at a time, on an idle machine.
 */
public final class DispatchLatency {
    private DispatchLatency() {}

    /**
     * Takes {@code --samples}, {@code --other-samples} from another node, {@code --queued} for the line
     * behind a freed slot, {@code --peer-samples}, {@code --poll-samples} where a peer finds its work by
     * polling, {@code --peers}, and what {@link Stores} takes.
     */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        int samples = options.number("samples", 100, 3_000);
        int peerSamples = options.number("peer-samples", 30, 1_000);
        int pollSamples = options.number("poll-samples", 2, 40);
        Stores stores = new Stores(options);
        try (Databases databases = Databases.open(options)) {
            Header.print(DispatchLatency.class, options, databases, Peers.libraries());
            Table table = new Table("from, to", "samples", "p50 ms", "p99 ms", "most ms", "aim");
            row(
                    table,
                    "placed, claimed on the same node",
                    Latencies.fromPlaced(stores, databases.create(), samples),
                    "");
            row(
                    table,
                    "slot freed, next claimed on the same node",
                    Latencies.fromFreed(stores, databases.create(), samples, options.number("queued", 100, 10_000)),
                    "p50 1.5, p99 5");
            if (options.text("store", "jdbc").equals("jdbc")) {
                row(
                        table,
                        "placed, claimed on another node",
                        Latencies.fromPlacedElsewhere(
                                stores, databases.create(), options.number("other-samples", 20, 500)),
                        "p99 15");
            }
            for (Supplier<Peer> maker : Peers.of(options)) {
                Peer peer = maker.get();
                Samples same = PeerLatency.sameNode(
                        databases.create(), peer, peer.wakesByPolling() ? pollSamples : peerSamples);
                row(table, peer.name() + ", same node", same, "");
                if (!peer.wakesByPolling()) {
                    Samples other = PeerLatency.otherNode(databases.create(), maker.get(), maker.get(), pollSamples);
                    row(table, peer.name() + ", other node, poll 1 s", other, "");
                }
            }
            table.print();
        }
    }

    private static void row(Table table, String what, Samples samples, String aim) {
        table.row(what, samples.size(), millis(samples, 0.5), millis(samples, 0.99), millis(samples, 1), aim);
    }

    private static String millis(Samples samples, double quantile) {
        return String.format(Locale.ROOT, "%.2f", samples.quantile(quantile));
    }
}

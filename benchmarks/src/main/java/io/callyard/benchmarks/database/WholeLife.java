package io.callyard.benchmarks.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whole lives of calls per second: placed, claimed under exact limits, started, ringing, answered, ended,
 * with six numbered events; against job schedulers that keep a job, run it and forget it.
 */
public final class WholeLife {
    private WholeLife() {}

    /**
     * Takes {@code --threads=1,16}, {@code --tenants=1,100}, {@code --rounds}, {@code --millis}, {@code
     * --warm-up}, {@code --workers}, {@code --peers} and {@code --store}.
     */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        int millis = options.number("millis", 500, 10_000);
        int warmUp = options.number("warm-up", 500, 20_000); // until little is left to compile
        int rounds = options.number("rounds", 1, 3);
        Stores stores = new Stores(options);
        List<Setting> settings = settings(options);
        Map<Setting, Samples> lives = new LinkedHashMap<>();
        Map<Setting, Samples> emptyClaims = new LinkedHashMap<>();
        Map<String, PeerRates> peers = new LinkedHashMap<>();
        try (Databases databases = Databases.open(options)) {
            Header.print(WholeLife.class, options, databases, Peers.libraries());
            for (int round = 0; round < rounds; round++) {
                System.err.println("round " + (round + 1) + " of " + rounds);
                for (Setting setting : settings) {
                    Database database = databases.create();
                    try (StoreLives store = StoreLives.open(stores, database, setting.threads(), setting.tenants())) {
                        store.run(warmUp);
                        double rate = store.run(millis);
                        store.check();
                        lives.computeIfAbsent(setting, any -> new Samples()).add(rate);
                        emptyClaims
                                .computeIfAbsent(setting, any -> new Samples())
                                .add(store.emptyClaims());
                    }
                    databases.drop(database);
                }
                for (Supplier<Peer> maker : Peers.of(options)) {
                    Peer peer = maker.get();
                    peers.computeIfAbsent(peer.name(), any -> new PeerRates())
                            .measure(databases, peer, options.number("enqueuers", 16, 16), jobs(peer, millis));
                }
            }
            print(lives, emptyClaims, peers);
        }
    }

    private static int jobs(Peer peer, int millis) {
        return Math.max(200, (int) (peer.roughRate() * (millis / 1e3)));
    }

    private static List<Setting> settings(Options options) {
        List<Setting> settings = new ArrayList<>();
        for (int tenants : options.numbers("tenants", "1,100", "1,100")) {
            for (int threads : options.numbers("threads", "1,16", "1,16")) {
                settings.add(new Setting(threads, tenants));
            }
        }
        return settings;
    }

    private static void print(
            Map<Setting, Samples> lives, Map<Setting, Samples> emptyClaims, Map<String, PeerRates> peers) {
        Table table = new Table("whole lives", "lives/s", "empty claims");
        lives.forEach((setting, rate) -> table.row(
                setting, rate.spread("%,.0f"), emptyClaims.get(setting).spread("%,.0f")));
        table.print();
        Samples best = lives.values().stream()
                .max((one, other) -> Double.compare(one.median(), other.median()))
                .orElse(new Samples());
        Table others = new Table(
                "no-op jobs",
                "enqueued and run/s",
                "run/s from a full queue",
                "best lives/s ÷ the first",
                "÷ the second");
        peers.forEach((name, rates) -> others.row(
                name,
                rates.enqueuedAndRun().spread("%,.0f"),
                rates.runOnly().spread("%,.0f"),
                best.dividedBy(rates.enqueuedAndRun()).spread("%.2f"),
                best.dividedBy(rates.runOnly()).spread("%.2f")));
        others.print();
        System.out.println("aims: 3,000 lives/s, and more than db-scheduler at 0.5/1.0");
    }

    /** How many threads lead calls through lives, of how many tenants. */
    private record Setting(int threads, int tenants) {
        @Override
        public String toString() {
            return threads
                    + (threads == 1 ? " thread, " : " threads, ")
                    + (tenants == 1 ? "1 tenant" : tenants + " tenants, 10 slots each");
        }
    }
}

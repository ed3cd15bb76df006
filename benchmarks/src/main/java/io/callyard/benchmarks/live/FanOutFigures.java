package io.callyard.benchmarks.live;

import io.callyard.benchmarks.database.Samples;
import io.callyard.benchmarks.database.Table;

/** What a number of rounds of the same came to. One thread at a time. */
final class FanOutFigures {
    private final Samples median = new Samples();
    private final Samples p99 = new Samples();
    private final Samples p999 = new Samples();
    private final Samples most = new Samples();
    private final Samples cpu = new Samples();
    private final Samples clientCpu = new Samples();
    private final Samples cores = new Samples();

    /**
     * Adds a round.
     *
     * @param cpuNanos that the server took for it
     * @param others how many of the machine's cores others had meanwhile: where that is much, it says little
     */
    void add(Readers.Round round, long cpuNanos, double others) {
        Readers.Figures delays = round.delays();
        median.add(delays.median());
        p99.add(delays.p99());
        p999.add(delays.p999());
        most.add(delays.most());
        cpu.add(cpuNanos / 1e3 / delays.count());
        cores.add(others);
        clientCpu.add((double) round.cpuMicros() / delays.count());
    }

    /**
     * Adds a row.
     *
     * @param than what was measured beside it, round by round
     */
    void row(Table table, String what, FanOutFigures than, String aim) {
        table.row(
                what,
                median.spread("%.1f"),
                p99.spread("%.1f"),
                p999.spread("%.1f"),
                most.spread("%.0f"),
                cpu.spread("%.1f"),
                clientCpu.spread("%.1f"),
                than == this ? "" : p99.dividedBy(than.p99).spread("%.2f"),
                than == this ? "" : cpu.dividedBy(than.cpu).spread("%.2f"),
                cores.spread("%.1f"),
                aim);
    }
}

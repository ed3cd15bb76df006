package io.callyard.benchmarks.live;

import io.callyard.benchmarks.carriers.Child;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Clients in another process, as {@link ReadersProcess} tells of them. Closing it ends them. One thread at a time. */
final class Readers implements AutoCloseable {
    private final Child process;
    private final String[] following;

    /**
     * What came in one round.
     *
     * @param delays of its frames
     * @param cpuMicros processor time of the clients
     */
    record Round(Figures delays, long cpuMicros) {}

    /**
     * Many delays.
     *
     * @param count how many
     * @param median in milliseconds, as the others
     */
    record Figures(long count, double median, double p99, double p999, double most) {
        private static Figures of(String[] words, int from) {
            return new Figures(
                    Long.parseLong(words[from]),
                    Double.parseDouble(words[from + 1]),
                    Double.parseDouble(words[from + 2]),
                    Double.parseDouble(words[from + 3]),
                    Double.parseDouble(words[from + 4]));
        }
    }

    /**
     * Returns when the server serves all of them.
     *
     * @param perTenant how many users a tenant has
     * @param together how many may be on their way in at once
     * @param kinds how many of which path, as {@code /ws=1000}
     */
    Readers(int port, int perTenant, int together, String... kinds) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(port, perTenant, together));
        arguments.addAll(List.of(kinds));
        long before = System.nanoTime();
        process = new Child(ReadersProcess.class, arguments.toArray());
        long there = Long.parseLong(process.await("CLOCK"));
        if (there < before || there > System.nanoTime()) {
            process.close();
            throw new IllegalStateException("the clocks of two processes on this machine cannot be compared");
        }
        following = process.await("FOLLOWING").split(" ", -1);
    }

    /** Returns how many milliseconds it took until the server served all. */
    long millis() {
        return Long.parseLong(following[0]);
    }

    /** Returns how long single ones took from the begin of the connection until the server served them. */
    Figures each() {
        return Figures.of(following, 1);
    }

    /** Waits until all have received the last of a round. */
    Round round(int number) throws IOException {
        String[] words = process.await("ROUND").split(" ", -1);
        if (Integer.parseInt(words[0]) != number) {
            throw new IllegalStateException("round " + words[0] + " has ended instead of " + number);
        }
        return new Round(Figures.of(words, 2), Long.parseLong(words[1]));
    }

    @Override
    public void close() {
        process.close();
    }
}

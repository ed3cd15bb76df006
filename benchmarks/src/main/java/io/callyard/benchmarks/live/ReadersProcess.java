package io.callyard.benchmarks.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Clients that read whatever comes, on one thread, in a process of their own.
 *
 * <p>Arguments: port, users per tenant, how many sockets may be on their way in at once, and for each kind of socket
 * {@code path=count}. Says {@code CLOCK} and its own when it begins; {@code FOLLOWING} and how many milliseconds it
 * took when the server serves all, then the {@link Delays#figures} of single ones; and {@code ROUND}, its number, the
 * microseconds of processor time since the last one and the {@link Delays#figures} of the frames when all sockets of a
 * path have received the last of a round. Ends with an error as soon as one socket is closed.
 */
final class ReadersProcess implements ClientSocket.Owner {
    private static final int BUFFER = 256 * 1024;

    private final int port;
    private final int perTenant;
    private final int together;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, Integer> finished = new LinkedHashMap<>();
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] bytes = new byte[BUFFER];
    private Delays delays = new Delays();
    private int begun;
    private int following;
    private long cpuBefore;

    private ReadersProcess(String[] args) throws IOException {
        port = Integer.parseInt(args[0]);
        perTenant = Integer.parseInt(args[1]);
        together = Integer.parseInt(args[2]);
        for (int i = 3; i < args.length; i++) {
            String[] parts = args[i].split("=", -1);
            counts.put(parts[0], Integer.parseInt(parts[1]));
        }
    }

    public static void main(String[] args) throws IOException {
        new ReadersProcess(args).run();
    }

    private void run() throws IOException {
        System.out.println("CLOCK " + System.nanoTime());
        connect();
        while (true) {
            selector.select(this::ready);
        }
    }

    private void connect() throws IOException {
        long began = System.nanoTime();
        int before = 0;
        for (Map.Entry<String, Integer> kind : counts.entrySet()) {
            for (int number = 0; number < kind.getValue(); number++) {
                new ClientSocket(selector, port, kind.getKey(), Tokens.of(number, perTenant), begun, this);
                begun++;
                await(begun - together);
            }
            before += kind.getValue();
            await(before);
        }
        System.out.println("FOLLOWING " + (System.nanoTime() - began) / 1_000_000 + " " + delays.figures());
        delays = new Delays();
        cpuBefore = ProcessFigures.cpuNanos();
    }

    private void await(int count) throws IOException {
        while (following < count) {
            selector.select(this::ready);
        }
    }

    private void ready(SelectionKey key) {
        try {
            ((ClientSocket) key.attachment()).ready(key, buffer, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void following(ClientSocket socket) {
        following++;
        delays.add(System.nanoTime() - socket.begunAt());
    }

    @Override
    public void text(ClientSocket socket, long readAt, byte[] text, int from, int to) {
        Stamp stamp = Stamp.find(text, from, to);
        if (stamp == null) {
            return;
        }
        if (!stamp.last()) {
            delays.add(readAt - stamp.due());
        } else if (finished.merge(socket.path(), 1, Integer::sum).equals(counts.get(socket.path()))) {
            long cpu = ProcessFigures.cpuNanos();
            System.out.println("ROUND " + stamp.round() + " " + (cpu - cpuBefore) / 1_000 + " " + delays.figures());
            cpuBefore = cpu;
            finished.clear();
            delays = new Delays();
        }
    }
}

package io.callyard.proofs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the carrier, made anew whenever it breaks.
 *
 * <p><b>Threads.</b> Safe for many threads; one of its own reads.
 */
final class CarrierLink implements AutoCloseable {
    private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(20);

    private final int port;
    private final Consumer<String> heard;
    private final Runnable lost;
    private @Nullable Socket socket;
    private volatile boolean closed;

    /**
     * A link that is not up yet.
     *
     * @param heard takes each line
     * @param lost is told when a connection has broken
     */
    CarrierLink(int port, Consumer<String> heard, Runnable lost) {
        this.port = port;
        this.heard = heard;
        this.lost = lost;
    }

    /** Whether a line has gone out. */
    enum Sent {
        YES,
        /** It broke while it was written: the carrier may have got it. */
        PERHAPS,
        /** There was no connection. */
        NOT_A_BYTE
    }

    void start() {
        Thread thread = new Thread(this::run, "carrier-link");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized Sent send(String line) {
        Socket current = socket;
        if (current == null || closed) {
            return Sent.NOT_A_BYTE;
        }
        try {
            current.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            return Sent.YES;
        } catch (IOException e) {
            return Sent.PERHAPS;
        }
    }

    private void run() {
        while (!closed) {
            try (Socket made = new Socket(InetAddress.getLoopbackAddress(), port)) {
                made.setTcpNoDelay(true);
                use(made);
                read(made);
            } catch (IOException e) {
                LockSupport.parkNanos(BETWEEN_TRIES);
            }
            use(null);
            lost.run();
        }
    }

    private void read(Socket from) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.accept(line);
        }
    }

    private synchronized void use(@Nullable Socket made) {
        socket = made;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is as good as closed.
            }
        }
    }
}

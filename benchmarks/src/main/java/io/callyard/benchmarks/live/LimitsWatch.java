package io.callyard.benchmarks.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client that notes when it hears of which limit of {@link LiveNode#TENANT}'s, on a thread of its own.
 *
 * <p><b>Threads.</b> Safe for many.
 */
final class LimitsWatch implements AutoCloseable, FrameReader.Sink {
    private static final Pattern LIMIT = Pattern.compile("\"max_live\":(\\d+)");
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final int BUFFER = 64 * 1024;

    private final Socket socket = new Socket();
    private final FrameReader reader = new FrameReader(this);
    private final CountDownLatch following = new CountDownLatch(1);
    private final Thread thread = new Thread(this::read, "limits-watch");
    private final AtomicLongArray heardAt;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    /** Returns when the server serves it; it notes limits below {@code limits}. */
    LimitsWatch(int port, int limits) throws IOException, InterruptedException {
        heardAt = new AtomicLongArray(limits);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        write(ClientBytes.handshake(port, LiveNode.PATH, Tokens.of(0, 1)));
        thread.start();
        following.await();
        requireWell();
    }

    /** Waits until it has heard of a limit, and returns when that was. */
    long heardAt(int limit) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        long at = heardAt.get(limit);
        while (at == 0) {
            requireWell();
            if (System.nanoTime() > until) {
                throw new IllegalStateException("nobody tells of limit " + limit);
            }
            Pace.await(System.nanoTime() + 1_000_000);
            at = heardAt.get(limit);
        }
        return at;
    }

    private void requireWell() {
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("a client has lost its server", cause);
        }
    }

    private void read() {
        byte[] bytes = new byte[BUFFER];
        try {
            InputStream in = socket.getInputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                reader.read(bytes, length);
            }
            throw new IOException("the server has cut off the socket");
        } catch (IOException | RuntimeException e) {
            failure = closed ? null : e;
            following.countDown();
        }
    }

    @Override
    public void open() {
        write(ClientBytes.resume());
    }

    @Override
    public void frame(int opcode, byte[] bytes, int from, int to) {
        long now = System.nanoTime();
        if (opcode == FrameReader.PING) {
            write(ClientBytes.pong());
        } else if (opcode == FrameReader.CLOSE) {
            throw new IllegalStateException("the server has closed the socket");
        } else if (opcode == FrameReader.TEXT) {
            Matcher limit = LIMIT.matcher(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            if (limit.find()) {
                heardAt.set(Integer.parseInt(limit.group(1)), now);
            } else {
                following.countDown();
            }
        }
    }

    private void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }
}

package io.callyard.benchmarks.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A client's end of a socket that never waits: it shakes hands, asks for all events from now on and answers pings.
 * One thread at a time.
 */
final class ClientSocket implements FrameReader.Sink {
    /** From one address there are fewer ports than that to one server on Linux. */
    private static final int PORTS = 25_000;

    /** Takes what comes. */
    interface Owner {
        /** The first text has come: the server has begun to serve the socket. */
        void following(ClientSocket socket);

        /**
         * Another text has come.
         *
         * @param readAt when it was read, on the clock of {@link System#nanoTime}
         */
        void text(ClientSocket socket, long readAt, byte[] bytes, int from, int to);
    }

    private final String path;
    private final int port;
    private final String token;
    private final Owner owner;
    private final SocketChannel channel;
    private final FrameReader reader = new FrameReader(this);
    private final long begunAt = System.nanoTime();
    private long readAt;
    private boolean isFollowing;

    /**
     * Begins to connect.
     *
     * @param number those of many sockets come from more than one address, for there are not ports enough on one
     */
    ClientSocket(Selector selector, int port, String path, String token, int number, Owner owner) throws IOException {
        this.path = path;
        this.port = port;
        this.token = token;
        this.owner = owner;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (number >= PORTS) {
            channel.bind(new InetSocketAddress("127.0.0." + (1 + number / PORTS), 0));
        }
        channel.register(selector, SelectionKey.OP_CONNECT, this);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
    }

    String path() {
        return path;
    }

    /** When it began to connect, on the clock of {@link System#nanoTime}. */
    long begunAt() {
        return begunAt;
    }

    /**
     * Does what can be done now.
     *
     * @param buffer a direct one for what comes, shared by all
     * @param bytes another one of the same size
     */
    void ready(SelectionKey key, ByteBuffer buffer, byte[] bytes) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            write(ClientBytes.handshake(port, path, token));
        } else {
            int length = channel.read(buffer.clear());
            readAt = System.nanoTime();
            if (length < 0) {
                throw new IOException("the server has cut off a socket");
            }
            buffer.flip().get(bytes, 0, length);
            reader.read(bytes, length);
        }
    }

    @Override
    public void open() {
        write(ClientBytes.resume());
    }

    @Override
    public void frame(int opcode, byte[] bytes, int from, int to) {
        if (opcode == FrameReader.TEXT && isFollowing) {
            owner.text(this, readAt, bytes, from, to);
        } else if (opcode == FrameReader.TEXT) {
            isFollowing = true;
            owner.following(this);
        } else if (opcode == FrameReader.PING) {
            write(ClientBytes.pong());
        } else if (opcode == FrameReader.CLOSE) {
            int code = to - from < 2 ? 1005 : (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
            throw new IllegalStateException("the server has closed a socket with " + code);
        }
    }

    private void write(byte[] bytes) {
        try {
            if (channel.write(ByteBuffer.wrap(bytes)) < bytes.length) {
                throw new IllegalStateException("not even " + bytes.length + " bytes can be sent");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

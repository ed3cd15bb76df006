package io.callyard.benchmarks.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that ask for all events and then read nothing, with as little room for what comes as the system gives. The
 * server closes them after a while, so as many more come every ten seconds. In a process of its own, so that ending it
 * ends them.
 *
 * <p>Arguments: port, path, users per tenant, number of the first user, and how many. Says {@code STUCK} and how many
 * when the server serves the first of them, and runs until it is ended.
 */
final class StuckProcess {
    private static final int BUFFER = 4 * 1024;

    /** Nobody measures for so long; should who started this be gone, it ends. */
    private static final int ROUNDS = 60;

    private static final long AGAIN_NANOS = 10_000_000_000L;

    private StuckProcess() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        int first = Integer.parseInt(args[3]);
        int count = Integer.parseInt(args[4]);
        // Held, so that nobody closes them.
        List<Socket> sockets = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (int number = first; number < first + count; number++) {
                sockets.add(stuck(port, args[1], Tokens.of(number, Integer.parseInt(args[2]))));
            }
            System.out.println("STUCK " + sockets.size());
            Pace.await(System.nanoTime() + AGAIN_NANOS);
        }
    }

    private static Socket stuck(int port, String path, String token) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(BUFFER);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream().write(ClientBytes.handshake(port, path, token));
        readUntil(socket.getInputStream(), "\r\n\r\n");
        socket.getOutputStream().write(ClientBytes.resume());
        readUntil(socket.getInputStream(), "}");
        return socket;
    }

    private static void readUntil(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server has cut off a socket: " + text);
            }
            text.append((char) next);
        }
    }
}

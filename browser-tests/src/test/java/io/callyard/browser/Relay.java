package io.callyard.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One address in front of several servers, as a load balancer is: it passes connections on to one of them, and cuts
 * them off when told to.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;

    private Relay(ServerSocket entrance) {
        this.entrance = entrance;
    }

    static Relay start() {
        try {
            Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
            run(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    /** Passes new connections on to a port. */
    void to(int port) {
        target = port;
    }

    /** Breaks all connections, without a good-bye. */
    void cut() {
        for (Socket socket : open) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It is closed already.
            }
        }
        open.clear();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        cut();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket inside = entrance.accept();
                open.add(inside);
                Socket outside = connect(inside);
                if (outside != null) {
                    open.add(outside);
                    run(() -> pass(inside, outside));
                    run(() -> pass(outside, inside));
                }
            } catch (IOException e) {
                // It was closed.
            }
        }
    }

    private @Nullable Socket connect(Socket inside) throws IOException {
        try {
            return new Socket(InetAddress.getByName("127.0.0.1"), target);
        } catch (IOException e) {
            inside.close();
            return null;
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // It was cut.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}

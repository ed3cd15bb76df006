package io.callyard.proofs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A carrier that speaks a line protocol on a port of the loopback interface. */
public final class CarrierServer implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "carrier-timer");
        thread.setDaemon(true);
        return thread;
    });
    private final CarrierLog log;
    private final CarrierPost post;
    private final CarrierSwitch calls;

    public CarrierServer(long seed, Path logFile) throws IOException {
        log = new CarrierLog(logFile);
        post = new CarrierPost(new CarrierDice(~seed), timer);
        calls = new CarrierSwitch(new CarrierDice(seed), log, timer, post);
        Thread thread = new Thread(this::acceptAll, "carrier-door");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return door.getLocalPort();
    }

    /** From now on nothing goes wrong. */
    public void calmDown() {
        calls.calmDown();
    }

    private void acceptAll() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                socket.setTcpNoDelay(true);
                CarrierConnection connection = new CarrierConnection(socket, post);
                Thread thread = new Thread(() -> connection.serve(calls), "carrier-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        timer.shutdownNow();
        log.close();
    }
}

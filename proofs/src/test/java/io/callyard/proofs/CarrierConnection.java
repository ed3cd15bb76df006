package io.callyard.proofs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One node's connection, at the carrier's end. Sending never waits: a node that is frozen must not
 * hold up the carrier.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CarrierConnection {
    private static final String END = "";

    private final Socket socket;
    private final CarrierPost post;
    private final BlockingQueue<String> outgoing = new LinkedBlockingQueue<>();

    CarrierConnection(Socket socket, CarrierPost post) {
        this.socket = socket;
        this.post = post;
    }

    void send(String line) {
        outgoing.add(line);
    }

    /** Breaks the connection; what was sent may be lost. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
        outgoing.add(END);
    }

    /** Serves the connection until it ends, on this thread and one more. */
    void serve(CarrierSwitch calls) {
        Thread writer = new Thread(this::write, "carrier-writer");
        writer.setDaemon(true);
        writer.start();
        post.opened(this);
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String line;
            while ((line = in.readLine()) != null) {
                obey(line.split(" ", -1), calls);
            }
        } catch (IOException e) {
            // The node is gone; it comes back or another one does.
        } finally {
            post.closed(this);
            close();
        }
    }

    private void obey(String[] word, CarrierSwitch calls) {
        switch (word[0]) {
            case "place" -> calls.place(word[1], Order.parse(word, 2), this);
            case "hangup" -> calls.hangUp(word[1], word[2], this);
            case "lookup" -> calls.lookUp(word[1], word[2] + "#" + word[3], this);
            case "kept" -> post.kept(Long.parseLong(word[1]));
            default -> throw new IllegalArgumentException("not a word of the protocol: " + word[0]);
        }
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            for (String line = outgoing.take(); !line.equals(END); line = outgoing.take()) {
                out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.callyard.proofs;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A node without a process of its own. Its death is softer than a killed process's: what it has begun
 * goes on to the next step that needs a worker or the carrier.
 */
final class InnerNode implements Peer {
    private final String name;
    private final BlockingQueue<Said> lines;
    private final Node node;
    private final ExecutorService hands = Executors.newCachedThreadPool();
    private volatile boolean dead;

    InnerNode(String url, String name, int carrierPort, BlockingQueue<Said> lines) {
        this.name = name;
        this.lines = lines;
        node = new Node(url, name, carrierPort, 4, this::say);
        node.start();
    }

    private void say(String line) {
        if (!dead) {
            lines.add(new Said(this, line));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(String line) {
        if (!dead) {
            hands.execute(() -> node.obey(line));
        }
    }

    @Override
    public void kill() {
        dead = true;
        hands.shutdownNow();
        node.die();
        lines.add(new Said(this, Said.END));
    }

    @Override
    public void freeze() {
        throw new UnsupportedOperationException("a part of a process cannot be frozen");
    }

    @Override
    public void thaw() {
        throw new UnsupportedOperationException("a part of a process cannot be frozen");
    }

    @Override
    public String complaints() {
        return "";
    }

    @Override
    public void close() {
        hands.shutdown();
        node.close();
        lines.add(new Said(this, Said.END));
    }
}

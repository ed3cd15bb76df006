package io.callyard.broadcast.websocket;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    static io.callyard.memory.Planted memory;

    private Planted() {}
}

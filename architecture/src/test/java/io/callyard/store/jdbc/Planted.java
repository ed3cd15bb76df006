package io.callyard.store.jdbc;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    static io.callyard.memory.Planted memory;

    private Planted() {}
}

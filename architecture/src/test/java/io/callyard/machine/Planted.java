package io.callyard.machine;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    static io.callyard.spi.store.Planted store;

    private Planted() {}
}

package io.callyard.spi.carrier;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    static io.callyard.machine.Planted machine;

    private Planted() {}
}

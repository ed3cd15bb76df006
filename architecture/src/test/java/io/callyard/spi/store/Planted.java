package io.callyard.spi.store;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    static io.callyard.spi.carrier.Planted carrier;
    static io.callyard.model.Planted model;

    private Planted() {}
}

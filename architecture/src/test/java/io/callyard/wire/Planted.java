package io.callyard.wire;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    static io.callyard.outbound.Planted outbound;

    private Planted() {}
}

package io.callyard.security.jwt;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    static io.callyard.wire.Planted wire;

    private Planted() {}
}

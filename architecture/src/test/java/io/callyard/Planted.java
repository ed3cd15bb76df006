package io.callyard;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    static io.callyard.web.Planted web;

    private Planted() {}
}

package io.callyard.web;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {

    private Planted() {}
}

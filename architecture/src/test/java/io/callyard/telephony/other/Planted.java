package io.callyard.telephony.other;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {

    private Planted() {}
}

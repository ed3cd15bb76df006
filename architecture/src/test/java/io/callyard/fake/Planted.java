package io.callyard.fake;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    io.callyard.memory.Planted memory;
    io.callyard.telephony.other.Planted driver;

    private Planted() {}
}

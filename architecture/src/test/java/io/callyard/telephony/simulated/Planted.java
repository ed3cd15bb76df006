package io.callyard.telephony.simulated;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    static io.callyard.memory.Planted memory;
    static io.callyard.telephony.other.Planted other;

    private Planted() {}
}

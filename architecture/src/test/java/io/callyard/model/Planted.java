package io.callyard.model;

/** Breaks the rules of its package, so that the tests can see them fail. */
public final class Planted {
    static io.callyard.event.Planted event;
    static org.slf4j.Logger log;
    static Thread thread;

    private Planted() {}
}

package io.callyard.testkit;

/** Unwinds what a crashed process was doing; an error, so that nobody catches it and carries on. */
final class NodeCrashedError extends Error {
    private static final long serialVersionUID = 1;

    NodeCrashedError() {
        super("the node has crashed", null, false, false);
    }
}

package io.callyard.testkit;

import java.time.Instant;

/** A task of a {@link VirtualScheduler}, in the order of its due time, then of its queueing. */
final class VirtualTask implements Comparable<VirtualTask> {
    private final Instant due;
    private final long number;
    private final VirtualNode owner;
    private final Runnable action;
    private boolean wanted = true;

    VirtualTask(Instant due, long number, VirtualNode owner, Runnable action) {
        this.due = due;
        this.number = number;
        this.owner = owner;
        this.action = action;
    }

    Instant due() {
        return due;
    }

    VirtualNode owner() {
        return owner;
    }

    boolean isWanted() {
        return wanted;
    }

    void cancel() {
        wanted = false;
    }

    void run() {
        wanted = false;
        action.run();
    }

    @Override
    public int compareTo(VirtualTask other) {
        int byTime = due.compareTo(other.due);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}

package io.callyard.testkit.inbound;

import java.util.ArrayList;
import java.util.List;

/** Somebody in line, or the place of somebody who has hung up. Times are in seconds. */
final class SimulatedCaller implements Comparable<SimulatedCaller> {
    final int number;
    final double joinedAt;
    final double key;
    final boolean early;
    final List<Look> looks = new ArrayList<>(2);
    boolean hungUp;

    SimulatedCaller(int number, double joinedAt, double headStart, boolean early) {
        this.number = number;
        this.joinedAt = joinedAt;
        this.key = joinedAt - headStart;
        this.early = early;
    }

    /** What could be known at a time. */
    record Look(double at, QueueSight sight) {}

    /** The order of the line: the earlier key first, of equal ones who came first. */
    @Override
    public int compareTo(SimulatedCaller other) {
        int byKey = Double.compare(key, other.key);
        return byKey != 0 ? byKey : Integer.compare(number, other.number);
    }
}

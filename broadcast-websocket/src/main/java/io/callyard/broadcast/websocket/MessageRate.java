package io.callyard.broadcast.websocket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the messages of any minute, exactly. One thread at a time. */
final class MessageRate {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final Deque<Duration> times = new ArrayDeque<>();

    MessageRate(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts a message; returns whether it is within the limit. */
    boolean allows(Duration now) {
        while (!times.isEmpty() && now.minus(times.getFirst()).compareTo(MINUTE) >= 0) {
            times.removeFirst();
        }
        if (times.size() >= perMinute) {
            return false;
        }
        times.addLast(now);
        return true;
    }
}

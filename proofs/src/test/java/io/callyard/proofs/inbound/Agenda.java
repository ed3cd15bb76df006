package io.callyard.proofs.inbound;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** What is to be done later, by the one thread that plays the world. */
final class Agenda {
    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparingLong(Item::atNanos).thenComparingLong(Item::number));
    private long number;

    private record Item(long atNanos, long number, Runnable what) {}

    void in(long millis, Runnable what) {
        items.add(new Item(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), number++, what));
    }

    /** Does all for which it is time. */
    void runDue() {
        for (Item next = items.peek(); next != null && next.atNanos() <= System.nanoTime(); next = items.peek()) {
            items.remove();
            next.what().run();
        }
    }

    /** Returns how long there is nothing to do, {@code most} at most. */
    long idleNanos(long most) {
        Item next = items.peek();
        return next == null ? most : Math.max(0, Math.min(most, next.atNanos() - System.nanoTime()));
    }
}

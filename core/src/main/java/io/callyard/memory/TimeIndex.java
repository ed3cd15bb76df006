package io.callyard.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Values in the order of a time that each of them has, the earliest first. Those that have none at the moment are left
 * out.
 *
 * <p><b>Threads.</b> One at a time.
 *
 * @param <E> immutable values
 */
final class TimeIndex<E> {
    private final TimeOf<E> time;
    private final TreeSet<E> sorted;

    /** Which time counts. */
    @FunctionalInterface
    interface TimeOf<E> {
        /** Returns the time of a value, null if it has none. */
        @Nullable
        Instant of(E value);
    }

    /**
     * Makes an empty one.
     *
     * @param tie the order of values of one time; no two of these compare as equal unless they have one identity
     */
    TimeIndex(TimeOf<E> time, Comparator<? super E> tie) {
        this.time = time;
        sorted = new TreeSet<>(Comparator.<E, Instant>comparing(this::timeOrEnd).thenComparing(tie));
    }

    /** Lets {@code after} take the place of {@code before}; either may be absent. */
    void replace(@Nullable E before, @Nullable E after) {
        if (before != null && time.of(before) != null) {
            sorted.remove(before);
        }
        if (after != null && time.of(after) != null) {
            sorted.add(after);
        }
    }

    /** Returns the earliest time, null if there is none. */
    @Nullable
    Instant earliest() {
        return sorted.isEmpty() ? null : time.of(sorted.first());
    }

    /** Returns values, the earliest first. */
    List<E> head(int max, Predicate<? super E> which) {
        return sorted.stream().filter(which).limit(max).toList();
    }

    /** Returns the values whose time is not after {@code last}, the earliest first. */
    List<E> upTo(Instant last, int max) {
        return sorted.stream()
                .takeWhile(value -> !timeOrEnd(value).isAfter(last))
                .limit(max)
                .toList();
    }

    /** Returns values whose time is not before {@code first}, the latest first. */
    List<E> latest(Instant first, int max, Predicate<? super E> which) {
        return sorted.descendingSet().stream()
                .takeWhile(value -> !timeOrEnd(value).isBefore(first))
                .filter(which)
                .limit(max)
                .toList();
    }

    private Instant timeOrEnd(E value) {
        Instant at = time.of(value);
        return at == null ? Instant.MAX : at;
    }
}

package io.callyard.machine;

import io.callyard.event.Event;
import java.util.List;

/**
 * The answer of a state machine: what to keep, and what has happened.
 *
 * @param state the new state; the old one itself if nothing changes
 * @param events what has happened, in order; empty if nothing has
 * @param <S> what is kept
 */
public record Transition<S>(S state, List<Event> events) {
    public Transition {
        events = List.copyOf(events);
    }

    /** Nothing changes. */
    public static <S> Transition<S> unchanged(S state) {
        return new Transition<>(state, List.of());
    }

    /** A change with its one event. */
    public static <S> Transition<S> to(S state, Event event) {
        return new Transition<>(state, List.of(event));
    }

    /** A change with its events. */
    public static <S> Transition<S> to(S state, Event... events) {
        return new Transition<>(state, List.of(events));
    }
}

package io.callyard.machine;

import io.callyard.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

    /** Returns this change followed by what {@code next} makes of its result. */
    public Transition<S> then(Function<S, Transition<S>> next) {
        Transition<S> second = next.apply(state);
        if (events.isEmpty()) {
            return second;
        }
        return new Transition<>(second.state, joined(events, second.events));
    }

    private static List<Event> joined(List<Event> first, List<Event> second) {
        if (second.isEmpty()) {
            return first;
        }
        if (first.size() == 1 && second.size() == 1) {
            return List.of(first.get(0), second.get(0));
        }
        List<Event> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}

package io.callyard.broadcast;

import io.callyard.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A subscriber that remembers what it hears. One thread at a time. */
final class Watcher implements Subscriber {
    final List<Delivery> heard = new ArrayList<>();
    final List<Long> resyncs = new ArrayList<>();
    private final Consumer<Delivery> first;
    private final boolean quick;

    Watcher() {
        this(delivery -> {});
    }

    /** Does {@code first} with each event, which may throw, before it remembers it. */
    Watcher(Consumer<Delivery> first) {
        this(first, false);
    }

    /** The same, and says of itself whether it is quick. */
    Watcher(Consumer<Delivery> first, boolean quick) {
        this.first = first;
        this.quick = quick;
    }

    @Override
    public boolean isQuick() {
        return quick;
    }

    @Override
    public void onEvent(Delivery delivery) {
        first.accept(delivery);
        heard.add(delivery);
    }

    @Override
    public void onResyncRequired(long lastSeq) {
        resyncs.add(lastSeq);
    }

    List<Long> numbers() {
        return heard.stream().map(delivery -> delivery.event().seq()).toList();
    }

    List<Event> events() {
        return heard.stream().map(delivery -> delivery.event().event()).toList();
    }
}

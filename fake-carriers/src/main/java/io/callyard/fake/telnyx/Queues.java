package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.CarrierQueue.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The carrier's queues. One vanishes when the last has left it. */
final class Queues {
    private final Exchange exchange;
    private final Map<String, CarrierQueue> byName = new LinkedHashMap<>();

    Queues(Exchange exchange) {
        this.exchange = exchange;
    }

    List<CarrierQueue> all() {
        return new ArrayList<>(byName.values());
    }

    /**
     * Returns a queue.
     *
     * @throws ApiError if there is none
     */
    CarrierQueue get(String name) {
        CarrierQueue queue = byName.get(name);
        if (queue == null) {
            throw ApiError.notFound();
        }
        return queue;
    }

    boolean exists(String name) {
        return byName.containsKey(name);
    }

    CarrierQueue create(String name, int maxSize) {
        CarrierQueue queue = new CarrierQueue(exchange.clock.newId(), name, maxSize, exchange.clock.now());
        byName.put(name, queue);
        return queue;
    }

    void delete(CarrierQueue queue) {
        if (!queue.entries.isEmpty()) {
            throw ApiError.queueNotEmpty();
        }
        byName.remove(queue.name);
    }

    /**
     * Puts a leg into a queue, which is made if need be, and takes it from the leg it is joined with.
     *
     * @param maxSize of a queue that has to be made
     * @param maxWait null: as long as it takes
     */
    void enter(Leg leg, String name, int maxSize, @Nullable Duration maxWait, boolean keepAfterHangup) {
        if (leg.queued != null) {
            throw ApiError.alreadyQueued();
        }
        CarrierQueue queue = byName.get(name);
        if (queue != null && queue.entries.size() >= queue.maxSize) {
            throw ApiError.queueFull();
        }
        exchange.bridges.unjoin(leg);
        CarrierQueue entered = queue == null ? create(name, maxSize) : queue;
        Entry entry = new Entry(entered, leg, exchange.clock.now(), keepAfterHangup);
        entered.entries.add(entry);
        leg.queued = entry;
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("queue", name);
        details.put("current_position", entry.position());
        details.put("queue_avg_wait_time_secs", entered.averageWait(exchange.clock.now()));
        exchange.webhooks.emitWithoutNumbers(leg, "call.enqueued", details);
        if (maxWait != null) {
            leg.after(maxWait, () -> {
                if (leg.queued == entry) {
                    leave(leg, "timeout");
                }
            });
        }
    }

    /** Takes a leg out of its queue, if it is in one. */
    void leave(Leg leg, String reason) {
        Entry entry = leg.queued;
        if (entry == null) {
            return;
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("queue", entry.queue.name);
        details.put("reason", reason);
        details.put("queue_position", entry.position());
        details.put(
                "wait_time_secs",
                Duration.between(entry.since, exchange.clock.now()).toSeconds());
        remove(entry);
        exchange.webhooks.emitWithoutNumbers(leg, "call.dequeued", details);
    }

    /** A leg has ended; its place is given up unless it was to be kept. */
    void hungUp(Leg leg) {
        if (leg.queued != null && !leg.queued.keepAfterHangup) {
            leave(leg, "hangup");
        }
    }

    /**
     * Returns whoever is first.
     *
     * @throws ApiError if there is nobody
     */
    Entry first(String name) {
        CarrierQueue queue = byName.get(name);
        if (queue == null || queue.entries.isEmpty()) {
            throw ApiError.queueState();
        }
        return queue.entries.get(0);
    }

    void remove(Entry entry) {
        entry.queue.entries.remove(entry);
        entry.leg.queued = null;
        if (entry.queue.entries.isEmpty()) {
            byName.remove(entry.queue.name);
        }
    }
}

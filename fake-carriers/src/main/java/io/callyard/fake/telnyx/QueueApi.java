package io.callyard.fake.telnyx;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.util.List;
import java.util.Map;

/** Answers requests about queues and those who wait in them. */
final class QueueApi {
    private static final int DEFAULT_SIZE = 300;

    private final Exchange exchange;

    QueueApi(Exchange exchange) {
        this.exchange = exchange;
    }

    FakeResponse list(Query query) {
        return Listing.numbered(exchange.queues.all(), query, queue -> queue.toJson(exchange.clock.now()));
    }

    FakeResponse create(Fields body) {
        String name = body.requiredText("queue_name", QueueCommands.MAX_NAME);
        int maxSize = body.integer("max_size", 1, Integer.MAX_VALUE, DEFAULT_SIZE);
        if (exchange.queues.exists(name)) {
            body.wrong(Problem.invalid("queue_name"));
        }
        body.check();
        return answer(exchange.queues.create(name, maxSize));
    }

    FakeResponse get(String name) {
        return answer(exchange.queues.get(name));
    }

    FakeResponse update(String name, Fields body) {
        CarrierQueue queue = exchange.queues.get(name);
        if (!body.has("max_size")) {
            body.wrong(Problem.missing("max_size"));
        }
        int maxSize = body.integer("max_size", 1, Integer.MAX_VALUE, DEFAULT_SIZE);
        body.check();
        queue.maxSize = maxSize;
        queue.updatedAt = exchange.clock.now();
        return answer(queue);
    }

    FakeResponse delete(String name) {
        exchange.queues.delete(exchange.queues.get(name));
        return FakeResponse.empty(204);
    }

    FakeResponse calls(String name, Query query) {
        List<CarrierQueue.Entry> entries = List.copyOf(exchange.queues.get(name).entries);
        return Listing.numbered(entries, query, entry -> entry.toJson(exchange.clock.now()));
    }

    FakeResponse call(String name, String controlId) {
        Map<String, ?> json = entry(name, controlId).toJson(exchange.clock.now());
        return FakeResponse.json(200, Json.write(Map.of("data", json)));
    }

    FakeResponse updateCall(String name, String controlId, Fields body) {
        CarrierQueue.Entry entry = entry(name, controlId);
        boolean keep = body.flag("keep_after_hangup", entry.keepAfterHangup);
        body.check();
        entry.keepAfterHangup = keep;
        return FakeResponse.empty(204);
    }

    /** Only those can be removed who have hung up. */
    FakeResponse removeCall(String name, String controlId) {
        CarrierQueue.Entry entry = entry(name, controlId);
        if (entry.leg.isAlive()) {
            throw ApiError.queueState();
        }
        exchange.queues.remove(entry);
        return FakeResponse.empty(204);
    }

    private CarrierQueue.Entry entry(String name, String controlId) {
        return exchange.queues.get(name).entries.stream()
                .filter(entry -> entry.leg.controlId.equals(controlId))
                .findFirst()
                .orElseThrow(ApiError::notFound);
    }

    private FakeResponse answer(CarrierQueue queue) {
        return FakeResponse.json(200, Json.write(Map.of("data", queue.toJson(exchange.clock.now()))));
    }
}

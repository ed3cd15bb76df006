package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.Command.Effect;
import java.time.Duration;
import java.util.Map;

/** Commands that put legs into queues and take them out. */
final class QueueCommands {
    static final int MAX_NAME = 255;

    private static final int MAX_WAIT = 86_400;
    private static final int DEFAULT_SIZE = 100;

    private final Exchange exchange;

    QueueCommands(Exchange exchange) {
        this.exchange = exchange;
    }

    Map<String, Command> all() {
        return Map.of("enqueue", Command.onceAnswered(this::enqueue), "leave_queue", Command.onceAnswered(this::leave));
    }

    private Effect enqueue(Leg leg, Fields body) {
        String name = body.requiredText("queue_name", MAX_NAME);
        int maxSize = body.integer("max_size", 1, Integer.MAX_VALUE, DEFAULT_SIZE);
        int seconds = body.integer("max_wait_time_secs", 1, MAX_WAIT, 0);
        Duration maxWait = seconds == 0 ? null : Duration.ofSeconds(seconds);
        boolean keep = body.flag("keep_after_hangup", false);
        return Command.doing(() -> exchange.queues.enter(leg, name, maxSize, maxWait, keep));
    }

    private Effect leave(Leg leg, Fields body) {
        return Command.doing(() -> {
            if (leg.queued == null) {
                throw ApiError.queueState();
            }
            exchange.queues.leave(leg, "leave");
        });
    }
}

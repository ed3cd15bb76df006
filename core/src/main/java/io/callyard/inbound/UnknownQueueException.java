package io.callyard.inbound;

import io.callyard.model.inbound.QueueId;

/** There is no such inbound queue. */
public final class UnknownQueueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient QueueId queue;

    /** Names the queue. */
    public UnknownQueueException(QueueId queue) {
        super("inbound queue " + queue + " does not exist: define it first");
        this.queue = queue;
    }

    /** Returns which queue. */
    public QueueId queue() {
        return queue;
    }
}

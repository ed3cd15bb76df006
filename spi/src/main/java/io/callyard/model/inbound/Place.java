package io.callyard.model.inbound;

import java.time.Instant;

/**
 * Where a caller stands. The sort key is fixed, so the order never has to be made again, priority grows with the time
 * waited, and nobody starves.
 *
 * @param queue in which queue
 * @param joinedAt when the stay began; kept when the queue changes
 * @param key the sort key: {@code joinedAt} less the head start; the earlier goes first, of equals the smaller id
 */
public record Place(QueueId queue, Instant joinedAt, Instant key) {
    /** This place with another key. */
    public Place withKey(Instant value) {
        return new Place(queue, joinedAt, value);
    }

    /** The same place in another queue. */
    public Place in(QueueId value) {
        return new Place(value, joinedAt, key);
    }
}

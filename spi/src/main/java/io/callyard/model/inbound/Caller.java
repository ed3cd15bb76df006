package io.callyard.model.inbound;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a person in the queues of a tenant. What may happen to it is in {@code
 * io.callyard.machine.inbound.CallerMachine}.
 *
 * @param tenant whose
 * @param id the stay
 * @param arrival what was known when he came
 * @param features which {@link Feature}s he gets
 * @param place where he stands
 * @param state where he is
 * @param search how the search for his agent stands
 * @param callback the promise to call him; absent while he is on the line
 * @param agent who talks, or will when the person is reached
 * @param connectedAt when they began to talk
 * @param told what he has heard
 * @param leaving how it ended
 * @param updatedAt the last change
 * @param attentionAt when somebody has to look after him at the latest; absent if nobody has to
 */
public record Caller(
        TenantId tenant,
        CallerId id,
        Arrival arrival,
        Set<Feature> features,
        Place place,
        CallerState state,
        Search search,
        @Nullable CallbackPromise callback,
        @Nullable AgentId agent,
        @Nullable Instant connectedAt,
        Told told,
        @Nullable Leaving leaving,
        Instant updatedAt,
        @Nullable Instant attentionAt)
        implements Comparable<Caller> {

    public Caller {
        features = Set.copyOf(features);
    }

    /** Returns the queue he stands in. */
    public QueueId queue() {
        return place.queue();
    }

    /** Returns whether he gets a feature. */
    public boolean gets(Feature feature) {
        return features.contains(feature);
    }

    /** Returns whether he holds a line: hears music, and can hang up. */
    public boolean holdsLine() {
        return callback == null && state != CallerState.ENDED;
    }

    /** Returns whether an agent may be looked for at {@code now}. */
    public boolean mayBeOfferedAt(Instant now) {
        return state == CallerState.WAITING
                && (callback == null || !callback.notBefore().isAfter(now));
    }

    /** Returns the time from joining to {@code now}, or to the connection, or to the end if there was none. */
    public Duration waitedAt(Instant now) {
        Instant until = connectedAt != null ? connectedAt : leaving != null ? leaving.at() : now;
        return until.isBefore(place.joinedAt()) ? Duration.ZERO : Duration.between(place.joinedAt(), until);
    }

    /** The order of a line: the earlier key first, of equal ones the smaller id. */
    @Override
    public int compareTo(Caller other) {
        int byKey = place.key().compareTo(other.place.key());
        return byKey != 0 ? byKey : id.compareTo(other.id);
    }
}

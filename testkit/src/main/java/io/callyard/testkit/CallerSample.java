package io.callyard.testkit;

import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Leaving;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A caller for a test: as he comes, or as another with something changed, whether a machine would do that or not. */
final class CallerSample {
    private final TenantId tenant;
    private final CallerId id;
    private Arrival arrival;
    private Place place;
    private CallerState state = CallerState.WAITING;
    private @Nullable CallbackPromise callback;
    private Told told = Told.NOTHING;
    private @Nullable Leaving leaving;
    private Instant updatedAt;
    private @Nullable Instant attentionAt;

    private CallerSample(TenantId tenant, CallerId id, Arrival arrival, Place place, Instant updatedAt) {
        this.tenant = tenant;
        this.id = id;
        this.arrival = arrival;
        this.place = place;
        this.updatedAt = updatedAt;
    }

    /** Somebody who comes now and waits, of whom nothing is known. */
    static CallerSample of(TenantId tenant, CallerId id, QueueId queue, Instant now) {
        return new CallerSample(tenant, id, Arrival.of(queue, null), new Place(queue, now, now), now);
    }

    /** The same caller, to be changed. */
    static CallerSample like(Caller caller) {
        CallerSample sample =
                new CallerSample(caller.tenant(), caller.id(), caller.arrival(), caller.place(), caller.updatedAt());
        sample.state = caller.state();
        sample.callback = caller.callback();
        sample.told = caller.told();
        sample.leaving = caller.leaving();
        sample.attentionAt = caller.attentionAt();
        return sample;
    }

    CallerSample key(Instant value) {
        place = place.withKey(value);
        return this;
    }

    CallerSample joinedAt(Instant value) {
        place = new Place(place.queue(), value, value);
        return this;
    }

    CallerSample in(QueueId value) {
        place = place.in(value);
        return this;
    }

    CallerSample state(CallerState value) {
        if (value == CallerState.ENDED) {
            return left(updatedAt);
        }
        state = value;
        leaving = null;
        return this;
    }

    CallerSample on(CallerLine value) {
        arrival = arrival.on(value);
        return this;
    }

    /** Calls from a number; what else was known of him when he came is forgotten. */
    CallerSample number(PhoneNumber value) {
        CallerLine line = arrival.line();
        arrival = Arrival.of(arrival.queue(), value);
        return line == null ? this : on(line);
    }

    CallerSample promised(@Nullable CallbackPromise value) {
        callback = value;
        return this;
    }

    /** Is promised a callback now. */
    CallerSample promisedBy(Instant value) {
        return promised(CallbackPromise.of(StoreFixture.number(), updatedAt, value, updatedAt));
    }

    CallerSample told(int position) {
        told = told.position(position, Duration.ZERO, updatedAt);
        return this;
    }

    CallerSample attentionAt(@Nullable Instant value) {
        attentionAt = value;
        return this;
    }

    /** Has left. */
    CallerSample left(Instant at) {
        state = CallerState.ENDED;
        leaving = new Leaving(LeaveReason.ABANDONED, "", at);
        updatedAt = at;
        attentionAt = null;
        return this;
    }

    Caller build() {
        return new Caller(
                tenant,
                id,
                arrival,
                Set.of(),
                place,
                state,
                Search.NEW,
                callback,
                null,
                null,
                told,
                leaving,
                updatedAt,
                attentionAt);
    }
}

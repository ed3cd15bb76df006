package io.callyard.machine.inbound;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Leaving;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Told;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A caller in the making. */
final class CallerEdit {
    private final Caller before;
    private Place place;
    private CallerState state;
    private Search search;
    private @Nullable CallbackPromise callback;
    private @Nullable AgentId agent;
    private @Nullable Instant connectedAt;
    private Told told;
    private @Nullable Leaving leaving;

    private CallerEdit(Caller before) {
        this.before = before;
        place = before.place();
        state = before.state();
        search = before.search();
        callback = before.callback();
        agent = before.agent();
        connectedAt = before.connectedAt();
        told = before.told();
        leaving = before.leaving();
    }

    static CallerEdit of(Caller caller) {
        return new CallerEdit(caller);
    }

    CallerEdit place(Place value) {
        place = value;
        return this;
    }

    CallerEdit state(CallerState value) {
        state = value;
        return this;
    }

    CallerEdit search(Search value) {
        search = value;
        return this;
    }

    CallerEdit callback(@Nullable CallbackPromise value) {
        callback = value;
        return this;
    }

    CallerEdit agent(@Nullable AgentId value) {
        agent = value;
        return this;
    }

    CallerEdit connectedAt(Instant value) {
        connectedAt = value;
        return this;
    }

    CallerEdit told(Told value) {
        told = value;
        return this;
    }

    CallerEdit leaving(Leaving value) {
        leaving = value;
        return this;
    }

    Caller at(Instant now) {
        return new Caller(
                before.tenant(),
                before.id(),
                before.arrival(),
                before.features(),
                place,
                state,
                search,
                callback,
                agent,
                connectedAt,
                told,
                leaving,
                now,
                before.attentionAt());
    }
}

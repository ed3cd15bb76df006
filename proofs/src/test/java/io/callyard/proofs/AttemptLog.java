package io.callyard.proofs;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the event logs tell about each attempt. */
final class AttemptLog {
    private final Map<Key, Facts> attempts = new LinkedHashMap<>();

    private record Key(CallId call, int attempt) {}

    /** An attempt, as its events tell it. */
    static final class Facts {
        final CallId call;
        final String node;
        final Instant reservedAt;

        /** From when on any node may look after it, and keep others from it: in doubt, or its lease over. */
        Instant lookedAfterFrom;

        /** When it was known whether the carrier has the call. */
        @Nullable
        Instant settledAt;

        /** When its slot was free. */
        @Nullable
        Instant freeAt;

        private Facts(CallId call, String node, Instant reservedAt) {
            this.call = call;
            this.node = node;
            this.reservedAt = reservedAt;
            lookedAfterFrom = reservedAt.plus(Timing.LEASE);
        }

        private void inDoubt(Instant at) {
            lookedAfterFrom = at.isBefore(lookedAfterFrom) ? at : lookedAfterFrom;
        }

        private void settled(Instant at) {
            settledAt = settledAt == null ? at : settledAt;
        }

        private void free(Instant at) {
            settled(at);
            freeAt = freeAt == null ? at : freeAt;
        }
    }

    void accept(LoggedEvent logged) {
        Instant at = logged.at();
        if (logged.event() instanceof CallReserved event) {
            CallId call = event.subject().id();
            attempts.putIfAbsent(
                    new Key(call, event.attempt()), new Facts(call, event.node().toString(), at));
        } else if (logged.event() instanceof CallInDoubt event) {
            of(event, event.attempt(), facts -> facts.inDoubt(at));
        } else if (logged.event() instanceof CallStarted event) {
            of(event, event.attempt(), facts -> facts.settled(at));
        } else if (logged.event() instanceof CallReturned event) {
            of(event, event.attempt(), facts -> facts.free(at));
        } else if (logged.event() instanceof CallScheduled event) {
            of(event, event.attempt(), facts -> facts.free(at));
        } else if (logged.event() instanceof CallEnded event) {
            of(event, event.attempt(), facts -> facts.free(at));
        }
    }

    private void of(CallEvent event, int attempt, Consumer<Facts> change) {
        Facts facts = find(event.subject().id(), attempt);
        if (facts != null) {
            change.accept(facts);
        }
    }

    @Nullable
    Facts find(CallId call, int attempt) {
        return attempts.get(new Key(call, attempt));
    }

    Collection<Facts> all() {
        return attempts.values();
    }
}

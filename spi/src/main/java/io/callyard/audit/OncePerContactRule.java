package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Two calls of one campaign, or two leads, never reach the same person. */
final class OncePerContactRule implements CallRule {
    @Override
    public Invariant invariant() {
        return Invariant.ONCE_PER_CONTACT;
    }

    @Override
    public @Nullable String problemWith(CallEvent event, Instant at, FoldedCall call, Fold before) {
        Object person = event instanceof CallStarted ? person(call.subject()) : null;
        FoldedLane lane = before.lane(call.subject().lane());
        CallId first = person == null || lane == null ? null : lane.reachedBy(person);
        return first == null || first.equals(call.subject().id())
                ? null
                : "call " + first + " had reached the same person";
    }

    /** Returns what stands for the person called, where one must not be reached twice. */
    static @Nullable Object person(CallSubject subject) {
        return switch (subject.type()) {
            case DIRECT -> null;
            case LEAD -> subject.contact();
            case CAMPAIGN -> subject.contact() == null ? subject.phoneNumber() : subject.contact();
        };
    }
}

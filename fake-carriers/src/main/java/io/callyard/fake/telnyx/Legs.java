package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.CallSnapshot.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All legs there are or have been. */
final class Legs {
    /** How long a leg that has ended can be asked for. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Clockwork clock;
    private final Map<String, Leg> byControlId = new LinkedHashMap<>();
    private long numbers;
    private int livingOutgoing;

    Legs(Clockwork clock) {
        this.clock = clock;
    }

    long nextNumber() {
        return numbers++;
    }

    void add(Leg leg) {
        byControlId.put(leg.controlId, leg);
        if (leg.direction == Direction.OUTGOING) {
            livingOutgoing++;
        }
    }

    void ended(Leg leg) {
        if (leg.direction == Direction.OUTGOING) {
            livingOutgoing--;
        }
    }

    /** Returns any leg, however long ago it has ended. */
    @Nullable
    Leg find(String controlId) {
        return byControlId.get(controlId);
    }

    /**
     * Returns a leg that lives, or has not ended long ago.
     *
     * @throws ApiError if there is none
     */
    Leg get(String controlId) {
        Leg leg = byControlId.get(controlId);
        if (leg == null || (leg.endedAt != null && leg.endedAt.plus(REMEMBERED).isBefore(clock.now()))) {
            throw ApiError.notFound();
        }
        return leg;
    }

    /**
     * Returns a leg that a request's field names.
     *
     * @throws ApiError if there is none, or it has ended
     */
    Leg living(String controlId, String field) {
        Leg leg = byControlId.get(controlId);
        if (leg == null) {
            throw ApiError.badControlId(field);
        }
        if (leg.isEnded()) {
            throw ApiError.ended();
        }
        return leg;
    }

    List<Leg> all() {
        return new ArrayList<>(byControlId.values());
    }

    /** Returns the legs that a listing shows which is behind. */
    List<Leg> listed(Duration lag) {
        Instant seen = clock.now().minus(lag);
        return byControlId.values().stream()
                .filter(leg -> leg.aliveAt != null && !leg.aliveAt.isAfter(seen))
                .filter(leg -> leg.endedAt == null || leg.endedAt.isAfter(seen))
                .toList();
    }

    int livingOutgoing() {
        return livingOutgoing;
    }
}

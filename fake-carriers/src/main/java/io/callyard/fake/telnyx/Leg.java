package io.callyard.fake.telnyx;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import io.callyard.fake.telnyx.CallSnapshot.Direction;
import io.callyard.fake.telnyx.CallSnapshot.State;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One leg of a call: what the carrier knows of it. Guarded by the lock of {@link Clockwork}. */
final class Leg {
    final long number;
    final String controlId;
    final String legId;
    final String sessionId;
    final String connectionId;
    final Direction direction;
    final String from;
    final String to;
    final Instant createdAt;
    final Party party;
    final List<Heard> heard = new ArrayList<>();
    final Map<String, FakeResponse> commands = new LinkedHashMap<>();
    final AudioLine audio;
    private final Clockwork clock;
    private final List<Scheduler.Timer> timers = new ArrayList<>();

    Callbacks callbacks = Callbacks.NONE;
    State state;
    boolean commanded;
    boolean parkAfterUnbridge;

    @Nullable
    String clientState;

    @Nullable
    Instant aliveAt;

    @Nullable
    Instant answeredAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Leg partner;

    @Nullable
    DialRequest request;

    @Nullable
    Leg transferTarget;

    CarrierQueue.@Nullable Entry queued;

    @Nullable
    Gather gather;

    @Nullable
    Conversation conversation;

    Leg(Exchange exchange, Origin origin) {
        this.clock = exchange.clock;
        this.number = exchange.legs.nextNumber();
        this.controlId = clock.newControlId();
        this.legId = clock.newId();
        this.sessionId = origin.sessionId() == null ? clock.newId() : origin.sessionId();
        this.connectionId = exchange.settings.connectionId();
        this.direction = origin.direction();
        this.from = origin.from();
        this.to = origin.to();
        this.party = origin.party();
        this.createdAt = clock.now();
        this.state = direction == Direction.INCOMING ? State.RINGING : State.REQUESTED;
        this.audio = new AudioLine(exchange, this);
    }

    /**
     * Where a leg comes from.
     *
     * @param sessionId shared with the leg that it is linked to; null: its own
     */
    record Origin(
            Direction direction,
            String from,
            String to,
            Party party,
            @Nullable String sessionId) {}

    boolean isEnded() {
        return state == State.ENDED;
    }

    boolean isAnswered() {
        return state == State.ANSWERED || state == State.BRIDGED;
    }

    boolean isAlive() {
        return state != State.REQUESTED && state != State.ENDED;
    }

    /** Returns the address of the person on this leg. */
    String person() {
        return direction == Direction.INCOMING ? from : to;
    }

    /** Runs an action later, unless the leg has ended by then. */
    Scheduler.Timer after(Duration delay, Runnable action) {
        Scheduler.Timer timer = clock.after(delay, () -> {
            if (!isEnded()) {
                action.run();
            }
        });
        timers.add(timer);
        return timer;
    }

    void cancelTimers() {
        timers.forEach(Scheduler.Timer::cancel);
        timers.clear();
    }

    void hears(Heard.Kind kind, String what) {
        heard.add(new Heard(clock.now(), kind, what));
    }

    /** Returns how long it has been talked, in whole seconds. */
    long talkSeconds() {
        if (answeredAt == null) {
            return 0;
        }
        return Duration.between(answeredAt, endedAt == null ? clock.now() : endedAt)
                .toSeconds();
    }

    CallSnapshot snapshot() {
        return new CallSnapshot(controlId, to, from, direction, state, Optional.ofNullable(clientState), createdAt);
    }

    /** Says nothing about who calls whom. */
    @Override
    public String toString() {
        return "Leg[" + number + ", " + direction + ", " + state + "]";
    }
}

package io.callyard.machine.inbound;

import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a caller has to be looked after because of time alone. */
public final class Attention {
    /** How long a call may be dialled before its fate is asked for. */
    public static final Duration DIALLING = Duration.ofSeconds(30);

    /** How often the call of somebody who was called back is asked after: its end may have been missed. */
    public static final Duration CALLED = Duration.ofMinutes(1);

    /** How often the line of somebody who talks is asked after, for the same reason. */
    public static final Duration TALKING = Duration.ofMinutes(5);

    /** How long somebody talks at the longest; then the end was missed. */
    public static final Duration LONGEST_TALK = Duration.ofHours(4);

    private Attention() {}

    /** Returns the caller with the time at which he has to be looked after; none if time does nothing to him. */
    public static Caller set(Caller caller, QueueSettings settings) {
        return CallerMachine.withAttention(caller, at(caller, settings));
    }

    private static @Nullable Instant at(Caller caller, QueueSettings settings) {
        Instant connectedAt = caller.connectedAt();
        return switch (caller.state()) {
            case WAITING ->
                caller.callback() == null ? onLine(caller, settings) : forCallback(caller, caller.callback(), settings);
            // The offer has a deadline of its own.
            case OFFERED, ENDED -> null;
            case DIALING -> caller.updatedAt().plus(DIALLING);
            case CONNECTED -> connectedAt == null ? null : inTalk(caller, connectedAt);
        };
    }

    private static Instant inTalk(Caller caller, Instant connectedAt) {
        if (caller.callback() != null) {
            return caller.updatedAt().plus(CALLED);
        }
        Instant longest = connectedAt.plus(LONGEST_TALK);
        Instant next = caller.updatedAt().plus(TALKING);
        return caller.arrival().line() == null || longest.isBefore(next) ? longest : next;
    }

    /** Returns whether somebody who came on the line has talked for longer than anybody does. */
    public static boolean isTalkOver(Caller caller, Instant now) {
        Instant connectedAt = caller.connectedAt();
        return caller.callback() == null
                && connectedAt != null
                && !connectedAt.plus(LONGEST_TALK).isAfter(now);
    }

    private static @Nullable Instant onLine(Caller caller, QueueSettings settings) {
        return earliest(
                nextWord(caller, settings.announcements().every()),
                callbackOffer(caller, settings.callbacks().offeredAfter()),
                longest(caller, settings),
                nextTier(caller, settings.offers().tierWait()));
    }

    /** Returns when a caller on the line has waited long enough. Who was handed on to another queue waits twice as long. */
    public static Instant longest(Caller caller, QueueSettings settings) {
        Duration longest = settings.waits().longest();
        boolean handedOn = !caller.queue().equals(caller.arrival().queue());
        return caller.place().joinedAt().plus(handedOn ? longest.multipliedBy(2) : longest);
    }

    /** The next of the times at which he is told something, after he was last looked after. */
    private static @Nullable Instant nextWord(Caller caller, Duration every) {
        if (!caller.gets(Feature.POSITION_UPDATES)) {
            return null;
        }
        Instant told = caller.told().at() == null
                ? caller.place().joinedAt()
                : caller.told().at();
        return nextOf(told, every, caller.updatedAt());
    }

    private static @Nullable Instant callbackOffer(Caller caller, Duration after) {
        boolean mayBe = caller.gets(Feature.CALLBACKS)
                && !caller.told().callbackOffered()
                && caller.arrival().number() != null;
        if (!mayBe) {
            return null;
        }
        // If the time for it was missed, or something else was being said then: soon.
        Instant soon = caller.updatedAt().plusSeconds(1);
        Instant at = caller.place().joinedAt().plus(after);
        return at.isBefore(soon) ? soon : at;
    }

    /** Agents of the next tier may take him then. */
    private static @Nullable Instant nextTier(Caller caller, Duration tierWait) {
        return tierWait.isZero() || !caller.gets(Feature.ENHANCED_DISCOVERY)
                ? null
                : nextOf(caller.place().joinedAt(), tierWait, caller.updatedAt());
    }

    private static Instant nextOf(Instant first, Duration every, Instant after) {
        long passed = after.isBefore(first) ? 0 : Duration.between(first, after).dividedBy(every);
        return first.plus(every.multipliedBy(passed + 1));
    }

    private static @Nullable Instant forCallback(Caller caller, CallbackPromise callback, QueueSettings settings) {
        Instant alert = callback.promisedBy().minus(settings.callbacks().alertBefore());
        return earliest(
                callback.notBefore().isAfter(caller.updatedAt()) ? callback.notBefore() : null,
                callback.alerted() ? null : alert,
                null,
                null);
    }

    private static @Nullable Instant earliest(
            @Nullable Instant one, @Nullable Instant two, @Nullable Instant three, @Nullable Instant four) {
        return Stream.of(
                        Optional.ofNullable(one),
                        Optional.ofNullable(two),
                        Optional.ofNullable(three),
                        Optional.ofNullable(four))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElse(null);
    }
}

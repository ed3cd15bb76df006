package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallHeld;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.model.CallState;
import io.callyard.model.CallSubject;
import io.callyard.model.CarrierAccountId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A call that is not over, as far as the events tell. It believes what it is told; to doubt is the
 * rules' part.
 *
 * <p>Whoever keeps calls in {@link #ORDER} takes one out before {@link #apply}.
 */
final class FoldedCall {
    /** Who goes first among calls of one rank whose place is known. */
    static final Comparator<FoldedCall> ORDER = Comparator.<FoldedCall>comparingInt(call -> call.priority)
            .reversed()
            .thenComparingLong(call -> call.position)
            .thenComparing(call -> call.subject.id());

    private final CallSubject subject;
    private CallState state = CallState.SCHEDULED;
    private boolean vague;
    private boolean seen;
    private int attempts;
    private boolean attemptsKnown;
    private int startedAttempt;
    private int priority;
    private long position;
    private @Nullable Instant notBefore;
    private @Nullable CarrierAccountId account;
    private boolean hangUpRequested;
    private boolean reclaimed;

    /**
     * A call before its first event.
     *
     * @param isNew whether that event is the first of its life
     */
    FoldedCall(CallSubject subject, boolean isNew) {
        this.subject = subject;
        attemptsKnown = isNew;
    }

    void apply(CallEvent event) {
        int attempt = Attempts.of(event);
        if (attempt != Attempts.NONE) {
            attempts = Math.max(attempts, attempt);
            attemptsKnown = true;
        }
        if (event instanceof HangUpRequested || event instanceof SlotReclaimed || event instanceof TurnHeard) {
            applyAside(event);
        } else {
            applyStep(event);
        }
        seen = true;
    }

    private void applyStep(CallEvent event) {
        if (event instanceof CallScheduled scheduled) {
            move(CallState.SCHEDULED, scheduled.notBefore());
            startedAttempt = 0;
        } else if (event instanceof CallQueued queued) {
            move(CallState.QUEUED, null);
            priority = queued.priority();
            position = queued.position();
        } else if (event instanceof CallHeld held) {
            move(CallState.QUEUED, held.until());
        } else if (event instanceof CallReserved reserved) {
            move(CallState.RESERVED, null);
            account = reserved.account();
            hangUpRequested = false;
        } else if (event instanceof CallReturned returned) {
            move(CallState.QUEUED, returned.notBefore());
        } else if (event instanceof CallInDoubt) {
            move(CallState.UNKNOWN, null);
        } else if (event instanceof CallStarted started) {
            move(CallState.DIALING, null);
            startedAttempt = startedAttempt == 0 ? started.attempt() : startedAttempt;
        } else if (event instanceof CallStatusChanged changed) {
            move(changed.state(), null);
        } else if (event instanceof CallEnded) {
            move(CallState.ENDED, null);
        }
    }

    private void applyAside(CallEvent event) {
        if (!seen) {
            // It came into a log whose beginning is gone: it is live, but how far along is not told.
            state = CallState.RESERVED;
            vague = true;
        }
        hangUpRequested |= event instanceof HangUpRequested;
        reclaimed |= event instanceof SlotReclaimed;
    }

    private void move(CallState to, @Nullable Instant until) {
        state = to;
        notBefore = until;
        vague = false;
        reclaimed = false;
    }

    CallSubject subject() {
        return subject;
    }

    CallState state() {
        return state;
    }

    boolean holdsSlot() {
        return seen && state.holdsSlot();
    }

    /** Whether only "live" is known of its state. */
    boolean isVague() {
        return vague;
    }

    int attempts() {
        return attempts;
    }

    /** Whether an event has told how many attempts there were. */
    boolean knowsAttempts() {
        return attemptsKnown;
    }

    /** The attempt that reached the carrier since the last decision to try again; 0 if none did. */
    int startedAttempt() {
        return startedAttempt;
    }

    /** Whether priority and position are known. */
    boolean hasPlace() {
        return position > 0;
    }

    int priority() {
        return priority;
    }

    long position() {
        return position;
    }

    @Nullable
    Instant notBefore() {
        return notBefore;
    }

    @Nullable
    CarrierAccountId account() {
        return account;
    }

    boolean hangUpRequested() {
        return hangUpRequested;
    }

    /** Whether its slot was taken back and its end has not come yet. */
    boolean isReclaimed() {
        return reclaimed;
    }

    /** Whether it stands in line and could go as far as it alone decides. */
    boolean isReady() {
        return state == CallState.QUEUED && notBefore == null && hasPlace();
    }

    CallView view() {
        return new CallView(subject, state, attempts, priority, position, notBefore, account, hangUpRequested);
    }
}

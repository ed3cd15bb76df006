package io.callyard.machine;

import static io.callyard.model.CallState.ENDED;
import static io.callyard.model.CallState.QUEUED;
import static io.callyard.model.CallState.RESERVED;
import static io.callyard.model.CallState.SCHEDULED;
import static io.callyard.model.CallState.UNKNOWN;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallHeld;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.Event;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Ending;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.RetryPolicy;
import io.callyard.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine may decide about a call. What a carrier reports is in {@link CarrierReports}; the
 * diagram stands at {@link io.callyard.model.CallState}.
 *
 * <p>A decision about an attempt names it by number and needs the call to be in the state in which
 * the decision was made; else nothing changes. So a node that was frozen, cut off or given up
 * decides nothing any more.
 *
 * @param timeouts how long a call may stay in each state
 */
public record CallMachine(CallTimeouts timeouts) {
    /** How many verdicts are kept with a call, the newest. */
    public static final int MAX_VERDICTS = 20;

    /** Takes a call in: it joins the queue, or waits for its time. */
    public Transition<Call> admit(NewCall newCall, Step step) {
        CallRequest request = newCall.request();
        Instant now = step.now();
        Instant scheduledFor = request.scheduledFor();
        boolean later = scheduledFor != null && scheduledFor.isAfter(now);
        Verdict.Hold hold = later
                ? null
                : newCall.hold().filter(said -> said.until().isAfter(now)).orElse(null);
        Instant notBefore = later ? scheduledFor : hold == null ? null : hold.until();
        Call call = new Call(
                request.tenant(),
                request.subject(newCall.id()),
                request.data(),
                request.effectivePriority(),
                request.key(),
                later ? SCHEDULED : QUEUED,
                later ? 0 : step.nextPosition(),
                0,
                0,
                notBefore,
                request.expiresAt(),
                hold == null ? null : hold.reason(),
                null,
                null,
                earlier(notBefore, request.expiresAt()),
                newCall.verdicts(),
                now,
                now);
        if (later && notBefore != null) {
            return Transition.to(call, new CallScheduled(call.subject(), 0, notBefore, null));
        }
        Event queued = new CallQueued(call.subject(), call.priority(), call.position());
        return hold == null
                ? Transition.to(call, queued)
                : Transition.to(call, queued, new CallHeld(call.subject(), hold.until(), hold.reason()));
    }

    /**
     * What time alone does to a call that waits: a scheduled one joins the queue, a hold ends, its time
     * runs out.
     */
    public Transition<Call> timePassed(Call call, Step step) {
        Instant now = step.now();
        if (call.attentionAt() == null || call.attentionAt().isAfter(now)) {
            return Transition.unchanged(call);
        }
        if (call.state() != SCHEDULED && call.state() != QUEUED) {
            return Transition.unchanged(call);
        }
        if (isReached(call.expiresAt(), now)) {
            return end(call, Outcome.EXPIRED, CarrierCause.of("its time ran out while it waited"), now);
        }
        if (!isReached(call.notBefore(), now)) {
            return Transition.unchanged(call);
        }
        long position = call.state() == SCHEDULED ? step.nextPosition() : call.position();
        Call queued = CallEdit.of(call)
                .state(QUEUED)
                .position(position)
                .notBefore(null)
                .reason(null)
                .attentionAt(call.expiresAt())
                .at(now);
        return Transition.to(queued, new CallQueued(call.subject(), call.priority(), position));
    }

    /** Reserves a slot for a call that waits: the one way to an attempt. */
    public CallChange reserve(NodeId node, CarrierAccountId account) {
        return (call, step) -> {
            Instant now = step.now();
            if (call.state() != QUEUED || call.isHeldAt(now)) {
                return Transition.unchanged(call);
            }
            Attempt attempt = Attempt.reserved(call.attempts() + 1, node, account, now);
            Instant leaseUntil = now.plus(timeouts.lease());
            Call reserved = CallEdit.of(call)
                    .state(RESERVED)
                    .attempt(attempt)
                    .notBefore(null)
                    .reason(null)
                    .attentionAt(leaseUntil)
                    .at(now);
            return Transition.to(
                    reserved, new CallReserved(call.subject(), attempt.number(), node, account, leaseUntil));
        };
    }

    /**
     * Gives the slot back after an attempt that provably reached nobody; the call waits at its old
     * place.
     *
     * @param delay how long it is held back; zero: not at all
     */
    public CallChange giveBack(int attempt, String reason, Duration delay) {
        return (call, step) -> {
            if (!isOpen(call, attempt)) {
                return Transition.unchanged(call);
            }
            Instant now = step.now();
            if (call.attempt() != null && call.attempt().hangUpRequested()) {
                return end(call, Outcome.CANCELED, CarrierCause.of("taken back while it was being placed"), now);
            }
            Instant notBefore = delay.isZero() || delay.isNegative() ? null : now.plus(delay);
            Call waiting = CallEdit.of(call)
                    .state(QUEUED)
                    .notBefore(notBefore)
                    .reason(reason)
                    .attentionAt(earlier(notBefore, call.expiresAt()))
                    .at(now);
            return Transition.to(waiting, new CallReturned(call.subject(), attempt, reason, notBefore));
        };
    }

    /** Ends an attempt that provably reached nobody and never will: the call with it, unless {@code retry} has a rule. */
    public CallChange refuse(int attempt, Outcome outcome, CarrierCause cause, RetryPolicy retry) {
        return (call, step) ->
                isOpen(call, attempt) ? over(call, outcome, cause, retry, step.now()) : Transition.unchanged(call);
    }

    /** Nobody knows whether the attempt reached somebody. */
    public CallChange inDoubt(int attempt, String reason) {
        return (call, step) -> {
            if (call.state() != RESERVED || call.attempts() != attempt || call.attempt() == null) {
                return Transition.unchanged(call);
            }
            Instant now = step.now();
            Call unknown = CallEdit.of(call)
                    .state(UNKNOWN)
                    .attempt(call.attempt().inDoubt(now))
                    .reason(reason)
                    .attentionAt(now.plus(timeouts.firstLookUp()))
                    .at(now);
            return Transition.to(unknown, new CallInDoubt(call.subject(), attempt, reason));
        };
    }

    /** Ends a live call of which nothing more can be learnt, and takes its slot back. */
    public CallChange reclaim(int attempt, Outcome outcome, String why) {
        return (call, step) -> {
            if (!call.state().holdsSlot() || call.attempts() != attempt) {
                return Transition.unchanged(call);
            }
            Call dialled = CallEdit.of(call).dialled(call.dialled() + 1).at(step.now());
            Transition<Call> ended = end(dialled, outcome, CarrierCause.of(why), step.now());
            List<Event> events = new ArrayList<>();
            events.add(new SlotReclaimed(call.subject(), attempt, why));
            events.addAll(ended.events());
            return new Transition<>(ended.state(), events);
        };
    }

    /** Takes back a call that still waits. */
    public CallChange cancel(String reason) {
        return (call, step) -> call.state() == QUEUED || call.state() == SCHEDULED
                ? end(call, Outcome.CANCELED, CarrierCause.of(reason), step.now())
                : Transition.unchanged(call);
    }

    /**
     * Notes that somebody wants a live call to end; the carrier is told apart from this. If nothing is
     * heard of its end, the call is looked after soon, not when the longest call would be over.
     */
    public Transition<Call> requestHangUp(Call call, Step step) {
        Attempt attempt = call.attempt();
        if (!call.state().holdsSlot() || attempt == null || attempt.hangUpRequested()) {
            return Transition.unchanged(call);
        }
        Call marked = CallEdit.of(call)
                .attempt(attempt.withHangUpRequested())
                .attentionAt(earlier(call.attentionAt(), step.now().plus(timeouts.ringing())))
                .at(step.now());
        return Transition.to(marked, new HangUpRequested(call.subject(), attempt.number()));
    }

    /** Looks after a live call again later. No event, no new time of change: nothing has happened to it. */
    public static CallChange lookAgainIn(int attempt, Duration delay) {
        return (call, step) -> !call.state().holdsSlot() || call.attempts() != attempt
                ? Transition.unchanged(call)
                : new Transition<>(
                        CallEdit.of(call).attentionAt(step.now().plus(delay)).at(call.updatedAt()), List.of());
    }

    /** Keeps what policies said about a call. No event: a verdict that matters has its own. */
    public static CallChange note(List<PolicyVerdict> verdicts) {
        return (call, step) -> {
            if (verdicts.isEmpty() || call.state() == ENDED) {
                return Transition.unchanged(call);
            }
            List<PolicyVerdict> all = new ArrayList<>(call.verdicts());
            all.addAll(verdicts);
            // A call that is held back every minute of a night must not grow without end.
            int surplus = Math.max(0, all.size() - MAX_VERDICTS);
            return new Transition<>(
                    CallEdit.of(call).verdicts(all.subList(surplus, all.size())).at(step.now()), List.of());
        };
    }

    /** Returns the change that does {@code first}, then {@code second} to its result. */
    public static CallChange both(CallChange first, CallChange second) {
        return (call, step) -> first.apply(call, step).then(state -> second.apply(state, step));
    }

    /**
     * Returns whether the delay of the call's lane begins with this change: the call gave back a slot
     * with which somebody may have been reached.
     */
    public static boolean beginsDelay(Call before, Call after) {
        return before.state().holdsSlot()
                && !after.state().holdsSlot()
                && after.state() != QUEUED
                && after.outcome() != Outcome.SUPPRESSED;
    }

    /** The end of an attempt: another one later, or the end of the call. */
    static Transition<Call> over(Call call, Outcome outcome, CarrierCause cause, RetryPolicy retry, Instant now) {
        Attempt attempt = call.attempt();
        boolean unwanted = attempt != null && attempt.hangUpRequested();
        int dialled = call.dialled() + 1;
        Instant notBefore = unwanted
                ? null
                : retry.delayAfter(outcome, dialled).map(now::plus).orElse(null);
        if (notBefore == null || isReached(call.expiresAt(), notBefore)) {
            return end(call, CallEdit.of(call).dialled(dialled), outcome, cause, now);
        }
        Call scheduled = CallEdit.of(call)
                .dialled(dialled)
                .state(SCHEDULED)
                .notBefore(notBefore)
                .reason("attempt " + call.attempts() + ": " + outcome + ", " + cause)
                .attentionAt(earlier(notBefore, call.expiresAt()))
                .at(now);
        return Transition.to(scheduled, new CallScheduled(call.subject(), call.attempts(), notBefore, outcome));
    }

    private static Transition<Call> end(Call call, Outcome outcome, CarrierCause cause, Instant now) {
        return end(call, CallEdit.of(call), outcome, cause, now);
    }

    private static Transition<Call> end(Call call, CallEdit edit, Outcome outcome, CarrierCause cause, Instant now) {
        Call ended = edit.ending(new Ending(outcome, cause, now)).at(now);
        Attempt attempt = call.attempt();
        Instant answeredAt = attempt == null ? null : attempt.answeredAt();
        Duration talked = answeredAt == null ? Duration.ZERO : Duration.between(answeredAt, now);
        return Transition.to(ended, new CallEnded(call.subject(), call.attempts(), outcome, cause, talked));
    }

    /** Whether the attempt is one about which the carrier has confirmed nothing. */
    private static boolean isOpen(Call call, int attempt) {
        return call.attempts() == attempt && (call.state() == RESERVED || call.state() == UNKNOWN);
    }

    private static boolean isReached(@Nullable Instant instant, Instant now) {
        return instant != null && !instant.isAfter(now);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}

package io.callyard.machine;

import static io.callyard.model.CallState.DIALING;
import static io.callyard.model.CallState.IN_PROGRESS;
import static io.callyard.model.CallState.RESERVED;
import static io.callyard.model.CallState.RINGING;
import static io.callyard.model.CallState.UNKNOWN;

import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.event.Event;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier's word does to a call.
 *
 * <p>What the carrier says about an attempt is a fact, whoever reports it, whenever. It moves the
 * call forward only, so duplicates change nothing and any order of the same reports ends in the
 * same state. A report about an attempt that is over is a duplicate, unless it contradicts what is
 * written; then it becomes a {@link LateReport} for operators and still moves nothing.
 *
 * @param timeouts how long a call may stay in each state
 */
public record CarrierReports(CallTimeouts timeouts) {
    private static final String SECOND_CALL = "a second call for one attempt";

    /** The carrier has taken the call. */
    public CallChange started(int attempt, @Nullable CarrierCallId id) {
        return progress(attempt, id, DIALING);
    }

    /** The far end rings. */
    public CallChange ringing(int attempt, @Nullable CarrierCallId id) {
        return progress(attempt, id, RINGING);
    }

    /** Somebody or something has answered. */
    public CallChange answered(int attempt, @Nullable CarrierCallId id) {
        return progress(attempt, id, IN_PROGRESS);
    }

    /** Something was said, so the call is answered. */
    public CallChange turn(int attempt, @Nullable CarrierCallId id, ConversationTurn turn) {
        return CallMachine.both(
                answered(attempt, id),
                (call, step) -> isCurrent(call, attempt, id)
                        ? Transition.to(call, new TurnHeard(call.subject(), attempt, turn))
                        : Transition.unchanged(call));
    }

    /** The call is over. */
    public CallChange ended(
            int attempt, @Nullable CarrierCallId id, Outcome outcome, CarrierCause cause, RetryPolicy retry) {
        return CallMachine.both(
                progress(attempt, id, DIALING),
                (call, step) -> isCurrent(call, attempt, id)
                        ? CallMachine.over(call, outcome, cause, retry, step.now())
                        : Transition.unchanged(call));
    }

    private CallChange progress(int attempt, @Nullable CarrierCallId id, CallState to) {
        return (call, step) -> {
            if (!isCurrent(call, attempt)) {
                return late(call, attempt, id, to, step.now());
            }
            Attempt known = call.attempt();
            if (known == null) {
                return Transition.unchanged(call);
            }
            if (isOther(known.carrierCallId(), id)) {
                return Transition.to(call, new LateReport(call.subject(), attempt, SECOND_CALL, id));
            }
            return forward(call, known, id, to, step.now());
        };
    }

    private Transition<Call> forward(Call call, Attempt known, @Nullable CarrierCallId id, CallState to, Instant now) {
        boolean further = to.isBeyond(call.state());
        boolean firstId = id != null && known.carrierCallId() == null;
        if (!further && !firstId) {
            return Transition.unchanged(call);
        }
        Attempt attempt = known.atCarrier(id);
        boolean starts = call.state() == RESERVED || call.state() == UNKNOWN;
        boolean moves = further && to != DIALING;
        CallEdit edit = CallEdit.of(call).attempt(to == IN_PROGRESS ? attempt.answered(now) : attempt);
        if (further) {
            boolean mayLast = to == IN_PROGRESS && !attempt.hangUpRequested();
            Duration quiet = mayLast ? timeouts.longestCall() : timeouts.ringing();
            edit.state(to).reason(null).attentionAt(now.plus(quiet));
        }
        return new Transition<>(edit.at(now), eventsOf(attempt, call, starts, moves ? to : null));
    }

    private static List<Event> eventsOf(Attempt attempt, Call call, boolean starts, @Nullable CallState movesTo) {
        Event started = starts ? new CallStarted(call.subject(), attempt.number(), attempt.carrierCallId()) : null;
        Event moved = movesTo == null ? null : new CallStatusChanged(call.subject(), attempt.number(), movesTo);
        if (started != null && moved != null) {
            return List.of(started, moved);
        }
        return started != null ? List.of(started) : moved != null ? List.of(moved) : List.of();
    }

    /** A report about an attempt that is over: worth a word only if it contradicts the record. */
    private static Transition<Call> late(
            Call call, int attempt, @Nullable CarrierCallId id, CallState to, Instant now) {
        Attempt newest = call.attempt();
        if (newest == null || newest.number() != attempt || id == null || id.equals(newest.carrierCallId())) {
            return Transition.unchanged(call);
        }
        if (newest.carrierCallId() != null) {
            return Transition.to(call, new LateReport(call.subject(), attempt, SECOND_CALL, id));
        }
        // The id is kept, so that the carrier's further reports are known for duplicates.
        Call noted = CallEdit.of(call).attempt(newest.atCarrier(id)).at(now);
        String report = to + ", but the call was taken for not placed";
        return Transition.to(noted, new LateReport(call.subject(), attempt, report, id));
    }

    private static boolean isCurrent(Call call, int attempt) {
        return call.state().holdsSlot() && call.attempts() == attempt;
    }

    /** Whether the report is about the call that is recorded, not about a second one of the attempt. */
    private static boolean isCurrent(Call call, int attempt, @Nullable CarrierCallId id) {
        return isCurrent(call, attempt) && !isOther(call.carrierCallId(), id);
    }

    private static boolean isOther(@Nullable CarrierCallId known, @Nullable CarrierCallId reported) {
        return known != null && reported != null && !known.equals(reported);
    }
}

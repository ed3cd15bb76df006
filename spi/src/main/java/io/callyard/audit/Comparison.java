package io.callyard.audit;

import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.Campaign;
import io.callyard.model.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Holds what is stored against what the events add up to. */
final class Comparison {
    private final StringJoiner differences = new StringJoiner("; ");

    private Comparison() {}

    /** Returns in what the two differ; null if in nothing that the events tell. */
    static @Nullable String of(Call stored, Fold fold) {
        FoldedCall call = fold.call(stored.id());
        Outcome outcome = fold.outcome(stored.id());
        if (call == null && outcome == null) {
            boolean mayBeForgotten =
                    fold.isForgetful() && (stored.state() == CallState.ENDED || !fold.knowsAllOpenCalls());
            return mayBeForgotten ? null : "no event tells of it";
        }
        Comparison comparison = new Comparison();
        if (call == null) {
            comparison.same("outcome", stored.outcome(), outcome);
        } else {
            comparison.compare(stored, call);
        }
        return comparison.result();
    }

    /** Returns in what the two differ; null if in nothing that the events tell. */
    static @Nullable String of(Campaign stored, Fold fold) {
        FoldedLane lane = fold.lane(stored.id());
        CampaignView view = lane == null ? null : lane.view();
        if (view == null) {
            return fold.knowsAllOpenCalls() ? "no event tells of campaign " + stored.id() : null;
        }
        Comparison comparison = new Comparison();
        comparison.same("campaign", stored.id(), view.id());
        comparison.same("settings", stored.settings(), view.settings());
        comparison.same("status", stored.status(), view.status());
        comparison.same("progress", stored.progress(), view.progress());
        return comparison.result();
    }

    private void compare(Call stored, FoldedCall call) {
        same("subject", stored.subject(), call.subject());
        if (!call.isVague()) {
            same("state", stored.state(), call.state());
        }
        if (call.knowsAttempts()) {
            same("attempts", stored.attempts(), call.attempts());
        }
        if (call.hasPlace()) {
            same("priority", stored.priority(), call.priority());
            same("position", stored.position(), call.position());
        }
        Attempt attempt = stored.attempt();
        // Without the reservation the log may have begun in the middle of the attempt.
        if (attempt != null && call.holdsSlot() && call.account() != null) {
            same("account", attempt.account(), call.account());
            same("hang-up requested", attempt.hangUpRequested(), call.hangUpRequested());
        }
        if (call.state() == CallState.SCHEDULED || call.state() == CallState.QUEUED) {
            same("not before", micros(stored.notBefore()), micros(call.notBefore()));
        }
    }

    private void same(String what, @Nullable Object stored, @Nullable Object told) {
        if (!Objects.equals(stored, told)) {
            differences.add(what + " is " + stored + ", the events say " + told);
        }
    }

    private @Nullable String result() {
        return differences.length() == 0 ? null : differences.toString();
    }

    private static @Nullable Instant micros(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }
}

package io.callyard.audit;

import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.Campaign;
import io.callyard.model.Outcome;
import org.jspecify.annotations.Nullable;

/** Holds what is stored against what the events add up to. */
final class Comparison {
    private final Differences differences = new Differences();

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
            comparison.differences.same("outcome", stored.outcome(), outcome);
        } else {
            comparison.compare(stored, call);
        }
        return comparison.differences.text();
    }

    /** Returns in what the two differ; null if in nothing that the events tell. */
    static @Nullable String of(Campaign stored, Fold fold) {
        FoldedLane lane = fold.lane(stored.id());
        CampaignView view = lane == null ? null : lane.view();
        if (view == null) {
            return fold.knowsAllOpenCalls() ? "no event tells of campaign " + stored.id() : null;
        }
        Comparison comparison = new Comparison();
        comparison.differences.same("campaign", stored.id(), view.id());
        comparison.differences.same("settings", stored.settings(), view.settings());
        comparison.differences.same("status", stored.status(), view.status());
        comparison.differences.same("progress", stored.progress(), view.progress());
        return comparison.differences.text();
    }

    private void compare(Call stored, FoldedCall call) {
        differences.same("subject", stored.subject(), call.subject());
        if (!call.isVague()) {
            differences.same("state", stored.state(), call.state());
        }
        if (call.knowsAttempts()) {
            differences.same("attempts", stored.attempts(), call.attempts());
        }
        if (call.hasPlace()) {
            differences.same("priority", stored.priority(), call.priority());
            differences.same("position", stored.position(), call.position());
        }
        Attempt attempt = stored.attempt();
        // Without the reservation the log may have begun in the middle of the attempt.
        if (attempt != null && call.holdsSlot() && call.account() != null) {
            differences.same("account", attempt.account(), call.account());
            differences.same("hang-up requested", attempt.hangUpRequested(), call.hangUpRequested());
        }
        if (call.state() == CallState.SCHEDULED || call.state() == CallState.QUEUED) {
            differences.sameInstant("not before", stored.notBefore(), call.notBefore());
        }
    }
}

package io.callyard.machine;

import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.Ending;
import io.callyard.model.PolicyVerdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call being changed: records have no way of their own to change two fields out of eighteen. */
final class CallEdit {
    private final Call from;
    private CallState state;
    private long position;
    private int attempts;
    private int dialled;
    private @Nullable Instant notBefore;
    private @Nullable String reason;
    private @Nullable Attempt attempt;
    private @Nullable Ending ending;
    private @Nullable Instant attentionAt;
    private List<PolicyVerdict> verdicts;

    private CallEdit(Call from) {
        this.from = from;
        state = from.state();
        position = from.position();
        attempts = from.attempts();
        dialled = from.dialled();
        notBefore = from.notBefore();
        reason = from.reason();
        attempt = from.attempt();
        ending = from.ending();
        attentionAt = from.attentionAt();
        verdicts = from.verdicts();
    }

    static CallEdit of(Call call) {
        return new CallEdit(call);
    }

    CallEdit state(CallState value) {
        state = value;
        return this;
    }

    CallEdit position(long value) {
        position = value;
        return this;
    }

    CallEdit notBefore(@Nullable Instant value) {
        notBefore = value;
        return this;
    }

    CallEdit reason(@Nullable String value) {
        reason = value;
        return this;
    }

    CallEdit attempt(Attempt value) {
        attempt = value;
        attempts = value.number();
        return this;
    }

    CallEdit dialled(int value) {
        dialled = value;
        return this;
    }

    CallEdit ending(Ending value) {
        state = CallState.ENDED;
        ending = value;
        notBefore = null;
        attentionAt = null;
        return this;
    }

    CallEdit attentionAt(@Nullable Instant value) {
        attentionAt = value;
        return this;
    }

    CallEdit verdicts(List<PolicyVerdict> value) {
        verdicts = value;
        return this;
    }

    Call at(Instant now) {
        return new Call(
                from.tenant(),
                from.subject(),
                from.data(),
                from.priority(),
                from.key(),
                state,
                position,
                attempts,
                dialled,
                notBefore,
                from.expiresAt(),
                reason,
                attempt,
                ending,
                attentionAt,
                verdicts,
                from.createdAt(),
                now);
    }
}

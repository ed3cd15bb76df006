package io.callyard.model.inbound;

import io.callyard.internal.Checks;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who takes callers: a person or a program. What may happen to him is in {@code
 * io.callyard.machine.inbound.AgentMachine}.
 *
 * @param tenant whose
 * @param id who
 * @param profile what he can do
 * @param presence what he chose to be
 * @param presenceReason why, if it was not he who chose it; else empty
 * @param presenceAt since when
 * @param heartbeatAt when he was last heard of
 * @param engagements the callers who take up his capacity
 * @param wrapUpUntil until when he finishes the work of the last call; in the past if he does not
 * @param history what he has done
 * @param updatedAt the last change
 * @param attentionAt when somebody has to look after him; absent if nobody has to
 */
public record Agent(
        TenantId tenant,
        AgentId id,
        AgentProfile profile,
        Presence presence,
        String presenceReason,
        Instant presenceAt,
        Instant heartbeatAt,
        List<Engagement> engagements,
        Instant wrapUpUntil,
        AgentRecord history,
        Instant updatedAt,
        @Nullable Instant attentionAt) {

    public Agent {
        presenceReason = Checks.clipped(presenceReason, 200);
        engagements = List.copyOf(engagements);
    }

    /** Returns what calls do to him at {@code now}. */
    public AgentState stateAt(Instant now) {
        if (engagements.stream().anyMatch(engaged -> !engaged.talking())) {
            return AgentState.OFFERED;
        }
        if (engagements.size() >= profile.capacity()) {
            return AgentState.ON_CALL;
        }
        return wrapUpUntil.isAfter(now) ? AgentState.WRAP_UP : AgentState.READY;
    }

    /** Returns whether he may be offered a caller at {@code now}, as far as he and his calls decide. */
    public boolean isReadyAt(Instant now) {
        return presence == Presence.AVAILABLE && engagements.size() < profile.capacity() && !wrapUpUntil.isAfter(now);
    }

    /** Returns whether nothing was heard of him for longer than {@code staleAfter}. */
    public boolean isStaleAt(Instant now, Duration staleAfter) {
        return heartbeatAt.plus(staleAfter).isBefore(now);
    }

    /** Returns what he has to do with a caller; empty if nothing. */
    public Optional<Engagement> with(CallerId caller) {
        return engagements.stream()
                .filter(engaged -> engaged.caller().equals(caller))
                .findFirst();
    }
}

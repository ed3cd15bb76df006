package io.callyard.routing;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Membership;
import org.jspecify.annotations.Nullable;

/**
 * A ready agent as one of those who serve a queue, in one pass.
 *
 * <p><b>Threads.</b> One.
 */
final class Member {
    private final int index;
    private final int tier;
    private final Standing standing;
    private final Contender contender;
    private @Nullable Candidate latest;

    /**
     * Takes an agent for a member.
     *
     * @param index his number among those who are ready
     */
    Member(int index, Standing standing, Membership membership) {
        this.index = index;
        tier = membership.tier();
        this.standing = standing;
        contender = new Contender(standing.agent(), membership, standing.readiness());
    }

    int index() {
        return index;
    }

    AgentId id() {
        return standing.agent().id();
    }

    int tier() {
        return tier;
    }

    Standing standing() {
        return standing;
    }

    Contender contender() {
        return contender;
    }

    /** He as a decision names him. Many decisions of one pass say the same of him. */
    Candidate candidate(String passedOver) {
        Candidate candidate = latest;
        if (candidate == null || !candidate.passedOver().equals(passedOver)) {
            candidate = new Candidate(id(), tier, standing.readiness().score(), passedOver);
            latest = candidate;
        }
        return candidate;
    }
}

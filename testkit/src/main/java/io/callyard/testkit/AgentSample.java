package io.callyard.testkit;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent for a test: ready now, or as another with something changed, whether a machine would do that or not. */
final class AgentSample {
    private final TenantId tenant;
    private final AgentId id;
    private AgentProfile profile;
    private Presence presence = Presence.AVAILABLE;
    private final Instant at;
    private List<Engagement> engagements = List.of();
    private Instant wrapUpUntil;
    private AgentRecord history;
    private @Nullable Instant attentionAt;

    private AgentSample(TenantId tenant, AgentId id, AgentProfile profile, Instant at, AgentRecord history) {
        this.tenant = tenant;
        this.id = id;
        this.profile = profile;
        this.at = at;
        this.history = history;
        wrapUpUntil = at;
    }

    /** Somebody who has been idle since {@code now}. */
    static AgentSample of(TenantId tenant, String id, QueueId queue, Instant now) {
        return new AgentSample(tenant, new AgentId(id), AgentProfile.of(id, queue), now, AgentRecord.since(now));
    }

    /** The same agent, to be changed. */
    static AgentSample like(Agent agent) {
        AgentSample sample =
                new AgentSample(agent.tenant(), agent.id(), agent.profile(), agent.updatedAt(), agent.history());
        sample.presence = agent.presence();
        sample.engagements = agent.engagements();
        sample.wrapUpUntil = agent.wrapUpUntil();
        sample.attentionAt = agent.attentionAt();
        return sample;
    }

    AgentSample presence(Presence value) {
        presence = value;
        return this;
    }

    AgentSample capacity(int value) {
        profile = profile.withCapacity(value);
        return this;
    }

    AgentSample with(List<Engagement> value) {
        engagements = value;
        return this;
    }

    AgentSample idleSince(Instant value) {
        history = history.idleFrom(value);
        return this;
    }

    AgentSample wrapUpUntil(Instant value) {
        wrapUpUntil = value;
        return this;
    }

    /** Has talked once more. */
    AgentSample talked() {
        history = history.talked(Duration.ofSeconds(1));
        return this;
    }

    AgentSample attentionAt(@Nullable Instant value) {
        attentionAt = value;
        return this;
    }

    Agent build() {
        return new Agent(tenant, id, profile, presence, "", at, at, engagements, wrapUpUntil, history, at, attentionAt);
    }
}

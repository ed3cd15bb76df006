package io.callyard.routing;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.Skills;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent for a test: ready, just heard of, idle for a minute, in the first tier of sales if nothing else is said. */
final class AgentSample {
    static final TenantId ACME = new TenantId("acme");
    static final QueueId SALES = new QueueId("sales");
    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final AgentId id;
    private final List<Engagement> engagements = new ArrayList<>();
    private final List<Membership> memberships = new ArrayList<>();
    private Map<String, Integer> skills = Map.of();
    private int capacity = 1;
    private Presence presence = Presence.AVAILABLE;
    private Instant heartbeatAt = NOW;
    private Instant wrapUpUntil = NOW;
    private Instant idleSince = NOW.minusSeconds(60);
    private Instant offeredAt = Instant.EPOCH;
    private long calls;
    private Duration talked = Duration.ZERO;
    private double missed;

    private AgentSample(String id) {
        this.id = new AgentId(id);
    }

    static AgentSample agent(String id) {
        return new AgentSample(id);
    }

    AgentSample in(QueueId queue, int tier, int order) {
        memberships.add(new Membership(queue, tier, order));
        return this;
    }

    AgentSample tier(int tier) {
        return in(SALES, tier, 0);
    }

    AgentSample knows(Map<String, Integer> value) {
        skills = value;
        return this;
    }

    AgentSample capacity(int value) {
        capacity = value;
        return this;
    }

    AgentSample is(Presence value) {
        presence = value;
        return this;
    }

    AgentSample heardOf(long secondsAgo) {
        heartbeatAt = NOW.minusSeconds(secondsAgo);
        return this;
    }

    AgentSample wrapsUpFor(long seconds) {
        wrapUpUntil = NOW.plusSeconds(seconds);
        return this;
    }

    AgentSample idle(long seconds) {
        idleSince = NOW.minusSeconds(seconds);
        return this;
    }

    AgentSample offered(long secondsAgo) {
        offeredAt = NOW.minusSeconds(secondsAgo);
        return this;
    }

    AgentSample calls(long value) {
        calls = value;
        return this;
    }

    AgentSample talked(long seconds) {
        talked = Duration.ofSeconds(seconds);
        return this;
    }

    AgentSample missed(double share) {
        missed = share;
        return this;
    }

    AgentSample talking() {
        return engaged(new CallerId(new UUID(1, engagements.size())), true);
    }

    AgentSample offered() {
        return engaged(new CallerId(new UUID(1, engagements.size())), false);
    }

    AgentSample engaged(CallerId caller, boolean talking) {
        engagements.add(new Engagement(caller, new OfferId(new UUID(2, engagements.size())), talking, NOW));
        return this;
    }

    Agent build() {
        List<Membership> queues = memberships.isEmpty() ? List.of(Membership.of(SALES)) : memberships;
        return new Agent(
                ACME,
                id,
                new AgentProfile("", capacity, queues, new Skills(skills), ""),
                presence,
                "",
                NOW,
                heartbeatAt,
                engagements,
                wrapUpUntil,
                new AgentRecord(calls, talked, 0, missed, offeredAt, idleSince),
                NOW,
                null);
    }

    /** As a strategy sees him. */
    Contender contender() {
        return contender(null);
    }

    Contender contender(@Nullable Readiness readiness) {
        Agent agent = build();
        return new Contender(
                agent,
                agent.profile().queues().get(0),
                readiness == null ? new Readiness(50, 1, 1, 1, 1, 1) : readiness);
    }
}

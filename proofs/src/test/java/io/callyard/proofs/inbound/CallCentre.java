package io.callyard.proofs.inbound;

import io.callyard.Callyard;
import io.callyard.inbound.InboundSettings;
import io.callyard.machine.inbound.AgentRules;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.CallbackRules;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.Skills;
import io.callyard.model.inbound.WaitRules;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The tenants, queues and agents of the proof, and its times: short, so that a run sees many of everything. */
final class CallCentre {
    static final Duration RINGS = Duration.ofSeconds(1);
    static final Duration CONNECTS = Duration.ofSeconds(1);
    static final InboundSettings SETTINGS = InboundSettings.DEFAULT
            .withAgents(new AgentRules(Duration.ofSeconds(5), 3))
            .assuming(Duration.ofSeconds(1));

    static final List<TenantId> TENANTS =
            IntStream.range(0, 4).mapToObj(i -> new TenantId("tenant-" + i)).toList();
    static final List<AgentId> AGENTS =
            IntStream.range(0, 6).mapToObj(i -> new AgentId("agent-" + i)).toList();

    /** Every agent serves both: in one he is asked alone, in the other all who are free are asked at once. */
    static final List<QueueId> QUEUES = List.of(new QueueId("one"), new QueueId("all"));

    private CallCentre() {}

    /** Makes all of it known. */
    static void open(Callyard engine) {
        List<Membership> memberships = QUEUES.stream().map(Membership::of).toList();
        for (TenantId tenant : TENANTS) {
            QUEUES.forEach(queue -> engine.inbound().define(tenant, queue, rules(queue)));
            for (AgentId agent : AGENTS) {
                AgentProfile profile = new AgentProfile("", 1, memberships, Skills.NONE, "phone-of-" + agent);
                engine.agents().register(tenant, agent, profile);
            }
        }
    }

    private static QueueSettings rules(QueueId queue) {
        return QueueSettings.named(queue.value())
                .routedBy(queue.value().equals("all") ? "ring_all" : QueueSettings.LONGEST_IDLE)
                .with(new OfferRules(RINGS, CONNECTS, 3, 2, Duration.ofMillis(20), Duration.ofSeconds(30)))
                .with(new WaitRules(1_000, Duration.ofSeconds(8), OverflowAction.CALLBACK, null, Duration.ZERO))
                .with(new CallbackRules(
                        Duration.ZERO, null, Duration.ofMinutes(1), Duration.ZERO, 2, Duration.ofSeconds(1)));
    }
}
